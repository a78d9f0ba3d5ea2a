#include <algorithm>
#include <numeric>

#include "engine/operators/atom_cursor.h"
#include "engine/operators/operators.h"

namespace quoth {
namespace {

// The variables of an atom that its input binds, in the sequence in which the order's rows hold them: then
// sorted values open ranges from the front of the index to its end.
plan::Vars given_variables(const plan::BindJoin& join, const plan::Vars& bound) {
  plan::Vars out;
  for (const std::uint8_t place : permutation(join.order).column) {
    const plan::Var* var = std::get_if<plan::Var>(&join.atom.slots[place]);
    if (var != nullptr && plan::contains(bound, *var)) plan::add(out, *var);
  }
  return out;
}

class BindJoin final : public Operator {
 public:
  BindJoin(OperatorSetup setup, const plan::BindJoin& join)
      : Operator(std::move(setup)),
        given_(given_variables(join, input().node().columns)),
        key_(positions(input().node().columns, given_)),
        cursor_(context(), join.atom, join.order, given_, statistics()) {
    for (const plan::Var var : node().columns) {
      const std::size_t left = position(input().node().columns, var);
      columns_.push_back(left != kAbsent ? Source{true, left} : Source{false, cursor_.column_of(var)});
    }
  }

 private:
  struct Source {
    bool left;
    std::size_t column;  // of the input's batch, or of the index's rows
  };

  Result<bool> produce(Batch& out) override {
    while (!out.full()) {
      if (next_selected_ < selected_.size()) {
        emit_row(out);
        continue;
      }
      if (range_open_) {
        QUOTH_TRY(range_open_, cursor_.next(rows_, selected_));
        next_selected_ = 0;
        continue;
      }
      QUOTH_TRY(const bool more, next_group());
      if (!more) break;
    }
    return out.size > 0;
  }

  // One row of the range with every row of the group.
  void emit_row(Batch& out) {
    const std::size_t row = selected_[next_selected_++];
    const std::size_t count = group_end_ - group_begin_;
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      std::vector<TermId>& column = out.columns[c];
      if (columns_[c].left) {
        const std::vector<TermId>& from = batch_.columns[columns_[c].column];
        for (std::size_t i = group_begin_; i < group_end_; ++i) column.push_back(from[sequence_[i]]);
      } else {
        column.insert(column.end(), count, rows_.columns[columns_[c].column][row]);
      }
    }
    out.size += count;
  }

  // Opens the range for the next rows of the input that have equal values; false if there are none.
  Result<bool> next_group() {
    group_begin_ = group_end_;
    if (group_begin_ == sequence_.size()) {
      QUOTH_TRY(const bool more, input().next(batch_));
      sequence_.clear();
      group_begin_ = group_end_ = 0;
      if (!more) return false;
      sort_batch();
    }
    group_end_ = group_begin_ + 1;
    while (group_end_ < sequence_.size() && compare(sequence_[group_begin_], sequence_[group_end_]) == 0)
      ++group_end_;
    values_.clear();
    for (const std::size_t column : key_) values_.push_back(batch_.columns[column][sequence_[group_begin_]]);
    QUOTH_CHECK(cursor_.open(values_));
    range_open_ = true;
    return true;
  }

  void sort_batch() {
    sequence_.resize(batch_.size);
    std::iota(sequence_.begin(), sequence_.end(), 0U);
    const auto below = [&](std::uint32_t a, std::uint32_t b) { return compare(a, b) < 0; };
    if (!std::is_sorted(sequence_.begin(), sequence_.end(), below)) {
      std::stable_sort(sequence_.begin(), sequence_.end(), below);
    }
  }

  std::strong_ordering compare(std::uint32_t a, std::uint32_t b) const {
    for (const std::size_t column : key_) {
      const auto& ids = batch_.columns[column];
      if (const auto c = ids[a] <=> ids[b]; c != 0) return c;
    }
    return std::strong_ordering::equal;
  }

  plan::Vars given_;
  std::vector<std::size_t> key_;  // where the given variables stand in the input
  AtomCursor cursor_;
  std::vector<Source> columns_;

  Batch batch_;
  std::vector<std::uint32_t> sequence_;          // the batch's rows, sorted by their keys
  std::size_t group_begin_ = 0, group_end_ = 0;  // of the sequence
  std::vector<TermId> values_;
  bool range_open_ = false;
  RowBatch rows_;
  std::vector<std::uint32_t> selected_;
  std::size_t next_selected_ = 0;
};

}  // namespace

std::unique_ptr<Operator> make_bind_join(OperatorSetup setup, const plan::BindJoin& join) {
  return std::make_unique<BindJoin>(std::move(setup), join);
}

}  // namespace quoth
