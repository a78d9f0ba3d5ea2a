// Origins: whose word a claim in a source's own voice is. Fifty copies are one source, so a claim counts for the
// farthest ancestor of its source (prov:wasDerivedFrom, over ancestors that do not hold it too) that holds the same
// triple; for the source itself where there is none.
//
// Sources that derive from each other in a circle have the one that comes first in the order of terms for all of them.
// Of several farthest ancestors it is the one over the longest way, then the first in the order of terms. One thread at
// a time.
#pragma once
#include <array>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "engine/memory_budget.h"
#include "engine/query_context.h"
#include "kb/mention_reader.h"
#include "kb/row_reader.h"
#include "storage/permutation.h"

namespace quoth {

class OriginFinder {
 public:
  // All must outlive this.
  OriginFinder(QueryContext& context, RowReader& rows, MentionReader& documents);

  // The graph that is the origin of a quad. Quads of one triple are best asked for one after the other: then the work
  // is that of one walk over the ancestors of the sources that hold it.
  Result<TermId> origin(const Tuple& quad);

 private:
  using Triple = std::array<TermId, 3>;
  using Component = std::size_t;  // sources that derive from each other, or a single one

  struct Farthest {  // the ancestor that holds the triple at hand, as seen from a component
    TermId holder;   // none: no ancestor holds it, nor does the component
    std::size_t distance = 0;
  };

  Status hold(const Triple& triple);
  Status walk(TermId source);
  Result<Farthest> farthest(Component start);
  Result<Farthest> choose(Component component, const std::unordered_map<Component, Farthest>& above);
  Result<bool> comes_before(TermId a, TermId b);

  QueryContext& context_;
  RowReader& rows_;
  MentionReader& documents_;
  MemoryUse memory_;

  // The components of the derivation graph, as far as it was walked; parents before their children.
  std::unordered_map<TermId, Component> component_of_;
  std::vector<std::vector<TermId>> members_;
  std::vector<std::vector<Component>> parents_;

  bool any_triple_ = false;
  Triple triple_{};
  std::unordered_set<TermId> holders_;
  std::unordered_map<Component, Farthest> farthest_;  // of the triple at hand
};

}  // namespace quoth
