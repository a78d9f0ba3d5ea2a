#include "engine/expression.h"
#include "engine/operators/operators.h"

namespace quoth {
namespace {

// Runs its right side anew for each batch of its left input. That side starts from the batch, so that its
// indexes are read only where left rows point.
class LateralJoin final : public Operator {
 public:
  LateralJoin(OperatorSetup setup, const plan::LateralJoin& join, OperatorFactory& factory)
      : Operator(std::move(setup)), join_(join), factory_(factory), body_(*node().inputs[1]) {
    const plan::Vars& left = input().node().columns;
    row_column_ = position(body_.columns, join.row);
    from_left_ = positions(left, node().columns);
    from_body_ = positions(body_.columns, node().columns);
    if (join.condition) condition_.emplace(*join.condition, symbols(), body_.columns, &context());
  }

 private:
  // Whether left rows are numbered.
  bool numbered() const { return join_.numbered; }
  // Whether rows of the right side come out.
  bool gives_pairs() const {
    return join_.kind == plan::JoinKind::kInner || join_.kind == plan::JoinKind::kLeft;
  }

  Result<bool> produce(Batch& out) override {
    while (out.size == 0) {
      if (right_) {
        QUOTH_TRY(const bool more, right_->next(rows_));
        if (more) {
          QUOTH_CHECK(take_rows(out));
          continue;
        }
        right_.reset();
        if (join_.kind != plan::JoinKind::kInner) append_left(out);
        continue;
      }
      QUOTH_TRY(const bool more, input().next(left_));
      if (!more) return false;
      start_right();
    }
    return true;
  }

  void start_right() {
    seed_.reset(left_.columns.size() + (numbered() ? 1 : 0));
    for (std::size_t c = 0; c < left_.columns.size(); ++c) seed_.columns[c] = left_.columns[c];
    if (numbered()) {
      for (std::size_t row = 0; row < left_.size; ++row) {
        seed_.columns.back().push_back(TermId::from_bits(row + 1));  // 0 would be unbound
      }
    }
    seed_.size = left_.size;
    matched_.assign(left_.size, false);
    factory_.seed(join_.number) = &seed_;
    right_ = factory_.make(body_);
  }

  Status take_rows(Batch& out) {
    if (condition_) QUOTH_CHECK(condition_->start(rows_));
    for (std::size_t i = 0; i < rows_.size; ++i) {
      if (condition_ && condition_->test(i) != true) continue;
      if (numbered()) matched_[rows_.columns[row_column_][i].bits() - 1] = true;
      if (!gives_pairs()) continue;
      for (std::size_t c = 0; c < from_body_.size(); ++c)
        out.columns[c].push_back(rows_.columns[from_body_[c]][i]);
      ++out.size;
    }
    return condition_ ? condition_->status() : Status();
  }

  // The left rows that come out on their own.
  void append_left(Batch& out) const {
    for (std::size_t row = 0; row < left_.size; ++row) {
      const bool marked = join_.kind == plan::JoinKind::kMark;
      if (!marked && matched_[row] != (join_.kind == plan::JoinKind::kSemi)) continue;
      for (std::size_t c = 0; c < from_left_.size(); ++c) {
        out.columns[c].push_back(from_left_[c] == kAbsent ? TermId() : left_.columns[from_left_[c]][row]);
      }
      if (marked) out.columns.back().back() = boolean_id(matched_[row]);
      ++out.size;
    }
  }

  const plan::LateralJoin& join_;
  OperatorFactory& factory_;
  const plan::Node& body_;
  std::size_t row_column_ = kAbsent;  // of the right side's rows: the number of their left row
  std::vector<std::size_t> from_left_, from_body_;
  std::optional<Evaluator> condition_;

  Batch left_, seed_, rows_;
  std::vector<bool> matched_;
  std::unique_ptr<Operator> right_;
};

}  // namespace

std::unique_ptr<Operator> make_lateral_join(OperatorSetup setup, const plan::LateralJoin& join,
                                            OperatorFactory& factory) {
  return std::make_unique<LateralJoin>(std::move(setup), join, factory);
}

}  // namespace quoth
