// Aggregates over the groups of one Group (SPARQL 18.5.1). An error of one member is one of the whole group, save for
// COUNT and SAMPLE, which pass it over. MIN and MAX follow the order of ORDER BY. One thread at a time.
#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/expression.h"
#include "engine/plan.h"
#include "engine/query_context.h"
#include "engine/row_table.h"

namespace quoth {

bool is_aggregate(std::string_view function);  // in lower case, as algebra::Aggregate has it

// What one function keeps for each group. Groups are numbered from 0; one that add() and fail() never named is empty.
class Accumulator {
 public:
  virtual ~Accumulator() = default;
  virtual Status add(std::size_t group, Operand& value, Evaluator& evaluator) = 0;
  virtual Status fail(std::size_t group) = 0;            // a member without a value
  virtual Result<TermId> result(std::size_t group) = 0;  // TermId() for an error
};

class Aggregation {
 public:
  // `columns`: those of the batches. Requires what algebra::validate has accepted.
  Aggregation(QueryContext& context, const algebra::Aggregate& aggregate, const plan::Symbols& symbols,
              const plan::Vars& columns);

  Status start(const Batch& batch);  // the rows that add() speaks of
  Status add(std::size_t group, std::size_t row);
  Result<TermId> result(std::size_t group) { return accumulator_->result(group); }

 private:
  std::optional<Evaluator> argument_;
  bool whole_rows_ = false;       // count(*)
  std::optional<RowTable> seen_;  // (group, value) or (group, row), of DISTINCT
  std::unique_ptr<Accumulator> accumulator_;
  const Batch* batch_ = nullptr;
  std::vector<TermId> key_;
};

}  // namespace quoth
