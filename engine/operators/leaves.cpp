// The operators that read nothing from the database: nothing, once, values, seed.
#include "engine/operators/operators.h"

namespace quoth {
namespace {

class Nothing final : public Operator {
 public:
  using Operator::Operator;

 private:
  Result<bool> produce(Batch&) override { return false; }
};

class Once final : public Operator {
 public:
  using Operator::Operator;

 private:
  Result<bool> produce(Batch& out) override {
    if (done_) return false;
    done_ = true;
    out.size = 1;
    for (auto& column : out.columns) column.push_back(TermId());
    return true;
  }

  bool done_ = false;
};

class Values final : public Operator {
 public:
  Values(OperatorSetup setup, const plan::Values& values) : Operator(std::move(setup)), rows_(values.rows) {}

 private:
  Result<bool> produce(Batch& out) override {
    for (; next_ < rows_.size() && !out.full(); ++next_, ++out.size) {
      for (std::size_t c = 0; c < out.columns.size(); ++c) out.columns[c].push_back(rows_[next_][c]);
    }
    return out.size > 0;
  }

  const std::vector<std::vector<TermId>>& rows_;
  std::size_t next_ = 0;
};

class Seed final : public Operator {
 public:
  Seed(OperatorSetup setup, const plan::Seed& seed, const Batch* rows)
      : Operator(std::move(setup)), from_(positions(seed.handed, node().columns)), rows_(rows) {}

 private:
  Result<bool> produce(Batch& out) override {
    if (done_ || rows_->size == 0) return false;
    done_ = true;
    for (std::size_t c = 0; c < from_.size(); ++c) out.columns[c] = rows_->columns[from_[c]];
    out.size = rows_->size;
    return true;
  }

  std::vector<std::size_t> from_;
  const Batch* rows_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Operator> make_nothing(OperatorSetup setup) {
  return std::make_unique<Nothing>(std::move(setup));
}
std::unique_ptr<Operator> make_once(OperatorSetup setup) { return std::make_unique<Once>(std::move(setup)); }
std::unique_ptr<Operator> make_values(OperatorSetup setup, const plan::Values& values) {
  return std::make_unique<Values>(std::move(setup), values);
}
std::unique_ptr<Operator> make_seed(OperatorSetup setup, const plan::Seed& seed, const Batch* rows) {
  return std::make_unique<Seed>(std::move(setup), seed, rows);
}

}  // namespace quoth
