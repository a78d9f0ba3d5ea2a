// A PairSorter sorts any number of pairs of byte strings, by key and then by value, in bounded memory: the
// sibling of ExternalSorter for records that have no fixed size. Runs that are sorted already can be handed
// in as they are. Equal pairs all come back. One thread at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/external_sort.h"
#include "storage/spill_file.h"

namespace quoth {

struct PairView {
  std::uint64_t prefix = 0;  // the first 8 bytes of the key, big-endian, filled up with zeros
  std::string_view key, value;
};

PairView make_pair_view(std::string_view key, std::string_view value);

struct PairLess {
  bool operator()(const PairView& a, const PairView& b) const {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    if (const int order = a.key.compare(b.key); order != 0) return order < 0;
    return a.value < b.value;
  }
};

// A run of pairs, read back.
class PairRun {
 public:
  PairRun(const SpillFile& file, Extent extent, std::size_t buffer_bytes);
  const PairView* head() const { return has_head_ ? &head_ : nullptr; }  // its text is valid until advance()
  void advance();
  const Status& status() const { return reader_->status(); }

 private:
  std::unique_ptr<SpillReader> reader_;
  PairView head_;
  bool has_head_ = false;
};

class PairSorter;

// Pairs that ascend. Keeps what it reads alive.
class PairStream {
 public:
  const PairView* head() const;  // its text is valid until advance()
  void advance();
  Status status() const;  // to be looked at after the last pair

 private:
  friend class PairSorter;
  PairStream() = default;

  struct Place {
    std::uint64_t prefix;
    std::uint64_t offset;  // of the pair in `bytes`
  };
  // All pairs, where they fitted into memory.
  std::vector<char> bytes_;
  std::vector<Place> places_;
  std::size_t position_ = 0;
  PairView head_;
  // Else a merge of runs.
  std::unique_ptr<SpillFile> file_;
  std::optional<Merge<PairRun, PairLess>> merge_;
};

class PairSorter {
 public:
  // `directory` must outlive the sorter, and the stream it gives.
  PairSorter(SpillDirectory& directory, std::size_t memory_bytes)
      : directory_(directory), memory_bytes_(memory_bytes) {}

  Status add(std::string_view key, std::string_view value);

  // A run that is sorted already: begin_run(), add_to_run() in ascending order, end_run().
  Status begin_run();
  Status add_to_run(std::string_view key, std::string_view value);
  Status end_run();

  std::uint64_t size() const { return size_; }
  // No call may follow.
  Result<PairStream> finish();

 private:
  external_sort::FanIn fan_in() const { return {memory_bytes_, runs_.size(), longest_}; }
  void reserve_all();
  void sort_buffer();
  Status write_buffer();
  Status merge_to_fan_in();

  SpillDirectory& directory_;
  std::size_t memory_bytes_;
  std::vector<char> bytes_;
  std::vector<PairStream::Place> places_;
  std::uint64_t size_ = 0;
  std::size_t longest_ = 0;  // pair, in bytes as stored
  SpillFile file_;
  std::vector<Extent> runs_;
  std::optional<SpillWriter> run_;  // that is being handed in
};

}  // namespace quoth
