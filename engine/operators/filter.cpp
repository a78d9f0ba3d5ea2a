// The operators that evaluate expressions row by row: filter and extend.
#include "engine/expression.h"
#include "engine/operators/operators.h"

namespace quoth {
namespace {

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
        if (condition_.test(row) != true) continue;
        for (std::size_t c = 0; c < from_.size(); ++c)
          out.columns[c].push_back(batch_.columns[from_[c]][row]);
        ++out.size;
      }
      QUOTH_CHECK(condition_.status());
    }
    return true;
  }

  Evaluator condition_;
  std::vector<std::size_t> from_;
  Batch batch_;
};

// Its columns are those of its input, and the new one last.
class Extend final : public Operator {
 public:
  Extend(OperatorSetup setup, const plan::Extend& extend)
      : Operator(std::move(setup)),
        expression_(*extend.expression, symbols(), input().node().columns, &context()) {}

 private:
  Result<bool> produce(Batch& out) override {
    QUOTH_TRY(const bool more, input().next(batch_));
    if (!more) return false;
    QUOTH_CHECK(expression_.start(batch_));
    std::vector<TermId>& values = out.columns.back();
    for (std::size_t row = 0; row < batch_.size; ++row) {
      QUOTH_TRY(const TermId id, expression_.id(row));
      values.push_back(id);
    }
    for (std::size_t c = 0; c + 1 < out.columns.size(); ++c) out.columns[c].swap(batch_.columns[c]);
    out.size = batch_.size;
    return true;
  }

  Evaluator expression_;
  Batch batch_;
};

}  // namespace

std::unique_ptr<Operator> make_filter(OperatorSetup setup, const plan::Filter& filter) {
  return std::make_unique<Filter>(std::move(setup), filter);
}
std::unique_ptr<Operator> make_extend(OperatorSetup setup, const plan::Extend& extend) {
  return std::make_unique<Extend>(std::move(setup), extend);
}

}  // namespace quoth
