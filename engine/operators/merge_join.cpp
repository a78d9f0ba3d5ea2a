#include <algorithm>
#include <array>

#include "engine/operators/operators.h"

namespace quoth {
namespace {

// One side of the join: its present batch, and where in it the join stands.
class Side {
 public:
  Side(Operator& source, const plan::Vars& keys)
      : source_(source), keys_(positions(source.node().columns, keys)) {}

  // Whether there is a row; pulls the next batch if the present one is used up.
  Result<bool> ready() {
    if (row_ < batch_.size) return true;
    row_ = 0;
    return source_.next(batch_);
  }

  TermId key(std::size_t i) const { return batch_.columns[keys_[i]][row_]; }
  TermId cell(std::size_t column) const { return batch_.columns[column][row_]; }
  std::size_t width() const { return batch_.columns.size(); }
  void advance() { ++row_; }

  // Compares the present row with a key.
  std::strong_ordering compare(const std::vector<TermId>& key) const { return compare_at(row_, key); }

  void read_key(std::vector<TermId>& out) const {
    out.clear();
    for (std::size_t i = 0; i < keys_.size(); ++i) out.push_back(key(i));
  }

  // Gallops to the first row whose key is not below `target`; perhaps to the end of the batch. What cannot be
  // in later batches is left out by their source, if it can.
  Status gallop(const std::vector<TermId>& target) {
    std::size_t step = 1, low = row_;
    while (low + step < batch_.size && compare_at(low + step, target) < 0) {
      low += step;
      step *= 2;
    }
    std::size_t high = std::min(low + step, batch_.size);
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (compare_at(middle, target) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    row_ = low;
    if (row_ == batch_.size && source_.can_seek()) return source_.seek(target[0]);
    return {};
  }

 private:
  std::strong_ordering compare_at(std::size_t row, const std::vector<TermId>& key) const {
    for (std::size_t i = 0; i < keys_.size(); ++i) {
      if (const auto c = batch_.columns[keys_[i]][row] <=> key[i]; c != 0) return c;
    }
    return std::strong_ordering::equal;
  }

  Operator& source_;
  std::vector<std::size_t> keys_;
  Batch batch_;
  std::size_t row_ = 0;
};

class MergeJoin final : public Operator {
 public:
  MergeJoin(OperatorSetup setup, const plan::MergeJoin& join)
      : Operator(std::move(setup)),
        left_(input(0), join.keys),
        right_(input(1), join.keys),
        group_memory_(context().memory()) {
    const plan::Vars& left = input(0).node().columns;
    const plan::Vars& right = input(1).node().columns;
    for (const plan::Var var : join.compared)
      compared_.emplace_back(position(left, var), position(right, var));
    for (const plan::Var var : node().columns)
      columns_.emplace_back(position(left, var), position(right, var));
  }

 private:
  Result<bool> produce(Batch& out) override {
    while (!out.full()) {
      if (!group_.empty()) {
        QUOTH_TRY(const bool left_has_more, left_.ready());
        if (left_has_more && left_.compare(key_) == 0) {
          QUOTH_CHECK(join_row(out));
          continue;
        }
        group_.clear();
      }
      QUOTH_TRY(const bool found, find_group());
      if (!found) break;
    }
    return out.size > 0;
  }

  // Moves both sides to their next common key and reads the right side's rows with it.
  Result<bool> find_group() {
    while (true) {
      QUOTH_TRY(const bool left, left_.ready());
      if (!left) return false;
      QUOTH_TRY(const bool right, right_.ready());
      if (!right) return false;
      left_.read_key(key_);
      const auto order = right_.compare(key_);
      if (order == 0) break;
      if (order < 0) {
        QUOTH_CHECK(right_.gallop(key_));
      } else {
        right_.read_key(key_);
        QUOTH_CHECK(left_.gallop(key_));
      }
    }
    width_ = right_.width();
    next_in_group_ = 0;
    while (true) {
      for (std::size_t c = 0; c < width_; ++c) group_.push_back(right_.cell(c));
      QUOTH_CHECK(group_memory_.resize(group_.capacity() * sizeof(TermId)));
      right_.advance();
      QUOTH_TRY(const bool more, right_.ready());
      if (!more || right_.compare(key_) != 0) return true;
    }
  }

  // The left row with the group's rows, until the batch is full.
  Status join_row(Batch& out) {
    constexpr std::size_t kPairsBetweenLooks = 1 << 14;  // there may be very many that do not fit
    const std::size_t rows = group_.size() / width_;
    for (; next_in_group_ < rows && !out.full(); ++next_in_group_) {
      if (++pairs_tried_ % kPairsBetweenLooks == 0) QUOTH_CHECK(context().check());
      const TermId* right = group_.data() + next_in_group_ * width_;
      const bool fits = std::all_of(compared_.begin(), compared_.end(), [&](const auto& pair) {
        const TermId a = left_.cell(pair.first), b = right[pair.second];
        return a == b || a.is_none() || b.is_none();
      });
      if (!fits) continue;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const auto [from_left, from_right] = columns_[c];
        TermId id = from_left == kAbsent ? TermId() : left_.cell(from_left);
        if (id.is_none() && from_right != kAbsent) id = right[from_right];
        out.columns[c].push_back(id);
      }
      ++out.size;
    }
    if (next_in_group_ == rows) {
      next_in_group_ = 0;
      left_.advance();
    }
    return {};
  }

  Side left_, right_;
  std::vector<std::pair<std::size_t, std::size_t>> compared_;  // columns left and right
  std::vector<std::pair<std::size_t, std::size_t>>
      columns_;  // the same for what comes out; kAbsent on one side
  std::vector<TermId> key_;
  std::vector<TermId> group_;  // the right side's rows with the key, row after row
  MemoryUse group_memory_;
  std::size_t width_ = 0;
  std::size_t next_in_group_ = 0;
  std::size_t pairs_tried_ = 0;
};

}  // namespace

std::unique_ptr<Operator> make_merge_join(OperatorSetup setup, const plan::MergeJoin& join) {
  return std::make_unique<MergeJoin>(std::move(setup), join);
}

}  // namespace quoth
