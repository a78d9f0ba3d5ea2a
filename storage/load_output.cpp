#include "storage/load_output.h"

#include <algorithm>
#include <array>
#include <filesystem>

#include "storage/dictionary.h"

namespace quoth {
namespace {

constexpr std::size_t kMostRemovedNameBytes = std::size_t{256} << 20;
// Records are read again whenever the database is opened, so that a question costs what was loaded last.
constexpr std::size_t kMostInRecord = std::size_t{1} << 20;

StoreState state_after(const StoredSnapshot& before, const LoadOutcome& outcome) {
  StoreState state = before.state();
  state.counters = outcome.counters;
  state.quads += outcome.added - outcome.removed;
  state.background_quads += outcome.background;
  state.triple_terms += outcome.triple_terms;
  return state;
}

CommitRecord record_of(const StoredSnapshot& before, const LoadOutcome& outcome) {
  CommitRecord record;
  record.number = before.commit() + 1;
  record.time = seconds_since_1970();
  record.message = outcome.message;
  record.author = outcome.author;
  return record;
}

void put_prefixes(RocksBatch& batch, const StoredSnapshot& before, const LoadOutcome& outcome) {
  for (const auto& [label, iri] : outcome.prefixes) {
    if (!before.prefixes().entries().contains(label)) batch.put(Family::kPrefixes, label, iri);
  }
}

// Little data: everything in one batch, the rows in the commit's record.
class RecordOutput final : public LoadOutput {
 public:
  explicit RecordOutput(Database& database) : database_(database), before_(database.snapshot()) {}

  Status add_term(TermId id, std::string_view bytes) override {
    batch_.put(Family::kTerms, term_key(id.payload()), bytes);
    return {};
  }
  Status add_hash(std::uint64_t hash, TermId id) override {
    batch_.put(Family::kTermIds, hash_key(hash, id), {});
    return {};
  }
  bool wants(Order order) const override { return order == Order::kSpo || order == Order::kTripleSpo; }
  Status write_rows(Order order, RowChange change, std::span<const Row> rows) override {
    std::vector<Tuple>& tuples = order != Order::kSpo            ? changes_.triples
                                 : change == RowChange::kRemoved ? changes_.removed
                                                                 : changes_.added;
    for (const Row& row : rows) tuples.push_back(to_tuple(order, row));
    return {};
  }
  Status add_name(std::string_view key, std::string_view value) override {
    std::string stored;
    append_name_value(stored, before_->commit() + 1, value);
    batch_.put(Family::kNames, key, stored);
    return {};
  }
  Status remove_name(std::string_view key) override {
    batch_.remove(Family::kNames, key);
    return {};
  }
  Result<std::uint64_t> publish(const LoadOutcome& outcome) override {
    CommitRecord record = record_of(*before_, outcome);
    record.changes = std::move(changes_);
    put_prefixes(batch_, *before_, outcome);
    const std::uint64_t number = record.number;
    QUOTH_CHECK(database_.publish(std::move(batch_), std::move(record), state_after(*before_, outcome)));
    return number;
  }

 private:
  Database& database_;
  std::shared_ptr<const StoredSnapshot> before_;
  RocksBatch batch_;
  TupleChanges changes_;
};

// Much data: files that are moved in.
class FileOutput final : public LoadOutput {
 public:
  explicit FileOutput(Database& database)
      : database_(database),
        before_(database.snapshot()),
        directory_(database.spill_directory()),
        rows_(database.rocks(), directory_, before_->state().next_generation) {}

  ~FileOutput() override {
    std::error_code ignored;
    for (const auto& [family, path] : files_) std::filesystem::remove(path, ignored);
  }

  Status add_term(TermId id, std::string_view bytes) override {
    return put(Family::kTerms, term_key(id.payload()), bytes);
  }
  Status add_hash(std::uint64_t hash, TermId id) override {
    return put(Family::kTermIds, hash_key(hash, id), {});
  }
  bool wants(Order) const override { return true; }
  Status write_rows(Order order, RowChange change, std::span<const Row> rows) override {
    return rows_.add(order, change == RowChange::kRemoved, rows);
  }

  Status add_name(std::string_view key, std::string_view value) override {
    // An entry that is there must not be hidden by one that a crash would take back.
    QUOTH_TRY(const std::optional<std::string> known, before_->view().get(Family::kNames, key));
    if (known) return {};
    std::string stored;
    append_name_value(stored, before_->commit() + 1, value);
    return put(Family::kNames, key, stored);
  }

  // Only the last step can take an entry away so that a crash brings it back.
  Status remove_name(std::string_view key) override {
    removed_name_bytes_ += key.size();
    if (removed_name_bytes_ > kMostRemovedNameBytes)
      return Error{ErrorCode::kLimit, "more than 256 MiB of names would go at once", {}, {}};
    batch_.remove(Family::kNames, key);
    return {};
  }

  Result<std::uint64_t> publish(const LoadOutcome& outcome) override {
    for (const std::unique_ptr<SstWriter>& writer : writers_) {
      if (writer) QUOTH_CHECK(writer->finish());
    }
    StoreState state = state_after(*before_, outcome);
    QUOTH_TRY(Generation generation, rows_.finish(files_));
    CommitRecord record = record_of(*before_, outcome);
    record.generation = generation.number;
    generation.first_commit = generation.last_commit = record.number;
    state.generations.push_back(generation);
    ++state.next_generation;
    put_prefixes(batch_, *before_, outcome);
    const std::uint64_t number = record.number;
    QUOTH_CHECK(database_.publish(std::move(batch_), std::move(record), std::move(state), files_));
    return number;
  }

 private:
  Status put(Family family, std::string_view key, std::string_view value) {
    std::unique_ptr<SstWriter>& writer = writers_[static_cast<std::size_t>(family)];
    if (!writer) {
      const std::string path = directory_ + "/family-" + std::to_string(static_cast<int>(family)) + ".sst";
      QUOTH_TRY(writer, database_.rocks().start_sst(family, path));
      files_.emplace_back(family, path);
    }
    return writer->put(key, value);
  }

  Database& database_;
  std::shared_ptr<const StoredSnapshot> before_;
  std::string directory_;
  GenerationWriter rows_;
  RocksBatch batch_;  // what comes with the state
  std::size_t removed_name_bytes_ = 0;
  std::array<std::unique_ptr<SstWriter>, kFamilyCount> writers_;
  std::vector<std::pair<Family, std::string>> files_;
};

class Target final : public LoadTarget {
 public:
  explicit Target(std::shared_ptr<Database> database)
      : turn_(std::move(database)), snapshot_(turn_.database().snapshot()) {}

  std::shared_ptr<const Snapshot> snapshot() const override { return snapshot_; }
  IdCounters counters() const override { return snapshot_->state().counters; }
  const NameIndexer* names() const override { return turn_.database().names(); }
  std::string spill_directory() const override { return turn_.database().spill_directory(); }
  std::uint64_t hash(std::string_view bytes) const override { return snapshot_->dictionary().hash(bytes); }
  Status find_terms(std::span<const TermProbe> probes, std::span<TermId> ids) const override {
    return snapshot_->dictionary().find(probes, ids);
  }
  Result<std::unique_ptr<LoadOutput>> start_output(std::uint64_t bytes) override {
    Database& database = turn_.database();
    if (bytes <= std::min(database.options().fold_bytes, kMostInRecord))
      return std::make_unique<RecordOutput>(database);
    // The generation comes after the commits in memory.
    QUOTH_CHECK(database.fold());
    std::error_code error;
    std::filesystem::create_directories(spill_directory(), error);
    if (error) return Error{ErrorCode::kIo, spill_directory() + ": " + error.message(), {}, {}};
    return std::make_unique<FileOutput>(database);
  }

 private:
  Database::Turn turn_;
  std::shared_ptr<const StoredSnapshot> snapshot_;
};

}  // namespace

Result<std::unique_ptr<LoadTarget>> make_load_target(std::shared_ptr<Database> database) {
  return std::make_unique<Target>(std::move(database));
}

}  // namespace quoth
