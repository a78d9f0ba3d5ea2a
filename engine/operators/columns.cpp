// The operators that only pass rows through: project, union, slice, reduced, distinct.
#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

#include "engine/operators/operators.h"
#include "engine/row_table.h"

namespace quoth {
namespace {

// Takes the columns `from` of `in`; kAbsent gives a column of unbound.
void take_columns(Batch& in, const std::vector<std::size_t>& from, Batch& out) {
  for (std::size_t c = 0; c < from.size(); ++c) {
    if (from[c] == kAbsent) {
      out.columns[c].assign(in.size, TermId());
    } else {
      out.columns[c] = in.columns[from[c]];
    }
  }
  out.size = in.size;
}

class Project final : public Operator {
 public:
  explicit Project(OperatorSetup setup)
      : Operator(std::move(setup)), from_(positions(input().node().columns, node().columns)) {}

 private:
  Result<bool> produce(Batch& out) override {
    QUOTH_TRY(const bool more, input().next(batch_));
    if (!more) return false;
    take_columns(batch_, from_, out);
    return true;
  }

  std::vector<std::size_t> from_;
  Batch batch_;
};

class Union final : public Operator {
 public:
  explicit Union(OperatorSetup setup) : Operator(std::move(setup)) {
    for (std::size_t i = 0; i < node().inputs.size(); ++i) {
      from_.push_back(positions(input(i).node().columns, node().columns));
    }
  }

 private:
  Result<bool> produce(Batch& out) override {
    for (; branch_ < from_.size(); ++branch_) {
      QUOTH_TRY(const bool more, input(branch_).next(batch_));
      if (!more) continue;
      take_columns(batch_, from_[branch_], out);
      return true;
    }
    return false;
  }

  std::vector<std::vector<std::size_t>> from_;  // by branch
  std::size_t branch_ = 0;
  Batch batch_;
};

class Slice final : public Operator {
 public:
  Slice(OperatorSetup setup, const plan::Slice& slice)
      : Operator(std::move(setup)), skip_(slice.offset), limit_(slice.limit) {}

 private:
  Result<bool> produce(Batch& out) override {
    while (!limit_ || *limit_ > 0) {
      QUOTH_TRY(const bool more, input().next(out));
      if (!more) return false;
      const auto skipped = static_cast<std::size_t>(std::min<std::uint64_t>(skip_, out.size));
      skip_ -= skipped;
      std::size_t kept = out.size - skipped;
      if (limit_) kept = static_cast<std::size_t>(std::min<std::uint64_t>(*limit_, kept));
      if (kept == 0) continue;
      for (auto& column : out.columns) {
        column.erase(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(skipped));
        column.resize(kept);
      }
      out.size = kept;
      if (limit_) *limit_ -= kept;
      return true;
    }
    return false;
  }

  std::uint64_t skip_;
  std::optional<std::uint64_t> limit_;
};

// A slice of the rows with each value of a column: of what belongs to each row that a lateral join handed over. There
// are no more such values than rows in a batch.
class SliceOfEach final : public Operator {
 public:
  SliceOfEach(OperatorSetup setup, const plan::Slice& slice)
      : Operator(std::move(setup)), slice_(slice), row_(position(input().node().columns, *slice.row)) {}

 private:
  Result<bool> produce(Batch& out) override {
    while (out.size == 0) {
      QUOTH_TRY(const bool more, input().next(batch_));
      if (!more) return false;
      for (std::size_t i = 0; i < batch_.size; ++i) {
        const std::uint64_t before = seen_[batch_.columns[row_][i]]++;
        if (before < slice_.offset || (slice_.limit && before - slice_.offset >= *slice_.limit)) continue;
        for (std::size_t c = 0; c < out.columns.size(); ++c) out.columns[c].push_back(batch_.columns[c][i]);
        ++out.size;
      }
    }
    return true;
  }

  const plan::Slice& slice_;
  std::size_t row_;
  boost::unordered_flat_map<TermId, std::uint64_t, std::hash<TermId>> seen_;
  Batch batch_;
};

// Leaves out rows that are as the one before.
class Reduced final : public Operator {
 public:
  using Operator::Operator;

 private:
  Result<bool> produce(Batch& out) override {
    while (out.size == 0) {
      QUOTH_TRY(const bool more, input().next(batch_));
      if (!more) return false;
      for (std::size_t i = 0; i < batch_.size; ++i) {
        row_.clear();
        for (const auto& column : batch_.columns) row_.push_back(column[i]);
        if (begun_ && row_ == last_) continue;
        begun_ = true;
        last_ = row_;
        for (std::size_t c = 0; c < row_.size(); ++c) out.columns[c].push_back(row_[c]);
        ++out.size;
      }
    }
    return true;
  }

  bool begun_ = false;
  std::vector<TermId> row_, last_;
  Batch batch_;
};

// Keeps the sequence in which different rows first come.
class Distinct final : public Operator {
 public:
  explicit Distinct(OperatorSetup setup)
      : Operator(std::move(setup)), seen_(context().memory(), node().columns.size(), node().columns.size()) {}

 private:
  Result<bool> produce(Batch& out) override {
    while (out.size == 0) {
      QUOTH_TRY(const bool more, input().next(batch_));
      if (!more) return false;
      for (std::size_t i = 0; i < batch_.size; ++i) {
        row_.clear();
        for (const auto& column : batch_.columns) row_.push_back(column[i]);
        QUOTH_TRY(const bool added, seen_.insert(row_));
        if (!added) continue;
        for (std::size_t c = 0; c < row_.size(); ++c) out.columns[c].push_back(row_[c]);
        ++out.size;
      }
    }
    return true;
  }

  RowTable seen_;
  Batch batch_;
  std::vector<TermId> row_;
};

}  // namespace

std::unique_ptr<Operator> make_project(OperatorSetup setup) {
  return std::make_unique<Project>(std::move(setup));
}
std::unique_ptr<Operator> make_union(OperatorSetup setup) {
  return std::make_unique<Union>(std::move(setup));
}
std::unique_ptr<Operator> make_slice(OperatorSetup setup, const plan::Slice& slice) {
  if (slice.row) return std::make_unique<SliceOfEach>(std::move(setup), slice);
  return std::make_unique<Slice>(std::move(setup), slice);
}
std::unique_ptr<Operator> make_reduced(OperatorSetup setup) {
  return std::make_unique<Reduced>(std::move(setup));
}
std::unique_ptr<Operator> make_distinct(OperatorSetup setup) {
  return std::make_unique<Distinct>(std::move(setup));
}

}  // namespace quoth
