// An AtomCursor reads the rows of an index that match an atom, where some of its variables are given.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "engine/operators/operator.h"
#include "engine/plan.h"
#include "engine/query_context.h"
#include "storage/scan.h"

namespace quoth {

class AtomCursor {
 public:
  // `given`: variables of the atom whose values open() gets. In kGpso no graph is ever given as the default
  // one, unless the atom is for named graphs only.
  AtomCursor(QueryContext& context, const plan::Atom& atom, Order order, plan::Vars given,
             OperatorStatistics& statistics);

  // Starts anew with these values of the given variables; no row matches an id that no row can hold.
  Status open(std::span<const TermId> values);

  // The next rows: all of `rows` are read from the index, those whose numbers stand in `selected` match.
  // False at the end; else at least one is selected.
  Result<bool> next(RowBatch& rows, std::vector<std::uint32_t>& selected);

  // Leaves out rows whose first column after the range's prefix is below `id`.
  Status seek(TermId id);

  // In which column of the rows a variable of the atom stands.
  std::size_t column_of(plan::Var var) const;
  // Whether every row that is read matches.
  bool matches_all() const { return !named_only_ && !merged_ && equal_.empty() && !checks_; }

 private:
  bool matches(const RowBatch& rows, std::size_t i) const;
  void select(const RowBatch& rows, std::vector<std::uint32_t>& selected);
  void count();

  QueryContext& context_;
  OperatorStatistics& statistics_;
  Order order_;
  plan::Vars given_;
  std::array<plan::Slot, 4> slots_;                // in the order's sequence
  std::array<std::size_t, 4> given_index_;         // of a given variable, its place among the values
  std::array<std::optional<TermId>, 4> expected_;  // what stands there in rows that match, if it is known
  std::size_t prefix_ = 0;                         // so many leading columns are known
  bool checks_ = false;                            // further columns are known
  std::vector<std::pair<std::size_t, std::size_t>>
      equal_;  // columns with the same variable that is not given
  std::size_t graph_column_ = 3;
  bool named_only_ = false, merged_ = false;
  std::shared_ptr<const std::vector<TermId>> graphs_;  // that are merged; nullptr: all
  std::optional<Scan> scan_;
  ScanCounters counted_;
  bool exhausted_ = true;
  Row row_prefix_{};
  std::optional<std::array<TermId, 3>> previous_;  // triple, where graphs are merged
};

}  // namespace quoth
