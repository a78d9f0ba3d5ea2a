// The seam between a bulk load and the store that it fills; private to storage/.
//
// A LoadTarget shows the database as it is when the load begins. The store holds its writer lock as long as
// one lives, so nothing that it shows changes. A LoadOutput takes what the load has worked out, as sorted
// streams, and publishes it as one commit. The store chooses its form: a commit record for what is small,
// else a generation and SST files. One thread at a time.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/name_indexer.h"
#include "storage/permutation.h"
#include "storage/snapshot.h"
#include "storage/term_id.h"

namespace quoth {

// A term of the dictionary by the bytes that it keeps (equal terms have equal bytes) and their seeded hash.
struct TermProbe {
  std::uint64_t hash = 0;
  std::string_view bytes;
};

// Numbers for terms that are new: ascending for each tag, never given twice.
class IdCounters {
 public:
  TermId take(IdTag tag) { return {tag, next_[slot(tag)]++}; }
  std::uint64_t next(IdTag tag) const { return next_[slot(tag)]; }
  void set_next(IdTag tag, std::uint64_t number) { next_[slot(tag)] = number; }

 private:
  // Triple terms have numbers of their own, all terms of the dictionary share theirs.
  static std::size_t slot(IdTag tag) { return tag == IdTag::kTriple ? 1 : 0; }
  std::array<std::uint64_t, 2> next_ = {1, 1};
};

// Appends the bytes of a term that is neither held in an id nor a triple term, and says the tag of its id.
IdTag append_term_bytes(std::string& bytes, const TermView& term);
// The term that `bytes` are, as a view of them; kCorruption.
Result<TermView> term_of_bytes(std::string_view bytes);

// What a finished load says about itself.
struct LoadOutcome {
  std::string message, author;
  std::vector<std::pair<std::string, std::string>>
      prefixes;                    // label, IRI; a label that has a meaning keeps it
  std::uint64_t added = 0;         // rows of kSpo handed to the output
  std::uint64_t background = 0;    // of them in the default graph
  std::uint64_t removed = 0;       // rows of kSpo handed over as removed; none of the default graph
  std::uint64_t terms = 0;         // handed to add_term
  std::uint64_t triple_terms = 0;  // rows of kTripleSpo handed to the output
  IdCounters counters;             // as they stand after the load
};

enum class RowChange : std::uint8_t { kAdded, kRemoved };

// In the form for much data it holds a few MiB of memory, however much comes.
class LoadOutput {
 public:
  virtual ~LoadOutput() = default;  // without publish(): removes its files, changes nothing

  // Each stream ascends strictly by its key; streams come in any sequence and may be interleaved.
  virtual Status add_term(TermId id, std::string_view bytes) = 0;  // by the id's number
  virtual Status add_hash(std::uint64_t hash, TermId id) = 0;      // by (hash, id)
  // By row. The orders come one after another, the removed rows of one not mixed with those added; one that wants()
  // denies is not handed over (a commit record needs kSpo and kTripleSpo only). Rows that are added are new to the
  // database, and rows that are removed are in it.
  virtual bool wants(Order order) const = 0;
  virtual Status write_rows(Order order, RowChange change, std::span<const Row> rows) = 0;
  virtual Status add_name(std::string_view key, std::string_view value) = 0;  // by key
  // A name that is in the database, and not added. By key. kLimit: these are kept in memory until the end.
  virtual Status remove_name(std::string_view key) = 0;

  // Makes everything durable and visible in one atomic step, as one commit; its number. After an error, and
  // after a crash at any moment, the database is as before or (crash only) as after.
  virtual Result<std::uint64_t> publish(const LoadOutcome& summary) = 0;
};

class LoadTarget {
 public:
  virtual ~LoadTarget() = default;  // lets commits go on

  virtual std::shared_ptr<const Snapshot> snapshot() const = 0;  // the newest state
  virtual IdCounters counters() const = 0;
  virtual const NameIndexer* names() const = 0;  // null: nothing is indexed

  // A subdirectory of the database's for files that are worth nothing after the load. The store removes it
  // whenever it opens for writing; it need not exist.
  virtual std::string spill_directory() const = 0;

  // The hash of a term's bytes with the database's seed.
  virtual std::uint64_t hash(std::string_view bytes) const = 0;
  // The ids of terms, TermId() for those that the dictionary has not. The probes ascend by hash. Equal hashes
  // are verified against the bytes.
  virtual Status find_terms(std::span<const TermProbe> probes, std::span<TermId> ids) const = 0;

  // `bytes` is about what the load will hand over: what lets the store choose the form. Once for each target.
  virtual Result<std::unique_ptr<LoadOutput>> start_output(std::uint64_t bytes) = 0;
};

}  // namespace quoth
