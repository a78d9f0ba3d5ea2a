#include "storage/load_epoch.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace quoth {

LoadEpoch::LoadEpoch(const LoadTarget& target, std::size_t table_bytes, std::size_t row_bytes)
    : target_(target),
      names_(target.names()),
      table_(table_bytes),
      row_capacity_(std::max<std::size_t>(1, row_bytes / (sizeof(LocalRow) + sizeof(NameRow)))) {}

void LoadEpoch::Last::set(const TermView& view, const EpochTable::Term& new_term) {
  // Literals and triple terms are more than their text.
  valid = view.kind == TermKind::kIri || view.kind == TermKind::kBlankNode;
  if (!valid) return;
  kind = view.kind;
  text = view.text;
  term = new_term;
}

void LoadEpoch::prepare(const TermView& term) {
  if (term.kind == TermKind::kTriple) {
    prepare(term.triple->subject);
    prepare(term.triple->predicate);
    prepare(term.triple->object);
    return;
  }
  Leaf leaf{};
  if (term.kind == TermKind::kLiteral) {
    if (const std::optional<TermId> id = inline_id(term)) {
      leaf.kind = Leaf::Kind::kValue;
      leaf.value = *id;
      leaves_.push_back(leaf);
      return;
    }
  }
  leaf.kind = Leaf::Kind::kBytes;
  leaf.offset = bytes_.size();
  leaf.tag = append_term_bytes(bytes_, term);
  leaf.size = bytes_.size() - leaf.offset;
  leaf.hash = target_.hash(std::string_view(bytes_).substr(leaf.offset));
  table_.prefetch(leaf.hash);
  leaves_.push_back(leaf);
}

void LoadEpoch::prepare(const TermView& term, const Last& last) {
  if (!last.holds(term)) return prepare(term);
  Leaf leaf{};
  leaf.kind = Leaf::Kind::kKnown;
  leaf.known = last.term;
  leaves_.push_back(leaf);
}

EpochTable::Term LoadEpoch::intern(const TermView& term) {
  if (term.kind != TermKind::kTriple) return intern_leaf(term);
  const EpochTable::Term subject = intern(term.triple->subject);
  const EpochTable::Term predicate = intern(term.triple->predicate);
  const EpochTable::Term object = intern(term.triple->object);
  return table_.triple(subject, predicate, object);
}

EpochTable::Term LoadEpoch::intern_leaf(const TermView& term) {
  const Leaf& leaf = leaves_[next_leaf_++];
  switch (leaf.kind) {
    case Leaf::Kind::kKnown:
      return leaf.known;
    case Leaf::Kind::kValue:
      return table_.value(leaf.value);
    case Leaf::Kind::kBytes:
      break;
  }
  const EpochTable::Term found =
      table_.dictionary_term(leaf.hash, leaf.tag, std::string_view(bytes_).substr(leaf.offset, leaf.size));
  if (found.is_new && term.kind == TermKind::kIri && names_ != nullptr &&
      names_->is_name_predicate(term.text)) {
    name_predicates_.push_back(found.number);
  }
  return found;
}

bool LoadEpoch::is_name_predicate(std::uint32_t number) const {
  return std::binary_search(name_predicates_.begin(), name_predicates_.end(), number);
}

void LoadEpoch::add(const QuadView& quad) {
  bytes_.clear();
  leaves_.clear();
  next_leaf_ = 0;
  prepare(quad.triple.subject, last_subject_);
  prepare(quad.triple.predicate);
  prepare(quad.triple.object);
  if (quad.graph) prepare(*quad.graph, last_graph_);

  const EpochTable::Term subject = intern(quad.triple.subject);
  const EpochTable::Term predicate = intern(quad.triple.predicate);
  const EpochTable::Term object = intern(quad.triple.object);
  const EpochTable::Term graph = quad.graph ? intern(*quad.graph) : table_.value(TermId::default_graph());
  if (!last_subject_.holds(quad.triple.subject)) last_subject_.set(quad.triple.subject, subject);
  if (quad.graph && !last_graph_.holds(*quad.graph)) last_graph_.set(*quad.graph, graph);

  // Large buffers are reserved whole: pages that are never touched cost nothing.
  if (rows_.size() == rows_.capacity() && rows_.size() >= 65'536) rows_.reserve(row_capacity_);
  rows_.push_back({subject.number, predicate.number, object.number, graph.number});
  if (!name_predicates_.empty() && quad.triple.subject.kind == TermKind::kIri &&
      quad.triple.object.kind != TermKind::kTriple && is_name_predicate(predicate.number)) {
    name_rows_.push_back({{subject.number, predicate.number, object.number}, object.place});
  }
}

void LoadEpoch::clear_rows() {
  rows_.clear();
  name_rows_.clear();
}

void LoadEpoch::clear() {
  clear_rows();
  table_.clear();
  name_predicates_.clear();
  last_subject_.valid = false;
  last_graph_.valid = false;
}

void LoadEpoch::release() {
  std::vector<LocalRow>().swap(rows_);
  std::vector<NameRow>().swap(name_rows_);
  table_.release();
}

}  // namespace quoth
