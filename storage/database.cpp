#include "storage/database.h"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <random>
#include <thread>

#include "storage/bytes.h"

namespace quoth {
namespace {

constexpr Range all_of(Order order) {
  return {order, {}, {TermId::max(), TermId::max(), TermId::max(), TermId::max()}};
}

constexpr std::size_t kFewGenerations = 4;  // so many are left alone
constexpr int kCatchUpTries = 200;
constexpr int kOpenTries = 50;

std::uint64_t random_seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

void remove_generation(RocksBatch& batch, std::uint64_t number) {
  for (const Permutation& p : all_permutations()) {
    for (const bool removed : {false, true}) {
      const std::string prefix = block_prefix(p.order, removed, number);
      batch.remove_range(Family::kBlocks, prefix, after_prefix(prefix));
    }
  }
}

Result<std::shared_ptr<const PrefixMap>> read_prefixes(const RocksView& view) {
  auto prefixes = std::make_shared<PrefixMap>();
  const auto iterator = view.iterate(Family::kPrefixes, "", "");
  for (iterator->seek(""); iterator->valid(); iterator->next())
    prefixes->add(iterator->key(), iterator->value());
  QUOTH_CHECK(iterator->status());
  return std::shared_ptr<const PrefixMap>(std::move(prefixes));
}

// Whether the first block of each generation can be seen. A reader may see a state before it sees the files that the
// state speaks of: they come to it by two ways.
Result<bool> generations_are_there(const RocksView& view, const StoreState& state) {
  for (const Generation& generation : state.generations) {
    // All its blocks come by one step.
    const bool removed = generation.added[static_cast<std::size_t>(Order::kSpo)] == 0 &&
                         generation.removed[static_cast<std::size_t>(Order::kSpo)] > 0;
    for (const Permutation& p : all_permutations()) {
      const auto& rows = removed ? generation.removed : generation.added;
      if (rows[static_cast<std::size_t>(p.order)] == 0) continue;
      const std::string prefix = block_prefix(p.order, removed, generation.number);
      const auto iterator = view.iterate(Family::kBlocks, prefix, after_prefix(prefix));
      iterator->seek(prefix);
      QUOTH_CHECK(iterator->status());
      if (!iterator->valid()) return false;
      break;
    }
  }
  return true;
}

}  // namespace

std::int64_t seconds_since_1970() {
  return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// ---- Opening

Result<std::shared_ptr<Database>> Database::open(const std::string& directory, const StoreOptions& options) {
  const std::shared_ptr<Database> database(new Database(directory, options));
  const Rocks::Mode mode = options.mode == OpenMode::kCreate ? Rocks::Mode::kCreate : Rocks::Mode::kWrite;
  if (!database->writable()) {
    QUOTH_CHECK(database->open_reader());
    return database;
  }
  QUOTH_TRY(database->rocks_, Rocks::open(directory, mode, options.cache_bytes));
  QUOTH_CHECK(database->initialise());
  QUOTH_CHECK(database->recover());
  QUOTH_TRY(database->published_, database->read_state(nullptr));
  database->dead_generations_ = std::make_unique<DeadGenerations>(*database->rocks_);
  const StoreState& state = database->published_->state();
  database->dead_generations_->delete_all_but(state.generations, state.next_generation);
  return database;
}

// Writes the format and an empty state into a database that was just made.
Status Database::initialise() {
  QUOTH_TRY(const std::optional<std::string> format, rocks_->view()->get(Family::kMeta, kFormatKey));
  if (format) return {};
  if (options_.mode != OpenMode::kCreate) {
    return Error{ErrorCode::kNotFound, fmt::format("{}: there is no database here", directory_), {}, {}};
  }
  RocksBatch batch;
  std::string version, seed;
  append_little(version, kFormatVersion);
  append_little(seed, random_seed());
  batch.put(Family::kMeta, kFormatKey, version);
  batch.put(Family::kMeta, kSeedKey, seed);
  batch.put(Family::kMeta, kStateKey, encode(StoreState()));
  return rocks_->write(batch);
}

// Clears away what a process that was killed has left: spilled files, and files moved in for a commit that never was.
Status Database::recover() {
  std::error_code ignored;
  std::filesystem::remove_all(spill_directory(), ignored);
  const std::shared_ptr<const RocksView> view = rocks_->view();
  QUOTH_TRY(const std::optional<std::string> ingest, view->get(Family::kMeta, kIngestKey));
  if (!ingest) return {};
  ByteReader in(*ingest);
  const auto generation = in.varint(), commit = in.varint();
  if (!generation || !commit)
    return Error{ErrorCode::kCorruption, "the note of an unfinished load is damaged", {}, {}};
  RocksBatch batch;
  remove_generation(batch, *generation);
  const auto names = view->iterate(Family::kNames, "", "");
  for (names->seek(""); names->valid(); names->next()) {
    QUOTH_TRY(const NameValue name, read_name_value(names->value()));
    if (name.commit == *commit) batch.remove(Family::kNames, names->key());
  }
  QUOTH_CHECK(names->status());
  batch.remove(Family::kMeta, kIngestKey);
  return rocks_->write(batch);
}

// The state as RocksDB has it now. Runs of `before` are taken over where they still hold.
Result<std::shared_ptr<const StoredSnapshot>> Database::read_state(const StoredSnapshot* before) {
  const std::shared_ptr<const RocksView> view = rocks_->view();
  QUOTH_TRY(const std::optional<std::string> format, view->get(Family::kMeta, kFormatKey));
  if (!format || format->size() != 4) {
    return Error{ErrorCode::kNotFound, fmt::format("{}: there is no database here", directory_), {}, {}};
  }
  if (const auto version = little_at<std::uint32_t>(format->data()); version != kFormatVersion) {
    return Error{ErrorCode::kUnsupported,
                 fmt::format("{}: is a database of format {}, and this program reads format {}", directory_,
                             version, kFormatVersion),
                 {},
                 {}};
  }
  QUOTH_TRY(const std::optional<std::string> seed, view->get(Family::kMeta, kSeedKey));
  QUOTH_TRY(const std::optional<std::string> bytes, view->get(Family::kMeta, kStateKey));
  if (!seed || seed->size() != 8 || !bytes)
    return Error{ErrorCode::kCorruption, "the database has lost its state", {}, {}};
  seed_ = little_at<std::uint64_t>(seed->data());
  QUOTH_TRY(StoreState state, decode_state(*bytes));

  std::vector<std::shared_ptr<const Run>> runs;
  std::uint64_t replayed = state.folded_commit;
  if (before && before->state().folded_commit == state.folded_commit) {
    runs = before->runs();
    replayed = before->commit();
  }
  while (replayed < state.commit) {
    QUOTH_TRY(const CommitRecord record, read_record(*view, ++replayed));
    if (record.generation == 0) push_run(runs, make_run(record.number, record.changes));
  }
  QUOTH_TRY(std::shared_ptr<const PrefixMap> prefixes, read_prefixes(*view));
  return std::make_shared<const StoredSnapshot>(view, seed_, std::move(state), std::move(runs),
                                                std::move(prefixes));
}

std::shared_ptr<const StoredSnapshot> Database::snapshot() const {
  const std::scoped_lock lock(published_mutex_);
  return published_;
}

// ---- Writing

Status Database::publish_written(const StoredSnapshot* before) {
  QUOTH_TRY(std::shared_ptr<const StoredSnapshot> next, read_state(before));
  const std::scoped_lock lock(published_mutex_);
  published_ = std::move(next);
  return {};
}

Status Database::publish(RocksBatch batch, CommitRecord record, StoreState state) {
  const std::shared_ptr<const StoredSnapshot> before = snapshot();
  state.commit = record.number;
  write_record(batch, record);
  batch.put(Family::kMeta, kStateKey, encode(state));
  QUOTH_CHECK(rocks_->write(batch));
  QUOTH_CHECK(publish_written(before.get()));
  std::size_t bytes = 0;
  for (const std::shared_ptr<const Run>& run : snapshot()->runs()) bytes += run->bytes;
  if (bytes <= options_.fold_bytes) return {};
  return fold();
}

// Files come in by one step and the state that speaks of them by another: the note tells recover() of what lies
// between.
Status Database::ingest(const std::vector<std::pair<Family, std::string>>& files, std::uint64_t generation,
                        std::uint64_t commit) {
  RocksBatch note;
  std::string bytes;
  append_varint(bytes, generation);
  append_varint(bytes, commit);
  note.put(Family::kMeta, kIngestKey, bytes);
  QUOTH_CHECK(rocks_->write(note));
  return rocks_->ingest(files);
}

Status Database::publish(RocksBatch batch, CommitRecord record, StoreState state,
                         std::vector<std::pair<Family, std::string>> files) {
  // A state has the commits of its generations folded, so those in memory must become one first.
  state.commit = record.number;
  state.folded_commit = record.number;
  QUOTH_CHECK(ingest(files, record.generation, record.number));
  write_record(batch, record);
  batch.put(Family::kMeta, kStateKey, encode(state));
  batch.remove(Family::kMeta, kIngestKey);
  QUOTH_CHECK(rocks_->write(batch));
  QUOTH_CHECK(publish_written(nullptr));
  return merge_generations();
}

Status Database::fold() {
  const std::shared_ptr<const StoredSnapshot> before = snapshot();
  StoreState state = before->state();
  if (state.folded_commit == state.commit) return {};
  std::shared_ptr<const Run> rows;
  for (const std::shared_ptr<const Run>& run : before->runs()) rows = rows ? merge_runs(*rows, *run) : run;
  RocksBatch batch;
  if (rows) {
    std::error_code error;
    std::filesystem::create_directories(spill_directory(), error);
    GenerationWriter writer(*rocks_, spill_directory(), state.next_generation);
    for (const Permutation& p : all_permutations()) {
      QUOTH_CHECK(writer.add(p.order, false, rows->rows(p.order).added));
      QUOTH_CHECK(writer.add(p.order, true, rows->rows(p.order).removed));
    }
    std::vector<std::pair<Family, std::string>> files;
    QUOTH_TRY(Generation generation, writer.finish(files));
    generation.first_commit = state.folded_commit + 1;
    generation.last_commit = state.commit;
    if (!files.empty()) {
      QUOTH_CHECK(ingest(files, generation.number, state.commit + 1));
      state.generations.push_back(generation);
      ++state.next_generation;
    }
  }
  state.folded_commit = state.commit;
  batch.put(Family::kMeta, kStateKey, encode(state));
  batch.remove(Family::kMeta, kIngestKey);
  QUOTH_CHECK(rocks_->write(batch));
  QUOTH_CHECK(publish_written(nullptr));
  return merge_generations();
}

Result<Generation> Database::write_merged(const StoredSnapshot& before, std::size_t first,
                                          std::vector<std::pair<Family, std::string>>& files) {
  GenerationWriter writer(*rocks_, spill_directory(), before.state().next_generation);
  for (const Permutation& p : all_permutations()) {
    for (const bool removed : {false, true}) {
      const std::unique_ptr<Scan::Source> source = before.source_of_generations(all_of(p.order), first);
      std::vector<Scan::Source::Change> changes;
      std::vector<Row> rows;
      while (true) {
        QUOTH_TRY(const bool more, source->next(changes, RowBatch::kCapacity));
        if (!more) break;
        rows.clear();
        for (const Scan::Source::Change& change : changes) {
          if (change.removed == removed && change.was_there == removed) rows.push_back(change.row);
        }
        QUOTH_CHECK(writer.add(p.order, removed, rows));
      }
    }
  }
  return writer.finish(files);
}

// Merges the newest generations that are together not much smaller than the one before them, so that each row is
// written again a logarithmic number of times and a scan merges few.
Status Database::merge_generations() {
  dead_generations_->delete_unread();
  const std::shared_ptr<const StoredSnapshot> before = snapshot();
  StoreState state = before->state();
  if (state.generations.size() <= kFewGenerations) return {};
  std::size_t first = state.generations.size() - 1;
  for (std::uint64_t rows = state.generations[first].rows(); first > 0; --first) {
    if (state.generations[first - 1].rows() > 2 * rows) break;
    rows += state.generations[first - 1].rows();
  }
  // Too many to leave, though of very different sizes.
  if (state.generations.size() > 2 * kFewGenerations) first = std::min(first, state.generations.size() - 2);
  if (first + 1 >= state.generations.size()) return {};

  std::error_code error;
  std::filesystem::create_directories(spill_directory(), error);
  std::vector<std::pair<Family, std::string>> files;
  QUOTH_TRY(Generation merged, write_merged(*before, first, files));
  merged.first_commit = state.generations[first].first_commit;
  merged.last_commit = state.generations.back().last_commit;
  QUOTH_CHECK(ingest(files, merged.number, state.commit + 1));
  RocksBatch batch;
  const std::vector<Generation> dead(state.generations.begin() + static_cast<long>(first),
                                     state.generations.end());
  state.generations.resize(first);
  if (!files.empty()) state.generations.push_back(merged);
  ++state.next_generation;
  batch.put(Family::kMeta, kStateKey, encode(state));
  batch.remove(Family::kMeta, kIngestKey);
  QUOTH_CHECK(rocks_->write(batch));
  dead_generations_->add(dead);
  return publish_written(before.get());
}

// ---- Reading beside a writer

// A writer that opens at this moment moves its log into files: between the two a reader may see neither.
Status Database::open_reader() {
  for (int i = 0;; ++i) {
    const Status opened = try_open_reader();
    if (opened || opened.error().code == ErrorCode::kUnsupported || i == kOpenTries) return opened;
    std::error_code error;
    if (!std::filesystem::exists(directory_ + "/CURRENT", error)) return opened;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

Status Database::try_open_reader() {
  QUOTH_TRY(rocks_, Rocks::open(directory_, Rocks::Mode::kSecondary, options_.cache_bytes));
  QUOTH_TRY(published_, read_whole_state(nullptr));
  return {};
}

Result<std::shared_ptr<const StoredSnapshot>> Database::read_whole_state(const StoredSnapshot* before) {
  QUOTH_TRY(std::shared_ptr<const StoredSnapshot> state, read_state(before));
  QUOTH_TRY(const bool whole, generations_are_there(state->view(), state->state()));
  if (whole) return state;
  return Error{ErrorCode::kIo, fmt::format("{}: cannot catch up with its writer", directory_), {}, {}};
}

Status Database::try_catch_up() {
  QUOTH_CHECK(rocks_->catch_up());
  QUOTH_TRY(published_, read_whole_state(published_.get()));
  return {};
}

Status Database::catch_up() {
  if (writable()) return {};
  const std::scoped_lock lock(published_mutex_);
  // Readers that begin one after the other, as a server's, would else open the database for each.
  std::string files = rocks_->written_files();
  if (!files.empty() && files == seen_files_) return {};
  QUOTH_CHECK(read_news());
  seen_files_ = std::move(files);
  return {};
}

Status Database::read_news() {
  // If somebody reads the state at hand, it is left to them, since a secondary has no snapshots; and another is opened.
  for (int i = 0; published_.use_count() == 1 && i < kCatchUpTries; ++i) {
    if (try_catch_up()) return {};
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return open_reader();
}

}  // namespace quoth
