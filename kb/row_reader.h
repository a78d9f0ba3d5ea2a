// A RowReader walks many small ranges of a snapshot one after the other, with one open scan for each order, under the
// limits of a query. One thread at a time.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "base/result.h"
#include "engine/query_context.h"
#include "storage/permutation.h"
#include "storage/scan.h"

namespace quoth {

class RowReader {
 public:
  explicit RowReader(QueryContext& context) : context_(context) {}

  // Calls `visit(tuple)`, which returns a Status, for every row of the order that starts with the ids. `visit` must not
  // read the same order. Besides the errors of visit and of reading: kCancelled, kTimeout.
  template <typename Visit>
  Status each(Order order, std::span<const TermId> prefix, Visit visit) {
    QUOTH_TRY(Scan* const scan, open(Range::of_prefix(order, prefix)));
    RowBatch batch;
    while (true) {
      QUOTH_CHECK(context_.check());
      QUOTH_TRY(const bool more, scan->next(batch));
      if (!more) return {};
      for (std::size_t i = 0; i < batch.size; ++i) {
        const Row row{batch.columns[0][i], batch.columns[1][i], batch.columns[2][i], batch.columns[3][i]};
        QUOTH_CHECK(visit(to_tuple(order, row)));
      }
    }
  }

  Result<bool> any(Order order, std::span<const TermId> prefix) {
    QUOTH_TRY(Scan* const scan, open(Range::of_prefix(order, prefix)));
    RowBatch batch;
    return scan->next(batch);
  }

 private:
  Result<Scan*> open(const Range& range) {
    std::optional<Scan>& scan = scans_[static_cast<std::size_t>(range.order)];
    if (scan) {
      QUOTH_CHECK(scan->restart(range));
    } else {
      QUOTH_TRY(scan, context_.snapshot().scan(range));
    }
    return &*scan;
  }

  QueryContext& context_;
  std::array<std::optional<Scan>, kOrderCount> scans_;
};

}  // namespace quoth
