#include "storage/run.h"

#include <algorithm>
#include <iterator>

namespace quoth {
namespace {

std::vector<Row> sorted_rows(Order order, const std::vector<Tuple>& tuples) {
  std::vector<Row> rows;
  rows.reserve(tuples.size());
  for (const Tuple& tuple : tuples) {
    if (order == Order::kGpso && tuple[3] == TermId::default_graph()) continue;
    rows.push_back(to_row(order, tuple));
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

void count_bytes(Run& run) {
  for (const RowSet& set : run.orders) run.bytes += sizeof(Row) * (set.added.size() + set.removed.size());
}

// What both say together. A row that one takes back from the other was there before both, or after neither: then
// nothing is said of it.
std::vector<Row> together(const std::vector<Row>& older, const std::vector<Row>& taken_by_newer,
                          const std::vector<Row>& newer, const std::vector<Row>& taken_by_older) {
  std::vector<Row> kept, brought, result;
  std::set_difference(older.begin(), older.end(), taken_by_newer.begin(), taken_by_newer.end(),
                      std::back_inserter(kept));
  std::set_difference(newer.begin(), newer.end(), taken_by_older.begin(), taken_by_older.end(),
                      std::back_inserter(brought));
  std::set_union(kept.begin(), kept.end(), brought.begin(), brought.end(), std::back_inserter(result));
  return result;
}

}  // namespace

std::shared_ptr<const Run> make_run(std::uint64_t commit, const TupleChanges& changes) {
  const auto run = std::make_shared<Run>();
  run->first_commit = run->last_commit = commit;
  for (const Permutation& p : all_permutations()) {
    RowSet& set = run->orders[static_cast<std::size_t>(p.order)];
    set.added = sorted_rows(p.order, holds_quads(p.order) ? changes.added : changes.triples);
    if (holds_quads(p.order)) set.removed = sorted_rows(p.order, changes.removed);
  }
  count_bytes(*run);
  return run;
}

std::shared_ptr<const Run> merge_runs(const Run& older, const Run& newer) {
  const auto run = std::make_shared<Run>();
  run->first_commit = older.first_commit;
  run->last_commit = newer.last_commit;
  for (std::size_t i = 0; i < kOrderCount; ++i) {
    const RowSet &a = older.orders[i], &b = newer.orders[i];
    run->orders[i] = {together(a.added, b.removed, b.added, a.removed),
                      together(a.removed, b.added, b.removed, a.added)};
  }
  count_bytes(*run);
  return run;
}

void push_run(std::vector<std::shared_ptr<const Run>>& runs, std::shared_ptr<const Run> run) {
  runs.push_back(std::move(run));
  while (runs.size() > 1 && runs[runs.size() - 2]->bytes < 2 * runs.back()->bytes) {
    std::shared_ptr<const Run> merged = merge_runs(*runs[runs.size() - 2], *runs.back());
    runs.pop_back();
    runs.back() = std::move(merged);
  }
}

}  // namespace quoth
