#include "rdf/turtle_layout.h"

#include <algorithm>
#include <numeric>

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::uint64_t key(TermNumber graph, TermNumber subject) {
  return std::uint64_t{graph} << 32 | subject;
}

}  // namespace

TurtleLayout::TurtleLayout(const QuadTable& table, bool whole) : table_(table), whole_(whole) {
  reifies_ = table.find_iri(rdf::kReifies);
  first_ = table.find_iri(rdf::kFirst);
  rest_ = table.find_iri(rdf::kRest);
  nil_ = table.find_iri(rdf::kNil);
  order_quads();
  find_reifiers();
  if (whole_) {
    count_uses();
    find_objects();
    find_lists();
  }
  limit_nesting();
  if (whole_) find_anonymous();
}

std::span<const TurtleLayout::Reifier> TurtleLayout::reifiers(std::uint32_t quad) const {
  const auto found = reifiers_.find(quad);
  return found == reifiers_.end() ? std::span<const Reifier>() : std::span<const Reifier>(found->second);
}

std::uint32_t TurtleLayout::find_block(TermNumber graph, TermNumber subject) const {
  const auto found = block_index_.find(key(graph, subject));
  return found == block_index_.end() ? kNone : found->second;
}

// ---- Order

void TurtleLayout::order_quads() {
  const std::span<const NumberedQuad> given = table_.quads();
  // Where the quad's graph, block, and predicate within the block appeared first.
  struct Rank {
    std::uint32_t graph, block, predicate, position;
    auto operator<=>(const Rank&) const = default;
  };
  std::vector<Rank> ranks;
  ranks.reserve(given.size());
  boost::unordered_flat_map<TermNumber, std::uint32_t> graphs;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> subjects;
  boost::unordered_flat_map<NumberedQuad, std::uint32_t, NumberedQuadHash> predicates;
  for (std::uint32_t i = 0; i < given.size(); ++i) {
    const NumberedQuad& q = given[i];
    ranks.push_back(
        {graphs.emplace(q.graph, i).first->second, subjects.emplace(key(q.graph, q.subject), i).first->second,
         predicates.emplace(NumberedQuad{q.subject, q.predicate, 0, q.graph}, i).first->second, i});
  }
  std::sort(ranks.begin(), ranks.end());

  quads_.reserve(given.size());
  quad_blocks_.reserve(given.size());
  for (const Rank& rank : ranks) {
    const NumberedQuad& q = given[rank.position];
    if (blocks_.empty() || blocks_.back().subject != q.subject || blocks_.back().graph != q.graph) {
      const auto at = static_cast<std::uint32_t>(quads_.size());
      block_index_.emplace(key(q.graph, q.subject), static_cast<std::uint32_t>(blocks_.size()));
      blocks_.push_back({.graph = q.graph, .subject = q.subject, .begin = at, .end = at});
    }
    quad_blocks_.push_back(static_cast<std::uint32_t>(blocks_.size() - 1));
    quads_.push_back(q);
    ++blocks_.back().end;
  }
  hidden_.resize(quads_.size(), false);
}

// ---- Annotations

void TurtleLayout::find_reifiers() {
  boost::unordered_flat_map<NumberedQuad, std::uint32_t, NumberedQuadHash> index;
  if (reifies_ != kNoTerm) {
    for (std::uint32_t i = 0; i < quads_.size(); ++i) index.emplace(quads_[i], i);
  }
  for (std::uint32_t i = 0; i < quads_.size(); ++i) {
    const NumberedQuad& q = quads_[i];
    if (q.predicate != reifies_ || table_.term(q.object).kind != TermKind::kTriple) continue;
    const QuadTable::Parts& parts = table_.parts(q.object);
    // A triple that is itself said by a "~" has no place for one.
    if (parts.predicate == reifies_) continue;
    const auto reified = index.find(NumberedQuad{parts.subject, parts.predicate, parts.object, q.graph});
    if (reified == index.end()) continue;
    hidden_[i] = true;
    Block& block = blocks_[quad_blocks_[i]];
    const bool here = block.place == Place::kTop;  // the first annotation takes the block
    if (here) {
      block.place = Place::kAnnotation;
      block.parent = quad_blocks_[reified->second];
    }
    reifiers_[reified->second].push_back({q.subject, here ? quad_blocks_[i] : kNone});
  }
  for (Block& block : blocks_) {
    for (std::uint32_t i = block.begin; i < block.end; ++i) block.shown = block.shown || !hidden_[i];
  }
}

// ---- Blank nodes

void TurtleLayout::pin(TermNumber term) {
  // A triple term is met at most once here: terms are numbered once, and uses_ remembers.
  if (uses_[term].pinned) return;
  uses_[term].pinned = true;
  if (table_.term(term).kind != TermKind::kTriple) return;
  const QuadTable::Parts& parts = table_.parts(term);
  pin(parts.subject);
  pin(parts.object);
}

void TurtleLayout::count_uses() {
  uses_.resize(table_.term_count());
  for (std::uint32_t i = 0; i < quads_.size(); ++i) {
    Use& object = uses_[quads_[i].object];
    ++object.objects;
    object.object_quad = i;
    if (table_.term(quads_[i].object).kind == TermKind::kTriple) pin(quads_[i].object);
    if (quads_[i].graph != kNoTerm) pin(quads_[i].graph);
  }
  for (std::uint32_t b = 0; b < blocks_.size(); ++b) {
    Use& subject = uses_[blocks_[b].subject];
    ++subject.blocks;
    subject.block = b;
  }
  for (const auto& [quad, reifiers] : reifiers_) {
    for (const Reifier& reifier : reifiers) ++uses_[reifier.term].reified;
  }
}

void TurtleLayout::find_objects() {
  for (TermNumber term = 0; term < uses_.size(); ++term) {
    const Use& use = uses_[term];
    if (table_.term(term).kind != TermKind::kBlankNode || use.pinned || use.objects != 1 ||
        use.reified != 0 || use.blocks != 1 || blocks_[use.block].graph != quads_[use.object_quad].graph) {
      continue;
    }
    blocks_[use.block].place = Place::kObject;
    blocks_[use.block].parent = quad_blocks_[use.object_quad];
  }
}

void TurtleLayout::find_anonymous() {
  for (TermNumber term = 0; term < uses_.size(); ++term) {
    Use& use = uses_[term];
    if (table_.term(term).kind != TermKind::kBlankNode || use.pinned || use.blocks > 1) continue;
    const Place place = use.blocks == 0 ? Place::kObject : blocks_[use.block].place;
    const bool nested = place == Place::kObject || place == Place::kList || place == Place::kCell;
    use.anonymous = (use.objects == 1 && use.reified == 0 && nested) ||
                    (use.objects == 0 && use.reified == 0) ||
                    (use.objects == 0 && use.reified == 1 && place == Place::kAnnotation);
  }
}

// ---- Lists

// A block that says nothing but rdf:first and rdf:rest, each once, of a blank node that is written where it
// is the object.
bool TurtleLayout::is_cell(std::uint32_t block) const {
  const Block& b = blocks_[block];
  if (b.place != Place::kObject || b.end - b.begin != 2) return false;
  const NumberedQuad& one = quads_[b.begin];
  const NumberedQuad& two = quads_[b.begin + 1];
  if (!(one.predicate == first_ && two.predicate == rest_) &&
      !(one.predicate == rest_ && two.predicate == first_)) {
    return false;
  }
  return reifiers(b.begin).empty() && reifiers(b.begin + 1).empty();
}

std::uint32_t TurtleLayout::quad_of(std::uint32_t cell, TermNumber predicate) const {
  const std::uint32_t begin = blocks_[cell].begin;
  return quads_[begin].predicate == predicate ? begin : begin + 1;
}

void TurtleLayout::find_lists() {
  if (first_ == kNoTerm || rest_ == kNoTerm || nil_ == kNoTerm) return;
  for (std::uint32_t last = 0; last < blocks_.size(); ++last) {
    if (!is_cell(last) || quads_[quad_of(last, rest_)].object != nil_) continue;
    // Up from the last cell to the first; each has one place where it is the object.
    std::vector<std::uint32_t> cells{last};
    while (true) {
      const std::uint32_t quad = uses_[blocks_[cells.back()].subject].object_quad;
      if (quads_[quad].predicate != rest_ || !is_cell(quad_blocks_[quad])) break;
      cells.push_back(quad_blocks_[quad]);
    }
    const std::uint32_t list = cells.back();
    blocks_[list].place = Place::kList;
    cells.pop_back();
    for (const std::uint32_t cell : cells) {
      blocks_[cell].place = Place::kCell;
      blocks_[cell].parent = list;
    }
  }
}

std::vector<std::uint32_t> TurtleLayout::elements(std::uint32_t list) const {
  std::vector<std::uint32_t> firsts;
  for (std::uint32_t cell = list;;) {
    firsts.push_back(quad_of(cell, first_));
    const TermNumber rest = quads_[quad_of(cell, rest_)].object;
    if (rest == nil_) return firsts;
    cell = find_block(blocks_[list].graph, rest);
  }
}

// ---- Depth

std::uint32_t TurtleLayout::holder(std::uint32_t block) const {
  return blocks_[block].place == Place::kCell ? blocks_[block].parent : block;
}

void TurtleLayout::write_at_top(std::uint32_t block) {
  if (blocks_[block].place == Place::kList) {
    std::uint32_t cell = block;
    while (true) {
      const TermNumber rest = quads_[quad_of(cell, rest_)].object;
      if (rest == nil_) break;
      cell = find_block(blocks_[block].graph, rest);
      blocks_[cell].place = Place::kTop;
    }
  }
  blocks_[block].place = Place::kTop;
}

void TurtleLayout::limit_nesting() {
  constexpr int kUnknown = -1;
  constexpr int kOnPath = -2;
  std::vector<int> depth(blocks_.size(), kUnknown);
  std::vector<std::uint32_t> path;
  for (std::uint32_t start = 0; start < blocks_.size(); ++start) {
    // Outwards, up to a block whose depth is known, that stands at the top, or that is on the path already.
    std::uint32_t block = holder(start);
    while (depth[block] == kUnknown) {
      depth[block] = kOnPath;
      path.push_back(block);
      if (blocks_[block].place == Place::kTop) break;
      block = holder(blocks_[block].parent);
    }
    if (path.empty()) continue;
    int above = depth[block];
    if (above == kOnPath) {  // a cycle, or the top
      if (blocks_[path.back()].place != Place::kTop) write_at_top(path.back());
      above = -1;
    }
    for (; !path.empty(); path.pop_back()) {
      if (++above > kMaxDepth) {
        write_at_top(path.back());
        above = 0;
      }
      depth[path.back()] = above;
    }
  }
}

}  // namespace quoth
