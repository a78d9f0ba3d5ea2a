// A BulkLoad takes any number of quads and makes them one commit, in bounded memory: terms and rows past its share
// are spilled to sorted runs in the database's own directory.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rdf/term.h"

namespace quoth {

struct BulkLoadOptions {
  std::size_t memory_bytes = std::size_t{1}
                             << 30;              // what the load may hold at once, roughly; at least 16 MiB
  std::string message, author;                   // of the commit
  const std::atomic<bool>* cancelled = nullptr;  // looked at now and then, if set
  // The IRI of a named graph that shall hold, after the load, exactly what the load brings for it; empty: none.
  std::string replaced_graph;
};

struct BulkLoadResult {
  std::uint64_t commit = 0;      // its number; the last one's where nothing was new
  std::uint64_t quads = 0;       // handed in
  std::uint64_t added = 0;       // of them new to the database
  std::uint64_t background = 0;  // of the added: in the default graph
  std::uint64_t removed = 0;     // from the graph that was replaced
};

class BulkLoad {
 public:
  virtual ~BulkLoad() = default;  // without finish(): as if it had never been
  virtual Status add(const QuadView& quad) = 0;
  virtual void add_prefix(std::string_view label,
                          std::string_view iri) = 0;  // the first meaning of a label stays
  // Sorts, merges and commits. No call may follow. kCancelled, kIo, kCorruption.
  virtual Result<BulkLoadResult> finish() = 0;
};

}  // namespace quoth
