// A Store is an open database directory: RocksDB underneath, quads and terms above. It is the only way to write.
// One process may have it open for writing; any number may read beside it. All members may be called from many
// threads; writers wait for each other.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "rdf/term.h"
#include "storage/bulk_load.h"
#include "storage/name_indexer.h"
#include "storage/snapshot.h"

namespace quoth {

enum class OpenMode : std::uint8_t {
  kRead,    // beside a writer, if there is one; kNotFound if there is no database
  kWrite,   // kNotFound if there is no database
  kCreate,  // writes, and makes the database first if there is none
};

struct StoreOptions {
  OpenMode mode = OpenMode::kRead;
  std::shared_ptr<const NameIndexer> names = nullptr;  // may be empty: then nothing is indexed
  std::size_t cache_bytes = std::size_t{128} << 20;
  std::size_t fold_bytes = std::size_t{16} << 20;  // commits in memory above this are folded into a generation
};

// Changes that come together or not at all.
struct ChangeSet {
  std::vector<Quad> added, removed;  // a quad in both ends up added; what changes nothing is left out
  std::vector<std::pair<std::string, std::string>> prefixes;  // label, IRI; a new meaning replaces the old one
  std::string message, author;
};

struct CommitInfo {
  std::uint64_t number = 0;  // of the commit; the last one's where nothing has changed
  std::uint64_t added = 0, removed = 0;
};

struct StoreStatistics {
  std::uint64_t commit = 0;
  std::uint64_t quads = 0;            // rows of the spo order
  std::uint64_t background_quads = 0;
  std::uint64_t graphs = 0;           // named ones
  std::uint64_t terms = 0;            // in the dictionary
  std::uint64_t triple_terms = 0;
  std::uint64_t generations = 0;
  std::uint64_t commits_in_memory = 0;
  std::uint64_t bytes_on_disk = 0;
};

class Store {
 public:
  // kNotFound; kUnsupported for a database of another format version; kCorruption; kIo, also if another process
  // has it open for writing.
  static Result<std::unique_ptr<Store>> open(const std::string& directory, const StoreOptions& options);
  virtual ~Store() = default;

  virtual std::shared_ptr<const Snapshot> snapshot() const = 0;  // the newest published state
  // In kRead mode: publishes what the writer has committed since. Else nothing to do.
  virtual Status catch_up() = 0;

  virtual Result<CommitInfo> commit(const ChangeSet& changes) = 0;
  // Starts a load of any size. Nothing of it is seen, or kept after a crash, before its finish() returns. One at a
  // time; commits wait until it is finished or destroyed.
  virtual Result<std::unique_ptr<BulkLoad>> begin_load(const BulkLoadOptions& options) = 0;

  // Writes the commits in memory to a generation, and merges generations of similar size.
  virtual Status fold() = 0;
  virtual Result<StoreStatistics> statistics() const = 0;
};

}  // namespace quoth
