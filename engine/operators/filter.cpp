// The operators that evaluate expressions row by row: filter and extend.
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

#include "engine/expression.h"
#include "engine/operators/operators.h"

namespace quoth {
namespace {

void append_row(const Batch& batch, std::size_t row, const std::vector<std::size_t>& from, Batch& out) {
  for (std::size_t c = 0; c < from.size(); ++c) out.columns[c].push_back(batch.columns[from[c]][row]);
  ++out.size;
}

class Filter final : public Operator {
 public:
  Filter(OperatorSetup setup, const plan::Filter& filter)
      : Operator(std::move(setup)),
        condition_(*filter.condition, symbols(), input().node().columns, &context()),
        from_(positions(input().node().columns, node().columns)) {}

 private:
  Result<bool> produce(Batch& out) override {
    while (out.size == 0) {
      QUOTH_TRY(const bool more, input().next(batch_));
      if (!more) return false;
      QUOTH_CHECK(condition_.start(batch_));
      for (std::size_t row = 0; row < batch_.size; ++row) {
        if (condition_.test(row) == true) append_row(batch_, row, from_, out);
      }
      QUOTH_CHECK(condition_.status());
    }
    return true;
  }

  Evaluator condition_;
  std::vector<std::size_t> from_;
  Batch batch_;
};

// A condition on one column that gives the same for the same term: it is worked out once for each. Columns hold few
// different terms more often than not, and verbs always do.
class ColumnFilter final : public Operator {
 public:
  ColumnFilter(OperatorSetup setup, const plan::Filter& filter, plan::Var var)
      : Operator(std::move(setup)),
        condition_(*filter.condition, symbols(), {var}, &context()),
        column_(positions(input().node().columns, {var}).front()),
        from_(positions(input().node().columns, node().columns)) {
    unknown_.columns.resize(1);
  }

 private:
  static constexpr std::size_t kMostRemembered = 1 << 16;

  Result<bool> produce(Batch& out) override {
    while (out.size == 0) {
      QUOTH_TRY(const bool more, input().next(batch_));
      if (!more) return false;
      const std::vector<TermId>& ids = batch_.columns[column_];
      QUOTH_CHECK(learn(ids));
      for (std::size_t row = 0; row < batch_.size; ++row) {
        if (holds_.find(ids[row])->second) append_row(batch_, row, from_, out);
      }
    }
    return true;
  }

  Status learn(const std::vector<TermId>& ids) {
    if (holds_.size() > kMostRemembered) holds_.clear();
    std::vector<TermId>& unknown = unknown_.columns.front();
    unknown.clear();
    for (const TermId id : ids)
      if (holds_.emplace(id, false).second) unknown.push_back(id);
    unknown_.size = unknown.size();
    if (unknown.empty()) return {};
    QUOTH_CHECK(condition_.start(unknown_));
    for (std::size_t row = 0; row < unknown.size(); ++row)
      holds_[unknown[row]] = condition_.test(row) == true;
    return condition_.status();
  }

  Evaluator condition_;
  std::size_t column_;
  std::vector<std::size_t> from_;
  Batch batch_, unknown_;
  boost::unordered_flat_map<TermId, bool, std::hash<TermId>> holds_;
};

// Its columns are those of its input, and the new ones in their sequence.
class Extend final : public Operator {
 public:
  Extend(OperatorSetup setup, const plan::Extend& extend) : Operator(std::move(setup)) {
    plan::Vars columns = input().node().columns;
    for (const auto& [variable, expression] : extend.expressions) {
      expressions_.emplace_back(*expression, symbols(), columns, &context());
      columns.push_back(variable);
    }
    for (Evaluator& expression : expressions_) expression.share_blanks(blanks_);
  }

 private:
  Result<bool> produce(Batch& out) override {
    QUOTH_TRY(const bool more, input().next(batch_));
    if (!more) return false;
    blanks_.assign(batch_.size, {});
    for (Evaluator& expression : expressions_) {
      QUOTH_CHECK(expression.start(batch_));
      std::vector<TermId> values;
      values.reserve(batch_.size);
      for (std::size_t row = 0; row < batch_.size; ++row) {
        QUOTH_TRY(const TermId id, expression.id(row));
        values.push_back(id);
      }
      batch_.columns.push_back(std::move(values));
    }
    out.columns.swap(batch_.columns);
    out.size = batch_.size;
    return true;
  }

  std::vector<Evaluator> expressions_;
  Evaluator::RowBlanks blanks_;
  Batch batch_;
};

}  // namespace

std::unique_ptr<Operator> make_filter(OperatorSetup setup, const plan::Filter& filter) {
  std::vector<algebra::Variable> variables;
  add_variables(*filter.condition, variables);
  if (variables.size() == 1 && is_deterministic(*filter.condition)) {
    const auto var = setup.symbols.find(variables.front());
    if (var && plan::contains(setup.inputs.front()->node().columns, *var))
      return std::make_unique<ColumnFilter>(std::move(setup), filter, *var);
  }
  return std::make_unique<Filter>(std::move(setup), filter);
}
std::unique_ptr<Operator> make_extend(OperatorSetup setup, const plan::Extend& extend) {
  return std::make_unique<Extend>(std::move(setup), extend);
}

}  // namespace quoth
