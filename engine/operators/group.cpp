#include <memory>

#include "engine/aggregates.h"
#include "engine/operators/operators.h"
#include "engine/row_table.h"

namespace quoth {
namespace {

// Reads its whole first input. A second one gives the keys of groups that there are even if no row is in them.
class Group final : public Operator {
 public:
  Group(OperatorSetup setup, const plan::Group& group)
      : Operator(std::move(setup)),
        keys_(group.keys),
        groups_(context().memory(), group.keys.size(), group.keys.size()) {
    for (const algebra::Aggregate& aggregate : group.aggregates) {
      aggregates_.push_back(
          std::make_unique<Aggregation>(context(), aggregate, symbols(), input().node().columns));
    }
  }

 private:
  Result<bool> produce(Batch& out) override {
    if (!read_) {
      // Without keys there is one group, even of no rows (18.5.1, Group).
      if (keys_.empty()) QUOTH_CHECK(groups_.append({}));
      if (node().inputs.size() > 1) QUOTH_CHECK(read_keys());
      QUOTH_CHECK(read_rows());
      read_ = true;
    }
    for (; next_ < groups_.size() && !out.full(); ++next_, ++out.size) {
      const auto key = groups_[next_];
      for (std::size_t c = 0; c < key.size(); ++c) out.columns[c].push_back(key[c]);
      for (std::size_t a = 0; a < aggregates_.size(); ++a) {
        QUOTH_TRY(const TermId id, aggregates_[a]->result(next_));
        out.columns[key.size() + a].push_back(id);
      }
    }
    return out.size > 0;
  }

  Status read_keys() {
    const std::vector<std::size_t> columns = positions(input(1).node().columns, keys_);
    Batch batch;
    while (true) {
      QUOTH_TRY(const bool more, input(1).next(batch));
      if (!more) return {};
      for (std::size_t row = 0; row < batch.size; ++row) {
        QUOTH_TRY(std::ignore, group_of(batch, columns, row));
      }
    }
  }

  Status read_rows() {
    const std::vector<std::size_t> columns = positions(input().node().columns, keys_);
    Batch batch;
    while (true) {
      QUOTH_TRY(const bool more, input().next(batch));
      if (!more) return {};
      for (auto& aggregate : aggregates_) QUOTH_CHECK(aggregate->start(batch));
      for (std::size_t row = 0; row < batch.size; ++row) {
        QUOTH_TRY(const std::uint32_t group, group_of(batch, columns, row));
        for (auto& aggregate : aggregates_) QUOTH_CHECK(aggregate->add(group, row));
      }
    }
  }

  Result<std::uint32_t> group_of(const Batch& batch, const std::vector<std::size_t>& columns,
                                 std::size_t row) {
    key_.clear();
    for (const std::size_t column : columns)
      key_.push_back(column == kAbsent ? TermId() : batch.columns[column][row]);
    const std::uint32_t known = groups_.find(key_);
    if (known != RowTable::kNone) return known;
    const auto added = static_cast<std::uint32_t>(groups_.size());
    QUOTH_CHECK(groups_.append(key_));
    return added;
  }

  plan::Vars keys_;
  RowTable groups_;
  std::vector<std::unique_ptr<Aggregation>> aggregates_;
  std::vector<TermId> key_;
  bool read_ = false;
  std::size_t next_ = 0;
};

}  // namespace

std::unique_ptr<Operator> make_group(OperatorSetup setup, const plan::Group& group) {
  return std::make_unique<Group>(std::move(setup), group);
}

}  // namespace quoth
