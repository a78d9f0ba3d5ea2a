// A Run is the rows of one commit, or of several neighbouring ones, in memory and in every order: those that it adds
// and those that it removes. Immutable. Private to storage/.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "storage/permutation.h"

namespace quoth {

struct RowSet {
  std::vector<Row> added, removed;  // each ascending, and with no row in common
};

struct Run {
  std::uint64_t first_commit = 0, last_commit = 0;
  std::array<RowSet, kOrderCount> orders;
  std::size_t bytes = 0;

  const RowSet& rows(Order order) const { return orders[static_cast<std::size_t>(order)]; }
};

// What a commit changes, as tuples in any sequence.
struct TupleChanges {
  std::vector<Tuple> added, removed;  // quads
  std::vector<Tuple> triples;         // new triple terms
};

std::shared_ptr<const Run> make_run(std::uint64_t commit, const TupleChanges& changes);

// Both as one. Requires that `newer` follows `older` directly.
std::shared_ptr<const Run> merge_runs(const Run& older, const Run& newer);

// Appends a run, and merges the last ones until each is at least twice as large as the next: a scan then merges few.
void push_run(std::vector<std::shared_ptr<const Run>>& runs, std::shared_ptr<const Run> run);

}  // namespace quoth
