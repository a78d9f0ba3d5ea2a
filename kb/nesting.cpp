#include "kb/nesting.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>

namespace quoth {

Result<std::size_t> deepest_nesting(const Snapshot& snapshot) {
  QUOTH_TRY(const RangeSize all, snapshot.count(Range::of_prefix(Order::kTripleOsp, {})));
  if (all.rows == 0) return std::size_t{0};

  // Inner terms got their ids first, so that in the order of objects each is met before those that hold it.
  const Range nested{
      Order::kTripleOsp,
      {TermId(IdTag::kTriple, 0), TermId(), TermId(), TermId()},
      {TermId(IdTag::kTriple, TermId::kMaxPayload), TermId::max(), TermId::max(), TermId::max()}};
  QUOTH_TRY(Scan scan, snapshot.scan(nested));
  boost::unordered_flat_map<TermId, std::size_t, std::hash<TermId>> depths;  // of those that hold another one
  std::size_t deepest = 1;
  RowBatch batch;
  while (true) {
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) return deepest;
    for (std::size_t row = 0; row < batch.size; ++row) {
      const auto inner = depths.find(batch.columns[0][row]);
      const std::size_t depth = 1 + (inner == depths.end() ? 1 : inner->second);
      depths.emplace(batch.columns[3][row], depth);
      deepest = std::max(deepest, depth);
    }
  }
}

}  // namespace quoth
