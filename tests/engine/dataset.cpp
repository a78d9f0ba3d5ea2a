#include "tests/engine/dataset.h"

#include <cstdio>
#include <cstdlib>
#include <utility>

#include "storage/store.h"
#include "tests/support/temp_dir.h"

namespace quoth {
namespace {

template <typename T>
T require(Result<T> result) {
  if (result) return std::move(result).value();
  std::fprintf(stderr, "%s\n", result.error().to_string().c_str());
  std::abort();
}

void require(const Status& status) {
  if (status) return;
  std::fprintf(stderr, "%s\n", status.error().to_string().c_str());
  std::abort();
}

struct Opened {
  test::TempDir directory;
  std::unique_ptr<Store> store;
  std::shared_ptr<const Snapshot> snapshot;  // dies first
};

}  // namespace

std::shared_ptr<const Snapshot> snapshot_of(const std::vector<Quad>& quads) {
  auto opened = std::make_shared<Opened>();
  StoreOptions options;
  options.mode = OpenMode::kCreate;
  options.cache_bytes = std::size_t{1} << 20;
  opened->store = require(Store::open(opened->directory / "db", options));
  const auto middle = quads.begin() + static_cast<std::ptrdiff_t>(quads.size() / 2);
  ChangeSet first, second;
  first.added.assign(quads.begin(), middle);
  second.added.assign(middle, quads.end());
  require(opened->store->commit(first));
  require(opened->store->fold());
  require(opened->store->commit(second));
  opened->snapshot = opened->store->snapshot();
  const Snapshot* snapshot = opened->snapshot.get();
  return {std::move(opened), snapshot};
}

}  // namespace quoth
