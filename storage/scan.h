// A Scan walks the rows of a range in order, without duplicates, merging the generations and runs of its snapshot.
// It keeps its snapshot alive. One thread at a time.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.h"
#include "storage/permutation.h"

namespace quoth {

struct RowBatch {
  static constexpr std::size_t kCapacity = 1024;
  std::size_t size = 0;
  std::array<std::vector<TermId>, 4> columns;  // each of `size` ids, in the order's sequence
};

// What scans have touched, for EXPLAIN and for tests of locality.
struct ScanCounters {
  std::uint64_t blocks = 0;  // that hold rows of the ranges; one counts once for each range that it has rows of
  std::uint64_t rows = 0;    // rows handed out
};

class Scan {
 public:
  class Source;  // the merge underneath, private to storage/
  explicit Scan(std::unique_ptr<Source> source);
  Scan(Scan&&) noexcept;
  Scan& operator=(Scan&&) noexcept;
  ~Scan();

  // Fills `out` with the next rows, at most kCapacity; false when there are none. kCorruption, kIo.
  Result<bool> next(RowBatch& out);
  // Goes on at the first row that is not below `row` (and not before where the scan stands). Blocks in between are
  // not read.
  Status seek(const Row& row);
  // Goes on with the rows of another range of the same order, which may lie before where the scan stands. What is open
  // stays open: for joins that probe one small range after the other. The counters run on.
  Status restart(const Range& range);
  const ScanCounters& counters() const;

 private:
  std::unique_ptr<Source> source_;
};

}  // namespace quoth
