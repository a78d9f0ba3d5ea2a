// An Operator is one step of a running query: each call hands on the next few hundred solutions, pulled from
// its inputs. What it does and which columns it gives stands in its plan node.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "engine/batch.h"
#include "engine/plan.h"
#include "engine/query_context.h"

namespace quoth {

// What an operator has done so far, for EXPLAIN.
struct OperatorStatistics {
  std::uint64_t rows = 0;         // handed on
  std::uint64_t rows_read = 0;    // from indexes
  std::uint64_t blocks_read = 0;  // of indexes
  std::uint64_t nanoseconds = 0;  // with its inputs
};

class Operator;

// What every operator is made from.
struct OperatorSetup {
  QueryContext& context;
  const plan::Symbols& symbols;
  const plan::Node& node;
  OperatorStatistics& statistics;
  std::vector<std::unique_ptr<Operator>> inputs;
};

class Operator {
 public:
  explicit Operator(OperatorSetup setup);
  Operator(const Operator&) = delete;
  Operator& operator=(const Operator&) = delete;
  virtual ~Operator() = default;

  // Fills `out` with at least one row and returns true, or returns false, `out` then empty: there are no
  // more. kCancelled, kTimeout, kMemory, and what reading the database gives.
  Result<bool> next(Batch& out);

  // Whether seek() is quicker than pulling what lies before.
  virtual bool can_seek() const { return false; }
  // Leaves out rows whose first column of the sort order is below `id`. To be called between calls of next().
  virtual Status seek(TermId) { return {}; }

  const plan::Node& node() const { return node_; }

 protected:
  // As next(). Called once for each batch, after the limits were looked at.
  virtual Result<bool> produce(Batch& out) = 0;

  Operator& input(std::size_t i = 0) { return *inputs_[i]; }
  QueryContext& context() { return context_; }
  const plan::Symbols& symbols() const { return symbols_; }
  OperatorStatistics& statistics() { return statistics_; }

 private:
  QueryContext& context_;
  const plan::Symbols& symbols_;
  const plan::Node& node_;
  OperatorStatistics& statistics_;
  std::vector<std::unique_ptr<Operator>> inputs_;
};

TermId boolean_id(bool value);

// Where each of `wanted` stands in `columns`; kAbsent where it does not.
inline constexpr std::size_t kAbsent = ~std::size_t{0};
std::size_t position(const plan::Vars& columns, plan::Var var);
std::vector<std::size_t> positions(const plan::Vars& columns, const plan::Vars& wanted);

}  // namespace quoth
