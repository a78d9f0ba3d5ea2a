#include <algorithm>

#include "engine/expression.h"
#include "engine/operators/operators.h"
#include "engine/row_table.h"

namespace quoth {
namespace {

// Streams its first input against a table of the second, in every kind of join.
class HashJoin final : public Operator {
 public:
  HashJoin(OperatorSetup setup, const plan::HashJoin& join)
      : Operator(std::move(setup)),
        kind_(join.kind),
        left_key_(positions(input(0).node().columns, join.keys)),
        keys_are_shared_(join.keys.size() > (join.row ? 1 : 0)) {
    const plan::Vars& left = input(0).node().columns;
    const plan::Vars& right = input(1).node().columns;
    plan::Vars kept = join.keys;  // the table's columns, the key first
    plan::add(kept, right);
    kept_ = positions(right, kept);
    table_.emplace(context().memory(), kept.size(), join.keys.size());
    for (const plan::Var var : join.compared)
      compared_.emplace_back(position(left, var), position(kept, var));
    if (join.condition) {
      plan::Vars both = left;
      plan::add(both, right);
      condition_.emplace(*join.condition, symbols(), both, &context());
      pairs_.set(left, kept, both);
      output_ = positions(both, node().columns);
    } else {
      pairs_.set(left, kept, node().columns);
    }
  }

 private:
  // How columns of a left row and a row of the table make one row.
  struct Pairing {
    std::vector<std::pair<std::size_t, std::size_t>> from;  // left column, table column; kAbsent on one side

    void set(const plan::Vars& left, const plan::Vars& table, const plan::Vars& wanted) {
      for (const plan::Var var : wanted) from.emplace_back(position(left, var), position(table, var));
    }
  };

  Result<bool> produce(Batch& out) override {
    if (!built_) {
      QUOTH_CHECK(build());
      built_ = true;
    }
    while (!out.full()) {
      if (row_ == batch_.size) {
        QUOTH_TRY(const bool more, next_batch());
        if (!more) break;
      }
      if (condition_) {
        QUOTH_CHECK(join_with_condition(out));
      } else {
        QUOTH_CHECK(join_row(out));
      }
    }
    return out.size > 0;
  }

  Status build() {
    Batch batch;
    std::vector<TermId> row;
    while (true) {
      QUOTH_TRY(const bool more, input(1).next(batch));
      if (!more) return {};
      for (std::size_t i = 0; i < batch.size; ++i) {
        row.clear();
        for (const std::size_t column : kept_) row.push_back(batch.columns[column][i]);
        QUOTH_CHECK(table_->append(row));
      }
    }
  }

  Result<bool> next_batch() {
    QUOTH_TRY(const bool more, input(0).next(batch_));
    row_ = 0;
    matched_ = false;
    if (more) find_first();
    return more;
  }

  void find_first() {
    key_.clear();
    for (const std::size_t column : left_key_) key_.push_back(batch_.columns[column][row_]);
    partner_ = table_->size() == 0 ? RowTable::kNone : table_->find(key_);
  }

  void next_row() {
    matched_ = false;
    if (++row_ < batch_.size) find_first();
  }

  // Whether the present left row and a row of the table agree where both are bound; for Minus they must also
  // have a bound variable in common.
  bool compatible(std::span<const TermId> right) const {
    bool shared = keys_are_shared_;
    for (const auto& [left_column, right_column] : compared_) {
      const TermId a = batch_.columns[left_column][row_], b = right[right_column];
      if (a.is_none() || b.is_none()) continue;
      if (a != b) return false;
      shared = true;
    }
    return shared || kind_ != plan::JoinKind::kMinus;
  }

  void append(std::span<const TermId> right, Batch& out) const {
    for (std::size_t c = 0; c < pairs_.from.size(); ++c) {
      const auto [from_left, from_right] = pairs_.from[c];
      TermId id = from_left == kAbsent ? TermId() : batch_.columns[from_left][row_];
      if (id.is_none() && from_right != kAbsent && !right.empty()) id = right[from_right];
      out.columns[c].push_back(id);
    }
    ++out.size;
  }

  bool gives_pairs() const { return kind_ == plan::JoinKind::kInner || kind_ == plan::JoinKind::kLeft; }

  // Looks at the limits now and then: a row may have very many partners that do not fit.
  Status look() {
    constexpr std::size_t kPairsBetweenLooks = 1 << 14;
    return ++pairs_tried_ % kPairsBetweenLooks == 0 ? context().check() : Status();
  }

  // The present left row with its partners, until the batch is full.
  Status join_row(Batch& out) {
    for (; partner_ != RowTable::kNone && !out.full(); partner_ = table_->next(partner_)) {
      QUOTH_CHECK(look());
      const auto right = (*table_)[partner_];
      if (!compatible(right)) continue;
      matched_ = true;
      if (!gives_pairs()) {
        partner_ = RowTable::kNone;
        break;
      }
      append(right, out);
    }
    if (partner_ == RowTable::kNone) {
      append_left(out);
      next_row();
    }
    return {};
  }

  // The present left row on its own, all its partners seen.
  void append_left(Batch& out) const {
    if (kind_ == plan::JoinKind::kInner) return;
    const bool marked = kind_ == plan::JoinKind::kMark;
    if (!marked && matched_ != (kind_ == plan::JoinKind::kSemi)) return;
    append({}, out);
    if (marked) out.columns.back().back() = boolean_id(matched_);
  }

  // Collects pairs of many left rows, and keeps those for which the condition holds.
  Status join_with_condition(Batch& out) {
    candidates_.reset(pairs_.from.size());
    owners_.clear();
    lone_.assign(batch_.size, false);
    const std::size_t first = row_;
    const bool first_matched = matched_;
    while (row_ < batch_.size && !candidates_.full()) {
      for (; partner_ != RowTable::kNone && !candidates_.full(); partner_ = table_->next(partner_)) {
        QUOTH_CHECK(look());
        const auto right = (*table_)[partner_];
        if (!compatible(right)) continue;
        append(right, candidates_);
        owners_.push_back(row_);
      }
      if (partner_ != RowTable::kNone) break;
      lone_[row_] = true;  // unless one of its candidates holds
      next_row();
    }
    if (first_matched) lone_[first] = false;
    QUOTH_CHECK(condition_->start(candidates_));
    for (std::size_t i = 0; i < candidates_.size; ++i) {
      if (condition_->test(i) != true) continue;
      lone_[owners_[i]] = false;
      if (owners_[i] == row_) matched_ = true;
      for (std::size_t c = 0; c < output_.size(); ++c)
        out.columns[c].push_back(candidates_.columns[output_[c]][i]);
      ++out.size;
    }
    QUOTH_CHECK(condition_->status());
    for (std::size_t row = first; row < batch_.size; ++row) {
      if (lone_[row]) append_lone(row, out);
    }
    return {};
  }

  void append_lone(std::size_t row, Batch& out) const {
    for (std::size_t c = 0; c < output_.size(); ++c) {
      const std::size_t from_left = pairs_.from[output_[c]].first;
      out.columns[c].push_back(from_left == kAbsent ? TermId() : batch_.columns[from_left][row]);
    }
    ++out.size;
  }

  plan::JoinKind kind_;
  std::vector<std::size_t> left_key_;
  bool keys_are_shared_;           // for a minus
  std::vector<std::size_t> kept_;  // columns of the right input that the table holds
  std::optional<RowTable> table_;
  std::vector<std::pair<std::size_t, std::size_t>> compared_;  // left column, table column
  std::optional<Evaluator> condition_;
  Pairing pairs_;
  std::vector<std::size_t> output_;  // with a condition: columns of the candidates
  bool built_ = false;
  std::size_t pairs_tried_ = 0;

  Batch batch_;
  std::size_t row_ = 0;  // of the batch
  bool matched_ = false;
  std::uint32_t partner_ = RowTable::kNone;
  std::vector<TermId> key_;
  Batch candidates_;
  std::vector<std::size_t> owners_;  // the left row of each candidate
  std::vector<bool> lone_;           // left rows whose candidates are all seen and do not hold
};

}  // namespace

std::unique_ptr<Operator> make_hash_join(OperatorSetup setup, const plan::HashJoin& join) {
  return std::make_unique<HashJoin>(std::move(setup), join);
}

}  // namespace quoth
