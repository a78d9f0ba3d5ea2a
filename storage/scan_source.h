// The merge underneath a Scan. Of the sources of a snapshot, a newer one's word about a row outdoes an older one's.
// Private to storage/.
#pragma once
#include <memory>
#include <vector>

#include "base/result.h"
#include "storage/row_cursor.h"
#include "storage/scan.h"

namespace quoth {

class Scan::Source {
 public:
  struct Input {
    std::unique_ptr<RowCursor> cursor;
    bool removed;  // its rows are removed by it, not added
  };

  // `keep_alive` is what the cursors look into. Inputs are added newest first, before the first other call.
  Source(const Range& range, std::shared_ptr<const void> keep_alive)
      : keep_alive_(std::move(keep_alive)), range_(range) {}
  void add(std::unique_ptr<RowCursor> cursor, bool removed) {
    inputs_.push_back({std::move(cursor), removed});
  }
  ScanCounters& counters() { return counters_; }

  // What the inputs together do to a row, for merging generations: `removed` is the newest one's word, and `was_there`
  // what the oldest one's tells of the time before all of them.
  struct Change {
    Row row;
    bool removed;
    bool was_there;
  };
  Result<bool> next(std::vector<Change>& out, std::size_t most);

  Result<bool> next(RowBatch& out);
  Status seek(const Row& row);
  Status restart(const Range& range);

 private:
  Status start();
  template <typename Take>
  Status merge(std::size_t most, Take take);

  std::shared_ptr<const void> keep_alive_;
  Range range_;
  ScanCounters counters_;
  std::vector<Input> inputs_;
  bool started_ = false;
  Row handed_out_{};  // the last row that seek() may not go behind
  bool any_handed_out_ = false;
};

}  // namespace quoth
