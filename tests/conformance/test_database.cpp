#include "tests/conformance/test_database.h"

namespace quoth::conformance {

Result<std::shared_ptr<const Snapshot>> TestDatabase::holding(const std::vector<Quad>& quads) {
  if (!store_) {
    StoreOptions options;
    options.mode = OpenMode::kCreate;
    options.cache_bytes = std::size_t{16} << 20;
    QUOTH_TRY(store_, Store::open(directory_ / "db", options));
  }
  ChangeSet changes;
  changes.added = quads;
  changes.removed = held_;
  if (const auto committed = store_->commit(changes); !committed) return committed.error();
  held_ = quads;
  return store_->snapshot();
}

}  // namespace quoth::conformance
