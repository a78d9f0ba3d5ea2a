#include "storage/rocks.h"

#include <fmt/format.h>
#include <rocksdb/cache.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/write_batch.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace quoth {
namespace {

constexpr std::array<const char*, kFamilyCount> kFamilyNames = {"default", "terms", "term_ids", "blocks",
                                                                "commits", "names", "prefixes"};
constexpr int kCatchUpTries = 100;

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view text(const rocksdb::Slice& s) { return {s.data(), s.size()}; }

Status to_status(const rocksdb::Status& status, std::string_view doing) {
  if (status.ok()) return {};
  const ErrorCode code = status.IsCorruption() ? ErrorCode::kCorruption : ErrorCode::kIo;
  return Error{code, fmt::format("{}: {}", doing, status.ToString()), {}, {}};
}

rocksdb::ColumnFamilyOptions family_options(Family family, const std::shared_ptr<rocksdb::Cache>& cache) {
  rocksdb::BlockBasedTableOptions table;
  table.block_cache = cache;
  table.checksum = rocksdb::kXXH3;
  table.format_version = 5;
  table.block_size = 16 << 10;
  if (family == Family::kTermIds || family == Family::kTerms)
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
  rocksdb::ColumnFamilyOptions options;
  options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
  // Blocks are packed already, and hashes cannot be.
  const bool packed = family == Family::kBlocks || family == Family::kTermIds || family == Family::kCommits;
  options.compression = packed ? rocksdb::kNoCompression : rocksdb::kZSTD;
  options.write_buffer_size = 16 << 20;
  return options;
}

rocksdb::DBOptions db_options() {
  rocksdb::DBOptions options;
  options.info_log_level = rocksdb::WARN_LEVEL;
  options.keep_log_file_num = 2;
  options.max_total_wal_size = 64 << 20;
  options.db_write_buffer_size = 64 << 20;
  options.max_background_jobs = 2;
  options.max_open_files = -1;  // a secondary must keep what the writer deletes
  return options;
}

// The folder of a secondary for its own log; in the system's temporary folder.
Result<std::string> make_secondary_path() {
  std::error_code error;
  std::string path = (std::filesystem::temp_directory_path(error) / "quoth-reader-XXXXXX").string();
  if (error || !mkdtemp(path.data())) {
    return Error{ErrorCode::kIo, "no temporary folder for reading can be made", {}, {}};
  }
  return path;
}

Error open_error(const rocksdb::Status& status, const std::string& directory) {
  const std::string message = status.ToString();
  if (status.IsIOError() && message.find("lock") != std::string::npos) {
    return {ErrorCode::kIo, fmt::format("{}: another process has it open for writing", directory), {}, {}};
  }
  if (status.IsInvalidArgument()) {
    return {ErrorCode::kUnsupported,
            fmt::format("{}: holds a database that is not quoth's ({})", directory, message),
            {},
            {}};
  }
  return to_status(status, directory).error();
}

// A folder that holds anything else is nobody's to fill.
Status check_directory(const std::string& directory, Rocks::Mode mode) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (fs::exists(fs::path(directory) / "CURRENT", error)) return {};
  if (mode != Rocks::Mode::kCreate) {
    return Error{ErrorCode::kNotFound, fmt::format("{}: there is no database here", directory), {}, {}};
  }
  if (fs::exists(directory, error) && !fs::is_directory(directory, error)) {
    return Error{ErrorCode::kUnsupported, fmt::format("{}: is not a folder", directory), {}, {}};
  }
  for (const auto& entry : fs::directory_iterator(directory, error)) {
    // What RocksDB leaves where it was stopped while making a database.
    const std::string name = entry.path().filename().string();
    if (name == "LOCK" || name == "IDENTITY" || name.starts_with("LOG") || name.starts_with("MANIFEST-") ||
        name.ends_with(".dbtmp") || name.ends_with(".log") || name == "load.spill") {
      continue;
    }
    return Error{ErrorCode::kUnsupported,
                 fmt::format("{}: the folder holds other files ({})", directory, name),
                 {},
                 {}};
  }
  fs::create_directories(directory, error);
  if (error) return Error{ErrorCode::kIo, fmt::format("{}: {}", directory, error.message()), {}, {}};
  return {};
}

// The list of a database's files, by its name and size: whatever a writer does with files, it first adds to the list.
std::pair<std::string, std::uintmax_t> list_of_files(const std::string& directory) {
  std::string name;
  std::getline(std::ifstream(directory + "/CURRENT"), name);
  std::error_code error;
  return {name, std::filesystem::file_size(std::filesystem::path(directory) / name, error)};
}

}  // namespace

// ---- Batches and files

RocksBatch::RocksBatch() = default;
RocksBatch::RocksBatch(RocksBatch&&) noexcept = default;
RocksBatch::~RocksBatch() = default;

void RocksBatch::put(Family family, std::string_view key, std::string_view value) {
  changes_.push_back({Change::Kind::kPut, family, key.size(), value.size()});
  texts_.append(key).append(value);
}

void RocksBatch::remove(Family family, std::string_view key) {
  changes_.push_back({Change::Kind::kRemove, family, key.size(), 0});
  texts_.append(key);
}

void RocksBatch::remove_range(Family family, std::string_view begin, std::string_view end) {
  changes_.push_back({Change::Kind::kRemoveRange, family, begin.size(), end.size()});
  texts_.append(begin).append(end);
}

SstWriter::SstWriter(std::unique_ptr<rocksdb::SstFileWriter> writer, std::string path)
    : writer_(std::move(writer)), path_(std::move(path)) {}
SstWriter::~SstWriter() = default;

Status SstWriter::put(std::string_view key, std::string_view value) {
  return to_status(writer_->Put(slice(key), slice(value)), path_);
}

Status SstWriter::finish() { return to_status(writer_->Finish(), path_); }

// ---- Rocks

Result<std::shared_ptr<Rocks>> Rocks::open(const std::string& directory, Mode mode, std::size_t cache_bytes) {
  QUOTH_CHECK(check_directory(directory, mode));
  const std::shared_ptr<Rocks> rocks(new Rocks);
  rocks->directory_ = directory;
  const std::shared_ptr<rocksdb::Cache> cache = rocksdb::NewLRUCache(cache_bytes);
  std::vector<rocksdb::ColumnFamilyDescriptor> families;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    families.emplace_back(kFamilyNames[i], family_options(static_cast<Family>(i), cache));
  }
  rocksdb::DBOptions options = db_options();
  options.create_if_missing = options.create_missing_column_families = mode == Mode::kCreate;
  std::vector<rocksdb::ColumnFamilyHandle*> handles;
  rocksdb::DB* db = nullptr;
  std::pair<std::string, std::uintmax_t> files;
  if (mode == Mode::kSecondary) {
    QUOTH_TRY(rocks->secondary_path_, make_secondary_path());
    files = list_of_files(directory);
    if (const auto status =
            rocksdb::DB::OpenAsSecondary(options, directory, rocks->secondary_path_, families, &handles, &db);
        !status.ok()) {
      return open_error(status, directory);
    }
  } else if (const auto status = rocksdb::DB::Open(options, directory, families, &handles, &db);
             !status.ok()) {
    return open_error(status, directory);
  }
  rocks->db_.reset(db);
  std::copy(handles.begin(), handles.end(), rocks->handles_.begin());
  if (mode == Mode::kSecondary && list_of_files(directory) != files) QUOTH_CHECK(rocks->catch_up());
  return rocks;
}

Rocks::~Rocks() {
  if (db_) {
    for (rocksdb::ColumnFamilyHandle* const handle : handles_)
      static_cast<void>(db_->DestroyColumnFamilyHandle(handle));
    static_cast<void>(db_->Close());
    db_.reset();
  }
  std::error_code ignored;
  if (!secondary_path_.empty()) std::filesystem::remove_all(secondary_path_, ignored);
}

std::shared_ptr<const RocksView> Rocks::view() {
  const rocksdb::Snapshot* snapshot = secondary_path_.empty() ? db_->GetSnapshot() : nullptr;
  return std::make_shared<const RocksView>(shared_from_this(), snapshot);
}

Status Rocks::write(const RocksBatch& batch) {
  rocksdb::WriteBatch out;
  std::string_view rest = batch.texts_;
  for (const RocksBatch::Change& change : batch.changes_) {
    const rocksdb::Slice key = slice(rest.substr(0, change.key_size));
    const rocksdb::Slice value = slice(rest.substr(change.key_size, change.value_size));
    rest.remove_prefix(change.key_size + change.value_size);
    rocksdb::ColumnFamilyHandle* const family = handle(change.family);
    rocksdb::Status status;
    switch (change.kind) {
      case RocksBatch::Change::Kind::kPut:
        status = out.Put(family, key, value);
        break;
      case RocksBatch::Change::Kind::kRemove:
        status = out.Delete(family, key);
        break;
      case RocksBatch::Change::Kind::kRemoveRange:
        status = out.DeleteRange(family, key, value);
        break;
    }
    QUOTH_CHECK(to_status(status, directory_));
  }
  rocksdb::WriteOptions options;
  options.sync = true;
  return to_status(db_->Write(options, &out), directory_);
}

Result<std::unique_ptr<SstWriter>> Rocks::start_sst(Family family, const std::string& path) {
  rocksdb::ColumnFamilyHandle* const column = handle(family);
  auto writer =
      std::make_unique<rocksdb::SstFileWriter>(rocksdb::EnvOptions(), db_->GetOptions(column), column);
  QUOTH_CHECK(to_status(writer->Open(path), path));
  return std::make_unique<SstWriter>(std::move(writer), path);
}

Status Rocks::ingest(std::span<const std::pair<Family, std::string>> files) {
  std::vector<rocksdb::IngestExternalFileArg> arguments;
  for (std::size_t i = 0; i < kFamilyCount; ++i) {
    rocksdb::IngestExternalFileArg argument;
    argument.column_family = handles_[i];
    argument.options.move_files = true;
    for (const auto& [family, path] : files) {
      if (family == static_cast<Family>(i)) argument.external_files.push_back(path);
    }
    if (!argument.external_files.empty()) arguments.push_back(std::move(argument));
  }
  if (arguments.empty()) return {};
  return to_status(db_->IngestExternalFiles(arguments), directory_);
}

Status Rocks::delete_files(Family family, std::span<const std::pair<std::string, std::string>> ranges) {
  std::vector<rocksdb::Slice> keys;
  for (const auto& [begin, end] : ranges) {
    keys.push_back(slice(begin));
    keys.push_back(slice(end));
  }
  std::vector<rocksdb::RangePtr> pointers;
  for (std::size_t i = 0; i < keys.size(); i += 2) pointers.emplace_back(&keys[i], &keys[i + 1]);
  return to_status(
      rocksdb::DeleteFilesInRanges(db_.get(), handle(family), pointers.data(), pointers.size(), false),
      directory_);
}

std::uint64_t Rocks::last_sequence() const { return db_->GetLatestSequenceNumber(); }

std::uint64_t Rocks::oldest_snapshot() const {
  std::uint64_t oldest = 0;
  db_->GetIntProperty(rocksdb::DB::Properties::kOldestSnapshotSequence, &oldest);
  return oldest > 0 ? oldest : last_sequence();
}

// A secondary reads the list of files, opens them, and reads the logs. What the writer puts into a file while it deletes
// the log that held it, or into another file, may be seen by none of these steps, and nobody says so: then they have to
// be done once more.
Status Rocks::catch_up() {
  for (int i = 0; i < kCatchUpTries; ++i) {
    const auto before = list_of_files(directory_);
    QUOTH_CHECK(to_status(db_->TryCatchUpWithPrimary(), directory_));
    if (list_of_files(directory_) == before) return {};
  }
  return Error{ErrorCode::kIo, fmt::format("{}: cannot catch up with its writer", directory_), {}, {}};
}

// Every write makes a log longer; whatever else is done with files is in their list.
std::string Rocks::written_files() const {
  const auto [list, list_size] = list_of_files(directory_);
  std::string text = fmt::format("{} {}", list, list_size);
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory_, error)) {
    if (entry.path().extension() != ".log") continue;
    text += fmt::format(" {} {}", entry.path().filename().string(), entry.file_size(error));
    if (error) return {};
  }
  return error ? std::string() : text;
}

std::uint64_t Rocks::bytes_on_disk() const {
  std::uint64_t bytes = 0;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory_, error)) {
    std::error_code gone;  // the writer may have deleted it
    const std::uintmax_t size = entry.is_regular_file(gone) ? entry.file_size(gone) : 0;
    if (!gone) bytes += size;
  }
  return bytes;
}

// ---- Reading

RocksView::RocksView(std::shared_ptr<Rocks> rocks, const rocksdb::Snapshot* snapshot)
    : rocks_(std::move(rocks)), snapshot_(snapshot) {}

RocksView::~RocksView() {
  if (snapshot_) rocks_->db_->ReleaseSnapshot(snapshot_);
}

Result<std::optional<std::string>> RocksView::get(Family family, std::string_view key) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  std::string value;
  const rocksdb::Status status = rocks_->db_->Get(options, rocks_->handle(family), slice(key), &value);
  if (status.IsNotFound()) return std::optional<std::string>();
  QUOTH_CHECK(to_status(status, rocks_->directory_));
  return std::optional(std::move(value));
}

Result<std::vector<std::optional<std::string>>> RocksView::get(Family family,
                                                               std::span<const std::string> keys) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot_;
  const std::vector<rocksdb::Slice> slices(keys.begin(), keys.end());
  std::vector<rocksdb::PinnableSlice> values(keys.size());
  std::vector<rocksdb::Status> statuses(keys.size());
  rocks_->db_->MultiGet(options, rocks_->handle(family), keys.size(), slices.data(), values.data(),
                        statuses.data());
  std::vector<std::optional<std::string>> result(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (statuses[i].IsNotFound()) continue;
    QUOTH_CHECK(to_status(statuses[i], rocks_->directory_));
    result[i] = values[i].ToString();
  }
  return result;
}

std::unique_ptr<RocksIterator> RocksView::iterate(Family family, std::string lower, std::string upper) const {
  return std::make_unique<RocksIterator>(shared_from_this(), family, std::move(lower), std::move(upper));
}

std::uint64_t RocksView::approximate_bytes(Family family, std::string_view lower,
                                           std::string_view upper) const {
  const rocksdb::Range range(slice(lower), slice(upper));
  std::uint64_t bytes = 0;
  const rocksdb::Status status = rocks_->db_->GetApproximateSizes(rocksdb::SizeApproximationOptions(),
                                                                  rocks_->handle(family), &range, 1, &bytes);
  return status.ok() ? bytes : 0;
}

struct RocksIterator::Bounds {
  std::string lower_text, upper_text;
  rocksdb::Slice lower, upper;
};

RocksIterator::RocksIterator(std::shared_ptr<const RocksView> view, Family family, std::string lower,
                             std::string upper)
    : view_(std::move(view)), bounds_(new Bounds{std::move(lower), std::move(upper), {}, {}}) {
  rocksdb::ReadOptions options;
  options.snapshot = view_->snapshot_;
  bounds_->lower = bounds_->lower_text;
  bounds_->upper = bounds_->upper_text;
  options.iterate_lower_bound = &bounds_->lower;
  if (!bounds_->upper_text.empty()) options.iterate_upper_bound = &bounds_->upper;
  iterator_.reset(view_->rocks_->db_->NewIterator(options, view_->rocks_->handle(family)));
}

RocksIterator::~RocksIterator() = default;
void RocksIterator::seek(std::string_view key) { iterator_->Seek(slice(key)); }
void RocksIterator::seek_for_previous(std::string_view key) { iterator_->SeekForPrev(slice(key)); }
void RocksIterator::next() { iterator_->Next(); }
bool RocksIterator::valid() const { return iterator_->Valid(); }
std::string_view RocksIterator::key() const { return text(iterator_->key()); }
std::string_view RocksIterator::value() const { return text(iterator_->value()); }
Status RocksIterator::status() const { return to_status(iterator_->status(), view_->rocks_->directory_); }

std::string after_prefix(std::string prefix) {
  while (!prefix.empty() && static_cast<unsigned char>(prefix.back()) == 0xff) prefix.pop_back();
  if (!prefix.empty()) prefix.back() = static_cast<char>(static_cast<unsigned char>(prefix.back()) + 1);
  return prefix;
}

}  // namespace quoth
