#include "rdf/quad_table.h"

#include <algorithm>
#include <new>

namespace quoth {

void QuadTable::add(const QuadView& quad) {
  const NumberedQuad numbered{number_of(quad.triple.subject), number_of(quad.triple.predicate),
                              number_of(quad.triple.object), quad.graph ? number_of(*quad.graph) : kNoTerm};
  if (known_quads_.insert(numbered).second) quads_.push_back(numbered);
}

void QuadTable::clear() {
  quads_.clear();
  known_quads_.clear();
  numbers_.clear();
  parts_.clear();
  kept_.clear();
  terms_.clear();
  text_bytes_ = 0;
  arena_.release();
}

TermNumber QuadTable::find_iri(std::string_view iri) const {
  TermView term;
  term.text = iri;
  const auto known = numbers_.find(term);
  return known == numbers_.end() ? kNoTerm : known->second;
}

TermNumber QuadTable::number_of(const TermView& term) {
  if (const auto known = numbers_.find(term); known != numbers_.end()) return known->second;
  TermView kept = term;
  std::optional<Parts> parts;
  if (term.kind == TermKind::kTriple) {
    parts = {number_of(term.triple->subject), number_of(term.triple->predicate),
             number_of(term.triple->object)};
    void* memory = arena_.allocate(sizeof(TripleView), alignof(TripleView));
    kept.triple =
        new (memory) TripleView{terms_[parts->subject], terms_[parts->predicate], terms_[parts->object]};
    text_bytes_ += sizeof(TripleView);
  } else {
    kept.text = keep(term.text);
    kept.datatype = keep_once(term.datatype);
    kept.language = keep_once(term.language);
  }
  const auto number = static_cast<TermNumber>(terms_.size());
  terms_.push_back(kept);
  numbers_.emplace(kept, number);
  if (parts) parts_.emplace(number, *parts);
  return number;
}

std::string_view QuadTable::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* copy = static_cast<char*>(arena_.allocate(text.size(), 1));
  std::copy(text.begin(), text.end(), copy);
  text_bytes_ += text.size();
  return {copy, text.size()};
}

std::string_view QuadTable::keep_once(std::string_view text) {
  if (text.empty()) return {};
  if (const auto known = kept_.find(text); known != kept_.end()) return *known;
  return *kept_.insert(keep(text)).first;
}

}  // namespace quoth
