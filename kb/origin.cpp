#include "kb/origin.h"

#include <algorithm>
#include <utility>

namespace quoth {

OriginFinder::OriginFinder(QueryContext& context, RowReader& rows, MentionReader& documents)
    : context_(context), rows_(rows), documents_(documents), memory_(context.memory()) {}

Result<TermId> OriginFinder::origin(const Tuple& quad) {
  const TermId source = quad[3];
  if (source == TermId::default_graph()) return source;
  const Triple triple{quad[0], quad[1], quad[2]};
  if (!any_triple_ || triple_ != triple) QUOTH_CHECK(hold(triple));
  if (holders_.size() == 1) return source;  // nobody to have it from
  QUOTH_CHECK(walk(source));
  QUOTH_TRY(const Farthest found, farthest(component_of_.at(source)));
  return found.holder;
}

Status OriginFinder::hold(const Triple& triple) {
  any_triple_ = false;
  holders_.clear();
  farthest_.clear();
  QUOTH_CHECK(rows_.each(Order::kSpo, triple, [&](const Tuple& tuple) -> Status {
    if (tuple[3] != TermId::default_graph()) holders_.insert(tuple[3]);
    return {};
  }));
  triple_ = triple;
  any_triple_ = true;
  return {};
}

// Adds the components of the source and all its ancestors: Tarjan's algorithm with a stack of its own, since
// derivations may be as long as the data likes.
Status OriginFinder::walk(TermId start) {
  if (component_of_.contains(start)) return {};
  struct Visit {
    TermId source;
    std::vector<TermId> parents;
    std::size_t next = 0;
  };
  std::unordered_map<TermId, std::size_t> index, low;
  std::vector<TermId> open;  // visited, and in no component yet
  std::vector<Visit> path;

  const auto enter = [&](TermId source) -> Status {
    QUOTH_CHECK(context_.check());
    QUOTH_TRY(const SourceIds* const document, documents_.source(source));
    QUOTH_CHECK(memory_.grow(sizeof(Visit) + (document->derived_from.size() + 4) * sizeof(TermId)));
    const std::size_t number = index.size();
    index[source] = low[source] = number;
    open.push_back(source);
    path.push_back({source, document->derived_from});
    return {};
  };
  std::unordered_map<TermId, std::vector<TermId>> derived;  // edges of the sources of this walk
  QUOTH_CHECK(enter(start));
  while (!path.empty()) {
    Visit& visit = path.back();
    if (visit.next < visit.parents.size()) {
      const TermId parent = visit.parents[visit.next++];
      if (component_of_.contains(parent)) continue;
      if (const auto seen = index.find(parent); seen != index.end()) {
        low[visit.source] = std::min(low[visit.source], seen->second);
      } else {
        QUOTH_CHECK(enter(parent));
      }
      continue;
    }
    const Visit done = std::move(path.back());
    path.pop_back();
    if (!path.empty()) low[path.back().source] = std::min(low[path.back().source], low[done.source]);
    derived[done.source] = done.parents;
    if (low[done.source] != index[done.source]) continue;
    const Component component = members_.size();
    std::vector<TermId>& members = members_.emplace_back();
    do {
      members.push_back(open.back());
      component_of_[open.back()] = component;
      open.pop_back();
    } while (members.back() != done.source);
    std::vector<Component>& parents = parents_.emplace_back();
    for (const TermId member : members)
      for (const TermId parent : derived[member])
        if (component_of_.at(parent) != component) parents.push_back(component_of_.at(parent));
    std::sort(parents.begin(), parents.end());
    parents.erase(std::unique(parents.begin(), parents.end()), parents.end());
  }
  return {};
}

// Parents first, with a stack of its own; what is found is kept for the triple at hand.
Result<OriginFinder::Farthest> OriginFinder::farthest(Component start) {
  std::vector<Component> waiting{start};
  while (!waiting.empty()) {
    const Component component = waiting.back();
    if (farthest_.contains(component)) {
      waiting.pop_back();
      continue;
    }
    const std::size_t before = waiting.size();
    for (const Component parent : parents_[component])
      if (!farthest_.contains(parent)) waiting.push_back(parent);
    if (waiting.size() > before) continue;
    QUOTH_CHECK(context_.check());
    QUOTH_CHECK(memory_.grow(sizeof(Farthest) + 2 * sizeof(Component)));
    QUOTH_TRY(const Farthest found, choose(component, farthest_));
    farthest_.emplace(component, found);
    waiting.pop_back();
  }
  return farthest_.at(start);
}

Result<OriginFinder::Farthest> OriginFinder::choose(Component component,
                                                    const std::unordered_map<Component, Farthest>& above) {
  Farthest best;
  const auto offer = [&](const Farthest& candidate) -> Status {
    if (candidate.holder.is_none()) return {};
    bool better = best.holder.is_none() || candidate.distance > best.distance;
    if (!better && candidate.distance == best.distance) {
      QUOTH_TRY(better, comes_before(candidate.holder, best.holder));
    }
    if (better) best = candidate;
    return {};
  };
  for (const Component parent : parents_[component]) {
    const Farthest& found = above.at(parent);
    QUOTH_CHECK(offer({found.holder, found.distance + 1}));
  }
  if (!best.holder.is_none()) return best;
  for (const TermId member : members_[component])
    if (holders_.contains(member)) QUOTH_CHECK(offer({member, 0}));
  return best;
}

Result<bool> OriginFinder::comes_before(TermId a, TermId b) {
  QUOTH_TRY(const Term first, context_.snapshot().term(a));
  QUOTH_TRY(const Term second, context_.snapshot().term(b));
  return first < second;
}

}  // namespace quoth
