#include "kb/index_walk.h"

#include <array>

namespace quoth {
namespace {

bool holds_none(std::span<const TermId> ids) {
  return std::any_of(ids.begin(), ids.end(), [](TermId id) { return id.is_none(); });
}

}  // namespace

Result<std::uint64_t> count_rows(const Snapshot& snapshot, Order order, std::span<const TermId> prefix) {
  if (holds_none(prefix)) return std::uint64_t{0};
  QUOTH_TRY(const RangeSize size, snapshot.count(Range::of_prefix(order, prefix)));
  return size.rows;
}

Status each_value(const Snapshot& snapshot, Order order, std::span<const TermId> prefix,
                  const std::function<bool(TermId)>& visit) {
  if (holds_none(prefix)) return {};
  QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(order, prefix)));
  const std::size_t column = prefix.size();
  RowBatch batch;
  TermId last;
  while (true) {
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) return {};
    for (std::size_t row = 0; row < batch.size; ++row) {
      const TermId value = batch.columns[column][row];
      if (value == last) continue;
      last = value;
      if (!visit(value)) return {};
    }
    Row behind;  // all rows with this value
    behind.fill(TermId::max());
    std::copy(prefix.begin(), prefix.end(), behind.begin());
    behind[column] = last;
    QUOTH_CHECK(scan.seek(behind));
  }
}

Result<std::vector<Row>> first_rows(const Snapshot& snapshot, Order order, std::span<const TermId> prefix,
                                    std::size_t most) {
  std::vector<Row> rows;
  if (holds_none(prefix)) return rows;
  QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(order, prefix)));
  RowBatch batch;
  while (rows.size() < most) {
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) break;
    for (std::size_t i = 0; i < batch.size && rows.size() < most; ++i) {
      rows.push_back({batch.columns[0][i], batch.columns[1][i], batch.columns[2][i], batch.columns[3][i]});
    }
  }
  return rows;
}

}  // namespace quoth
