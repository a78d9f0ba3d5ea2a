// RocksDB, thinly wrapped: the column families of a database, states to read, batches, iterators and SST files, with
// Status turned into Error. rocks.cpp is the one file that includes RocksDB. Private to storage/.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace rocksdb {
class ColumnFamilyHandle;
class DB;
class Iterator;
class Snapshot;
class SstFileWriter;
class WriteBatch;
}  // namespace rocksdb

namespace quoth {

enum class Family : std::uint8_t { kMeta, kTerms, kTermIds, kBlocks, kCommits, kNames, kPrefixes };
inline constexpr std::size_t kFamilyCount = 7;

class RocksView;

// Changes that are written together or not at all.
class RocksBatch {
 public:
  RocksBatch();
  RocksBatch(RocksBatch&&) noexcept;
  ~RocksBatch();
  void put(Family family, std::string_view key, std::string_view value);
  void remove(Family family, std::string_view key);
  void remove_range(Family family, std::string_view begin, std::string_view end);  // `end` stays

 private:
  friend class Rocks;
  struct Change {
    enum class Kind : std::uint8_t { kPut, kRemove, kRemoveRange } kind;
    Family family;
    std::size_t key_size, value_size;  // of the texts, one after the other
  };
  std::vector<Change> changes_;
  std::string texts_;
};

// Writes a file of ascending keys, to be ingested.
class SstWriter {
 public:
  explicit SstWriter(std::unique_ptr<rocksdb::SstFileWriter> writer, std::string path);
  ~SstWriter();
  Status put(std::string_view key, std::string_view value);
  Status finish();  // requires at least one put
  const std::string& path() const { return path_; }

 private:
  std::unique_ptr<rocksdb::SstFileWriter> writer_;
  std::string path_;
};

class Rocks : public std::enable_shared_from_this<Rocks> {
 public:
  enum class Mode : std::uint8_t { kWrite, kCreate, kSecondary };
  // kNotFound if there is no database and it is not to be made; kUnsupported if the folder holds something else; kIo,
  // also where another process has it open for writing; kCorruption.
  static Result<std::shared_ptr<Rocks>> open(const std::string& directory, Mode mode,
                                             std::size_t cache_bytes);
  ~Rocks();
  Rocks(const Rocks&) = delete;
  Rocks& operator=(const Rocks&) = delete;

  // The state as of now. A writer's stays as it is; a secondary has no snapshots, so its view changes with
  // catch_up(), which the caller therefore calls only while no view is in use.
  std::shared_ptr<const RocksView> view();

  Status write(const RocksBatch& batch);  // durable when it returns
  Result<std::unique_ptr<SstWriter>> start_sst(Family family, const std::string& path);
  // Moves the files in; each family's files are seen together.
  Status ingest(std::span<const std::pair<Family, std::string>> files);
  // Deletes each file all of whose keys lie in one of the ranges, from the first to below the second key. What else lies
  // there stays. Snapshots lose it too.
  Status delete_files(Family family, std::span<const std::pair<std::string, std::string>> ranges);
  // Sequence numbers: of the last write, and of the oldest state that a view shows (the last write's if there is none).
  std::uint64_t last_sequence() const;
  std::uint64_t oldest_snapshot() const;
  Status catch_up();  // to some moment of its writer's during the call
  // A text that is another one after each write, whoever has written. Costs little. Empty if it cannot be told.
  std::string written_files() const;
  std::uint64_t bytes_on_disk() const;

 private:
  friend class RocksView;
  friend class RocksIterator;
  Rocks() = default;
  rocksdb::ColumnFamilyHandle* handle(Family family) const {
    return handles_[static_cast<std::size_t>(family)];
  }

  std::unique_ptr<rocksdb::DB> db_;
  std::array<rocksdb::ColumnFamilyHandle*, kFamilyCount> handles_{};
  std::string directory_;
  std::string secondary_path_;  // of a secondary: its own folder, removed at the end
};

// Walks the keys of one family in order, within bounds. Keys and values are valid until the next move.
class RocksIterator {
 public:
  RocksIterator(std::shared_ptr<const RocksView> view, Family family, std::string lower, std::string upper);
  ~RocksIterator();
  RocksIterator(const RocksIterator&) = delete;
  RocksIterator& operator=(const RocksIterator&) = delete;

  void seek(std::string_view key);               // to the first key at or after it
  void seek_for_previous(std::string_view key);  // to the last key at or before it
  void next();
  bool valid() const;
  std::string_view key() const;
  std::string_view value() const;
  Status status() const;

 private:
  struct Bounds;
  std::shared_ptr<const RocksView> view_;
  std::unique_ptr<Bounds> bounds_;  // outlives the iterator, which points into it
  std::unique_ptr<rocksdb::Iterator> iterator_;
};

// One state of the database. Keeps it open. Many threads may read it.
class RocksView : public std::enable_shared_from_this<RocksView> {
 public:
  RocksView(std::shared_ptr<Rocks> rocks, const rocksdb::Snapshot* snapshot);
  ~RocksView();
  RocksView(const RocksView&) = delete;
  RocksView& operator=(const RocksView&) = delete;

  Result<std::optional<std::string>> get(Family family, std::string_view key) const;
  // One for each key, in their sequence.
  Result<std::vector<std::optional<std::string>>> get(Family family, std::span<const std::string> keys) const;
  // The keys from `lower` to below `upper`; an empty `upper` is no bound.
  std::unique_ptr<RocksIterator> iterate(Family family, std::string lower, std::string upper) const;
  // About how many bytes of files the keys from `lower` to below `upper` take, without reading them.
  std::uint64_t approximate_bytes(Family family, std::string_view lower, std::string_view upper) const;

 private:
  friend class RocksIterator;
  std::shared_ptr<Rocks> rocks_;
  const rocksdb::Snapshot* snapshot_;  // null in a secondary
};

// The least key above all that start with `prefix`; empty if there is none.
std::string after_prefix(std::string prefix);

}  // namespace quoth
