#include "kb/triple_terms.h"

#include <array>
#include <optional>

namespace quoth {

Result<Tuple> TripleTerms::inside(TermId id) {
  if (const auto known = known_.find(id); known != known_.end()) return known->second;
  std::optional<Tuple> found;
  QUOTH_CHECK(rows_.each(Order::kTripleId, std::array{id}, [&](const Tuple& tuple) -> Status {
    found = tuple;
    return {};
  }));
  if (!found) return Error{ErrorCode::kCorruption, "a triple term is not in its index", {}, {}};
  QUOTH_CHECK(memory_.grow(2 * sizeof(Tuple)));
  known_.emplace(id, *found);
  return *found;
}

Result<bool> TripleTerms::takes_part(TermId node, const Tuple& triple) {
  Tuple at = triple;
  while (at[0] != node && at[2] != node) {
    if (!at[2].is_triple()) return false;
    QUOTH_TRY(at, inside(at[2]));
  }
  return true;
}

}  // namespace quoth
