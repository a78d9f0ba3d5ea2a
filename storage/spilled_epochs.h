// The epochs of a load that have been written out: their terms as runs sorted by hash, and in files what
// their numbers stand for and the rows. One thread at a time.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/load_epoch.h"
#include "storage/pair_sort.h"
#include "storage/spill_file.h"

namespace quoth {

// Where in a load a term comes first: its epoch, and its number there. Ascends in the order of appearance.
struct Position {
  std::uint32_t epoch = 0;
  std::uint32_t number = 0;

  friend auto operator<=>(const Position&, const Position&) = default;
};

// A term of the dictionary in a run: its key sorts by hash and then by bytes, its value by position.
struct TermOccurrence {
  std::uint64_t hash;
  std::string_view bytes;
  Position position;
  IdTag tag;

  static TermOccurrence of(const PairView& pair);
};

struct SpilledValue {  // a number that is an id itself
  std::uint32_t number;
  std::uint32_t id_high, id_low;

  TermId id() const { return TermId::from_bits(std::uint64_t{id_high} << 32 | id_low); }
};

struct SpilledTriple {
  std::uint32_t number;
  std::array<std::uint32_t, 3> parts;
};

struct SpilledNameRow {
  std::array<std::uint32_t, 3> numbers;  // of (s, p, o)
  std::uint32_t object_bytes;  // how many bytes of the dictionary follow; 0 if the object is a value
};

struct SpilledEpoch {
  std::uint32_t size = 0;                                         // of its numbers
  Extent values;                                                  // of SpilledValue
  std::vector<Extent> triples;                                    // of SpilledTriple, by level - 1
  Extent rows;                                                    // of LocalRow
  Extent name_rows;                                               // of SpilledNameRow, each with its bytes
  std::vector<std::pair<std::uint32_t, std::string>> predicates;  // the name predicates: number and IRI
};

class SpilledEpochs {
 public:
  // `memory_bytes` is for the merge of the runs.
  SpilledEpochs(SpillDirectory& directory, std::size_t memory_bytes)
      : directory_(directory), terms_(directory, memory_bytes) {}

  bool empty() const { return epochs_.empty() && !open_; }

  // Writes out the rows, and clears them; the terms stay.
  Status spill_rows(LoadEpoch& epoch);
  // Writes out all, clears the epoch and ends it.
  Status spill(LoadEpoch& epoch);

  std::span<const SpilledEpoch> epochs() const { return epochs_; }
  const SpillFile& file() const { return file_; }            // all extents but those of the rows
  const SpillFile& row_file() const { return row_file_; }    // LocalRow
  const SpillFile& name_file() const { return name_file_; }  // SpilledNameRow and bytes
  std::size_t levels() const;                                // the greatest of triple terms
  std::uint64_t term_bytes() const { return term_bytes_; }
  std::uint64_t rows() const { return row_file_.size() / sizeof(LocalRow); }

  // All terms, to be read with TermOccurrence::of. Once.
  Result<PairStream> merge_terms() { return terms_.finish(); }

 private:
  Status open_files();
  Status spill_terms(const EpochTable& table);
  Status spill_entries(const EpochTable& table);

  SpillDirectory& directory_;
  PairSorter terms_;
  SpillFile file_, row_file_, name_file_;
  std::vector<SpilledEpoch> epochs_;
  SpilledEpoch current_;
  bool open_ = false;  // rows of the current epoch have been written
  std::uint64_t term_bytes_ = 0;
};

}  // namespace quoth
