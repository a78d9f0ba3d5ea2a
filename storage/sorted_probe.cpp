#include "storage/sorted_probe.h"

#include <utility>

namespace quoth {

Result<SortedProbe> SortedProbe::open(const Snapshot& snapshot, Order order) {
  QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(order, {})));
  return SortedProbe(std::move(scan));
}

Row SortedProbe::row_at(std::size_t i) const {
  return {batch_.columns[0][i], batch_.columns[1][i], batch_.columns[2][i], batch_.columns[3][i]};
}

Result<const Row*> SortedProbe::at_or_after(const Row& row) {
  const bool in_batch = position_ < batch_.size && row_at(batch_.size - 1) >= row;
  if (!in_batch) {
    if (at_end_) {
      position_ = batch_.size;
      return nullptr;
    }
    QUOTH_CHECK(scan_.seek(row));
    QUOTH_TRY(const bool more, scan_.next(batch_));
    position_ = 0;
    if (!more) {
      at_end_ = true;
      batch_.size = 0;
      return nullptr;
    }
  }
  // Neighbouring rows tend to be asked for one after the other: gallop, then bisect.
  std::size_t step = 1;
  std::size_t low = position_;
  while (low + step < batch_.size && row_at(low + step) < row) {
    low += step;
    step *= 2;
  }
  std::size_t high = low + step < batch_.size ? low + step : batch_.size - 1;  // not below `row`
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (row_at(middle) < row) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  position_ = low;
  found_ = row_at(low);
  return &found_;
}

}  // namespace quoth
