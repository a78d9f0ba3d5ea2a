// A SortedProbe looks up rows in ascending order in one scan, galloping: the cost goes with the number of
// look-ups and of blocks that they touch, not with what the database holds. One thread at a time.
#pragma once
#include <cstddef>
#include <optional>

#include "base/result.h"
#include "storage/permutation.h"
#include "storage/scan.h"
#include "storage/snapshot.h"

namespace quoth {

class SortedProbe {
 public:
  // A probe of all rows of an order.
  static Result<SortedProbe> open(const Snapshot& snapshot, Order order);

  // The first row that is not below `row`, or null. Rows must not descend from call to call. The pointer is
  // valid until the next call.
  Result<const Row*> at_or_after(const Row& row);

 private:
  explicit SortedProbe(Scan scan) : scan_(std::move(scan)) {}
  Row row_at(std::size_t i) const;

  Scan scan_;
  RowBatch batch_;
  std::size_t position_ = 0;  // all rows of the batch before it are below the last row asked for
  bool at_end_ = false;       // nothing comes after the batch
  Row found_{};
};

}  // namespace quoth
