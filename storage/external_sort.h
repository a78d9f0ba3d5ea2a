// An ExternalSorter sorts any number of records of a fixed size in bounded memory: full buffers are sorted
// and written out as runs, and the runs are merged as they are read back, in several passes where there are
// too many. Equal records all come back. One thread at a time.
//
//   ExternalSorter<Row> sorter(directory, memory_bytes);
//   QUOTH_CHECK(sorter.add(row));
//   QUOTH_TRY(SortedStream<Row> rows, sorter.finish());
//   for (; const Row* row = rows.head(); rows.advance()) …
//   QUOTH_CHECK(rows.status());
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/spill_file.h"

namespace quoth {

namespace external_sort {
inline constexpr std::size_t kMinReadBytes = std::size_t{32} << 10;   // buffer of one run while merging
inline constexpr std::size_t kMaxReadBytes = std::size_t{512} << 10;  // more does not read faster

// How many runs may be merged at once, and with what buffers.
struct FanIn {
  FanIn(std::size_t memory_bytes, std::size_t runs, std::size_t record_bytes)
      : least(std::max(kMinReadBytes, record_bytes)),
        limit(std::max<std::size_t>(2, memory_bytes / least)),
        read_bytes(std::clamp(memory_bytes / std::max<std::size_t>(1, std::min(runs, limit)), least,
                              std::max(least, kMaxReadBytes))) {}
  std::size_t least;
  std::size_t limit;
  std::size_t read_bytes;
};
}  // namespace external_sort

// Several sorted inputs as one. An Input has head() (null at its end), advance() and status().
template <typename Input, typename Less>
class Merge {
 public:
  Merge(std::vector<Input> inputs, Less less) : inputs_(std::move(inputs)), less_(less) {
    for (Input& input : inputs_) {
      if (input.head() != nullptr) heap_.push_back(&input);
    }
    std::make_heap(heap_.begin(), heap_.end(), after());
  }
  // The heap points into the inputs, and moving a vector leaves its elements where they are.
  Merge(Merge&&) noexcept = default;
  Merge& operator=(Merge&&) noexcept = default;

  auto head() const { return heap_.empty() ? nullptr : heap_.front()->head(); }

  void advance() {
    Input* const top = heap_.front();
    top->advance();
    if (top->head() == nullptr) {
      heap_.front() = heap_.back();
      heap_.pop_back();
    }
    sift_down();
  }

  Status status() const {
    for (const Input& input : inputs_) QUOTH_CHECK(input.status());
    return {};
  }

 private:
  auto after() const {
    return [this](const Input* a, const Input* b) { return less_(*b->head(), *a->head()); };
  }

  void sift_down() {
    const std::size_t size = heap_.size();
    for (std::size_t i = 0, child; (child = 2 * i + 1) < size; i = child) {
      if (child + 1 < size && less_(*heap_[child + 1]->head(), *heap_[child]->head())) ++child;
      if (!less_(*heap_[child]->head(), *heap_[i]->head())) return;
      std::swap(heap_[i], heap_[child]);
    }
  }

  std::vector<Input> inputs_;
  std::vector<Input*> heap_;
  [[no_unique_address]] Less less_;
};

// A run of records of a fixed size, read back.
template <typename Record>
class RecordRun {
 public:
  RecordRun(const SpillFile& file, Extent extent, std::size_t buffer_bytes)
      : reader_(std::make_unique<SpillReader>(file, extent, buffer_bytes / sizeof(Record) * sizeof(Record))) {
    advance();
  }
  const Record* head() const { return head_; }
  void advance() { head_ = reinterpret_cast<const Record*>(reader_->take(sizeof(Record))); }
  const Status& status() const { return reader_->status(); }

 private:
  std::unique_ptr<SpillReader> reader_;
  const Record* head_ = nullptr;
};

// What a sorter gives back: records that ascend. Keeps its file alive.
template <typename Record, typename Less = std::less<Record>>
class SortedStream {
 public:
  explicit SortedStream(std::vector<Record> records) : records_(std::move(records)) {}
  SortedStream(SpillFile file, const std::vector<Extent>& runs, std::size_t read_bytes, Less less)
      : file_(std::make_unique<SpillFile>(std::move(file))) {
    std::vector<RecordRun<Record>> inputs;
    inputs.reserve(runs.size());
    for (const Extent& run : runs) inputs.emplace_back(*file_, run, read_bytes);
    merge_.emplace(std::move(inputs), less);
  }

  const Record* head() const {
    if (merge_) return merge_->head();
    return position_ < records_.size() ? &records_[position_] : nullptr;
  }
  void advance() {
    if (merge_) {
      merge_->advance();
    } else {
      ++position_;
    }
  }
  Status status() const {
    return merge_ ? merge_->status() : Status();
  }  // to be looked at after the last record

 private:
  std::vector<Record> records_;  // all of them, where they fitted into memory
  std::size_t position_ = 0;
  std::unique_ptr<SpillFile> file_;
  std::optional<Merge<RecordRun<Record>, Less>> merge_;
};

template <typename Record, typename Less = std::less<Record>>
class ExternalSorter {
  static_assert(std::is_trivially_copyable_v<Record>);

 public:
  // `directory` must outlive the sorter, and the stream it gives.
  ExternalSorter(SpillDirectory& directory, std::size_t memory_bytes, Less less = {})
      : directory_(directory),
        memory_bytes_(memory_bytes),
        capacity_(std::max<std::size_t>(2, memory_bytes / sizeof(Record))),
        less_(less) {}

  Status add(const Record& record) {
    if (buffer_.size() == capacity_) QUOTH_CHECK(write_run());
    if (buffer_.size() == buffer_.capacity()) grow();
    buffer_.push_back(record);
    ++size_;
    return {};
  }
  std::uint64_t size() const { return size_; }

  // No call may follow.
  Result<SortedStream<Record, Less>> finish() {
    if (runs_.empty()) {
      std::sort(buffer_.begin(), buffer_.end(), less_);
      return SortedStream<Record, Less>(std::move(buffer_));
    }
    QUOTH_CHECK(write_run());
    std::vector<Record>().swap(buffer_);
    QUOTH_CHECK(merge_to_fan_in());
    const std::size_t read_bytes = fan_in().read_bytes;
    return SortedStream<Record, Less>(std::move(file_), runs_, read_bytes, less_);
  }

 private:
  external_sort::FanIn fan_in() const { return {memory_bytes_, runs_.size(), sizeof(Record)}; }

  // Doubles, but never past the capacity. A large buffer is reserved whole: pages that are never touched cost
  // nothing, and growing it would hold two buffers for a moment.
  void grow() {
    constexpr std::size_t kSmall = (std::size_t{1} << 20) / sizeof(Record);
    buffer_.reserve(buffer_.size() >= kSmall
                        ? capacity_
                        : std::min(capacity_, std::max<std::size_t>(64, 2 * buffer_.size())));
  }

  Status write_run() {
    if (!file_.is_open()) {
      QUOTH_TRY(file_, directory_.create_file());
    }
    std::sort(buffer_.begin(), buffer_.end(), less_);
    const Extent run{file_.size(), buffer_.size() * sizeof(Record)};
    QUOTH_CHECK(file_.append(buffer_.data(), buffer_.size() * sizeof(Record)));
    runs_.push_back(run);
    buffer_.clear();
    return {};
  }

  // Merges groups of runs to longer ones, into a new file each pass, until one merge can read them all.
  Status merge_to_fan_in() {
    while (runs_.size() > fan_in().limit) {
      const external_sort::FanIn fan = fan_in();
      QUOTH_TRY(SpillFile merged, directory_.create_file());
      std::vector<Extent> longer;
      for (std::size_t first = 0; first < runs_.size(); first += fan.limit) {
        const std::size_t count = std::min(fan.limit, runs_.size() - first);
        QUOTH_TRY(const Extent run, merge_runs({runs_.data() + first, count}, fan.read_bytes, merged));
        longer.push_back(run);
      }
      file_ = std::move(merged);
      runs_ = std::move(longer);
    }
    return {};
  }

  Result<Extent> merge_runs(std::span<const Extent> runs, std::size_t read_bytes, SpillFile& to) const {
    std::vector<RecordRun<Record>> inputs;
    inputs.reserve(runs.size());
    for (const Extent& run : runs) inputs.emplace_back(file_, run, read_bytes);
    Merge<RecordRun<Record>, Less> merge(std::move(inputs), less_);
    SpillWriter writer(to);
    for (; const Record* record = merge.head(); merge.advance())
      QUOTH_CHECK(writer.append(record, sizeof(Record)));
    QUOTH_CHECK(merge.status());
    QUOTH_CHECK(writer.flush());
    return writer.extent();
  }

  SpillDirectory& directory_;
  std::size_t memory_bytes_;
  std::size_t capacity_;
  [[no_unique_address]] Less less_;
  std::vector<Record> buffer_;
  std::uint64_t size_ = 0;
  SpillFile file_;
  std::vector<Extent> runs_;
};

}  // namespace quoth
