// The state behind a Store: what is published, and the few ways in which it changes. Private to storage/.
//
// snapshot() may be called from any thread. Everything that changes the database requires the writer's turn.
#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <semaphore>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/commit_record.h"
#include "storage/dead_generations.h"
#include "storage/rocks.h"
#include "storage/store.h"
#include "storage/stored_snapshot.h"

namespace quoth {

class Database {
 public:
  static Result<std::shared_ptr<Database>> open(const std::string& directory, const StoreOptions& options);

  std::shared_ptr<const StoredSnapshot> snapshot() const;
  bool writable() const { return options_.mode != OpenMode::kRead; }
  const NameIndexer* names() const { return options_.names.get(); }
  const StoreOptions& options() const { return options_; }
  Rocks& rocks() { return *rocks_; }
  std::uint64_t bytes_on_disk() const { return rocks_->bytes_on_disk(); }
  std::string spill_directory() const { return directory_ + "/load.spill"; }

  // The turn to write. It need not be given back by the thread that took it.
  class Turn {
   public:
    explicit Turn(std::shared_ptr<Database> database) : database_(std::move(database)) {
      database_->turn_.acquire();
    }
    ~Turn() { database_->turn_.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    Database& database() const { return *database_; }

   private:
    std::shared_ptr<Database> database_;
  };

  // Publishes a commit whose rows are in its record, with whatever else `batch` brings: its terms, names, prefixes.
  // `state` is the new state but for its commit number, which is the record's.
  Status publish(RocksBatch batch, CommitRecord record, StoreState state);
  // Publishes a commit whose rows are in `files`, as the generation that is the last of `state`.
  Status publish(RocksBatch batch, CommitRecord record, StoreState state,
                 std::vector<std::pair<Family, std::string>> files);

  Status fold();               // the runs become a generation
  Status merge_generations();  // of similar size become one
  Status catch_up();           // of a reader

 private:
  Database(std::string directory, StoreOptions options)
      : directory_(std::move(directory)), options_(std::move(options)) {}
  Status open_reader();
  Status try_open_reader();
  Status read_news();
  Status try_catch_up();
  Status initialise();
  Status recover();
  Status ingest(const std::vector<std::pair<Family, std::string>>& files, std::uint64_t generation,
                std::uint64_t commit);
  Result<std::shared_ptr<const StoredSnapshot>> read_state(const StoredSnapshot* before);
  // For readers: an error also where the files of the state are not to be seen yet.
  Result<std::shared_ptr<const StoredSnapshot>> read_whole_state(const StoredSnapshot* before);
  Status publish_written(const StoredSnapshot* before);
  Result<Generation> write_merged(const StoredSnapshot& snapshot, std::size_t first,
                                  std::vector<std::pair<Family, std::string>>& files);

  std::string directory_;
  StoreOptions options_;
  std::shared_ptr<Rocks> rocks_;
  std::unique_ptr<DeadGenerations> dead_generations_;  // of a writer
  std::uint64_t seed_ = 0;
  std::binary_semaphore turn_{1};
  std::string seen_files_;  // of a reader that has caught up: Rocks::written_files() before it did
  mutable std::mutex published_mutex_;
  std::shared_ptr<const StoredSnapshot> published_;
};

std::int64_t seconds_since_1970();

}  // namespace quoth
