// Sorted rows of one order from one place: what a scan merges. Private to storage/.
#pragma once
#include <memory>
#include <span>
#include <vector>

#include "base/result.h"
#include "storage/permutation.h"
#include "storage/rocks.h"
#include "storage/scan.h"

namespace quoth {

class RowCursor {
 public:
  virtual ~RowCursor() = default;
  // The rows at hand, which ascend; never empty before the end of the range.
  std::span<const Row> rows() const { return rows_; }
  // Drops the first `count` rows at hand, and fetches more when none is left.
  Status advance(std::size_t count) {
    rows_ = rows_.subspan(count);
    return rows_.empty() ? fetch() : Status();
  }
  // Moves to the first row that is not below `row`, forwards or back within the range.
  virtual Status seek(const Row& row) = 0;
  // The same with another range of the same order.
  virtual Status restart(const Row& first, const Row& last) = 0;

 protected:
  virtual Status fetch() = 0;  // the rows after those that are used up; none at the end
  std::span<const Row> rows_;
};

// Over rows in memory, which must outlive the cursor.
std::unique_ptr<RowCursor> memory_cursor(std::span<const Row> rows, const Range& range);

// Where the blocks of a generation lie in the blocks family: order (with a mark for removed rows), generation.
std::string block_prefix(Order order, bool removed, std::uint64_t generation);
std::string block_key(const std::string& prefix, const Row& first);
// kCorruption for a key that is none.
Result<Row> first_row_of_key(std::string_view key);

// Over the blocks of a generation. `counters` may be null.
std::unique_ptr<RowCursor> block_cursor(std::shared_ptr<const RocksView> view, std::string prefix,
                                        const Range& range, ScanCounters* counters);

}  // namespace quoth
