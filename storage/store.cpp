#include "storage/store.h"

#include "storage/commit.h"
#include "storage/database.h"
#include "storage/load_output.h"
#include "storage/make_bulk_load.h"

namespace quoth {
namespace {

Error read_only() { return {ErrorCode::kUnsupported, "the database is open for reading only", {}, {}}; }

class DatabaseStore final : public Store {
 public:
  explicit DatabaseStore(std::shared_ptr<Database> database) : database_(std::move(database)) {}

  std::shared_ptr<const Snapshot> snapshot() const override { return database_->snapshot(); }
  Status catch_up() override { return database_->catch_up(); }

  Result<CommitInfo> commit(const ChangeSet& changes) override {
    if (!database_->writable()) return read_only();
    const Database::Turn turn(database_);
    return commit_changes(*database_, changes);
  }

  Result<std::unique_ptr<BulkLoad>> begin_load(const BulkLoadOptions& options) override {
    if (!database_->writable()) return read_only();
    QUOTH_TRY(std::unique_ptr<LoadTarget> target, make_load_target(database_));
    return make_bulk_load(std::move(target), options);
  }

  Status fold() override {
    if (!database_->writable()) return read_only();
    const Database::Turn turn(database_);
    return database_->fold();
  }

  Result<StoreStatistics> statistics() const override {
    const std::shared_ptr<const StoredSnapshot> snapshot = database_->snapshot();
    const StoreState& state = snapshot->state();
    StoreStatistics result;
    result.commit = state.commit;
    result.quads = state.quads;
    result.background_quads = state.background_quads;
    QUOTH_TRY(result.graphs, count_graphs(*snapshot));
    result.terms = state.counters.next(IdTag::kIri) - 1;
    result.triple_terms = state.triple_terms;
    result.generations = state.generations.size();
    result.commits_in_memory = state.commit - state.folded_commit;
    result.bytes_on_disk = database_->bytes_on_disk();
    return result;
  }

 private:
  // One seek for each graph.
  static Result<std::uint64_t> count_graphs(const StoredSnapshot& snapshot) {
    QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(Order::kGpso, {})));
    std::uint64_t graphs = 0;
    RowBatch batch;
    while (true) {
      QUOTH_TRY(const bool more, scan.next(batch));
      if (!more) return graphs;
      const std::vector<TermId>& column = batch.columns[0];
      for (std::size_t i = 0; i < batch.size; ++i) {
        const bool counted = i > 0 && column[i] == column[i - 1];
        graphs += counted ? 0 : 1;
      }
      const TermId last = column[batch.size - 1];
      QUOTH_CHECK(scan.seek({last, TermId::max(), TermId::max(), TermId::max()}));
    }
  }

  std::shared_ptr<Database> database_;
};

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& directory, const StoreOptions& options) {
  QUOTH_TRY(std::shared_ptr<Database> database, Database::open(directory, options));
  return std::make_unique<DatabaseStore>(std::move(database));
}

}  // namespace quoth
