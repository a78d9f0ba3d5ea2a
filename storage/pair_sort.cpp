#include "storage/pair_sort.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

namespace quoth {
namespace {

constexpr std::size_t kReserveFrom = std::size_t{1} << 20;

// A pair as stored: the sizes of key and value, then their bytes.
struct Sizes {
  std::uint32_t key, value;
};

PairView pair_at(const char* stored, std::uint64_t prefix) {
  Sizes sizes;
  std::memcpy(&sizes, stored, sizeof sizes);
  stored += sizeof sizes;
  return {prefix, {stored, sizes.key}, {stored + sizes.key, sizes.value}};
}

std::uint64_t prefix_of(std::string_view key) {
  std::uint64_t prefix = 0;
  std::memcpy(&prefix, key.data(), std::min(key.size(), sizeof prefix));
  return __builtin_bswap64(prefix);
}

Sizes sizes_of(std::string_view key, std::string_view value) {
  return {static_cast<std::uint32_t>(key.size()), static_cast<std::uint32_t>(value.size())};
}

std::size_t stored_bytes(std::string_view key, std::string_view value) {
  return sizeof(Sizes) + key.size() + value.size();
}

Status write_pair(SpillWriter& writer, std::string_view key, std::string_view value) {
  const Sizes sizes = sizes_of(key, value);
  QUOTH_CHECK(writer.append(&sizes, sizeof sizes));
  QUOTH_CHECK(writer.append(key.data(), key.size()));
  return writer.append(value.data(), value.size());
}

std::vector<PairRun> open_runs(const SpillFile& file, std::span<const Extent> runs, std::size_t read_bytes) {
  std::vector<PairRun> inputs;
  inputs.reserve(runs.size());
  for (const Extent& run : runs) inputs.emplace_back(file, run, read_bytes);
  return inputs;
}

}  // namespace

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "prefix_of turns little-endian words round");

PairView make_pair_view(std::string_view key, std::string_view value) { return {prefix_of(key), key, value}; }

// ---- PairRun

PairRun::PairRun(const SpillFile& file, Extent extent, std::size_t buffer_bytes)
    : reader_(std::make_unique<SpillReader>(file, extent, buffer_bytes)) {
  advance();
}

void PairRun::advance() {
  has_head_ = false;
  const char* stored = reader_->take(sizeof(Sizes));
  if (stored == nullptr) return;
  Sizes sizes;
  std::memcpy(&sizes, stored, sizeof sizes);
  stored = reader_->take(std::size_t{sizes.key} + sizes.value);
  if (stored == nullptr && sizes.key + sizes.value > 0) return;
  head_ = make_pair_view({stored, sizes.key}, {stored + sizes.key, sizes.value});
  has_head_ = true;
}

// ---- PairStream

const PairView* PairStream::head() const {
  if (merge_) return merge_->head();
  return position_ < places_.size() ? &head_ : nullptr;
}

void PairStream::advance() {
  if (merge_) return merge_->advance();
  if (++position_ < places_.size()) {
    head_ = pair_at(bytes_.data() + places_[position_].offset, places_[position_].prefix);
  }
}

Status PairStream::status() const { return merge_ ? merge_->status() : Status(); }

// ---- PairSorter

Status PairSorter::add(std::string_view key, std::string_view value) {
  const std::size_t bytes = stored_bytes(key, value);
  const std::size_t used = bytes_.size() + places_.size() * sizeof(PairStream::Place);
  if (used + bytes + sizeof(PairStream::Place) > memory_bytes_ && !places_.empty())
    QUOTH_CHECK(write_buffer());
  if (bytes_.capacity() < memory_bytes_ && bytes_.size() >= kReserveFrom) reserve_all();
  longest_ = std::max(longest_, bytes);
  ++size_;

  const Sizes sizes = sizes_of(key, value);
  const char* const head = reinterpret_cast<const char*>(&sizes);
  places_.push_back({prefix_of(key), bytes_.size()});
  bytes_.insert(bytes_.end(), head, head + sizeof sizes);
  bytes_.insert(bytes_.end(), key.begin(), key.end());
  bytes_.insert(bytes_.end(), value.begin(), value.end());
  return {};
}

// Growing a large buffer would hold two of them for a moment; pages that are never touched cost nothing.
void PairSorter::reserve_all() {
  bytes_.reserve(memory_bytes_);
  places_.reserve(memory_bytes_ / (sizeof(PairStream::Place) + sizeof(Sizes)));
}

void PairSorter::sort_buffer() {
  std::sort(places_.begin(), places_.end(), [this](const PairStream::Place& a, const PairStream::Place& b) {
    if (a.prefix != b.prefix) return a.prefix < b.prefix;
    return PairLess()(pair_at(bytes_.data() + a.offset, a.prefix),
                      pair_at(bytes_.data() + b.offset, b.prefix));
  });
}

Status PairSorter::write_buffer() {
  sort_buffer();
  QUOTH_CHECK(begin_run());
  for (const PairStream::Place& place : places_) {
    const PairView pair = pair_at(bytes_.data() + place.offset, place.prefix);
    QUOTH_CHECK(write_pair(*run_, pair.key, pair.value));
  }
  QUOTH_CHECK(end_run());
  bytes_.clear();
  places_.clear();
  return {};
}

Status PairSorter::begin_run() {
  if (!file_.is_open()) {
    QUOTH_TRY(file_, directory_.create_file());
  }
  run_.emplace(file_);
  return {};
}

Status PairSorter::add_to_run(std::string_view key, std::string_view value) {
  longest_ = std::max(longest_, stored_bytes(key, value));
  ++size_;
  return write_pair(*run_, key, value);
}

Status PairSorter::end_run() {
  QUOTH_CHECK(run_->flush());
  if (run_->extent().bytes > 0) runs_.push_back(run_->extent());
  run_.reset();
  return {};
}

Status PairSorter::merge_to_fan_in() {
  while (runs_.size() > fan_in().limit) {
    const external_sort::FanIn fan = fan_in();
    QUOTH_TRY(SpillFile merged, directory_.create_file());
    std::vector<Extent> longer;
    for (std::size_t first = 0; first < runs_.size(); first += fan.limit) {
      const std::size_t count = std::min(fan.limit, runs_.size() - first);
      Merge<PairRun, PairLess> merge(open_runs(file_, {runs_.data() + first, count}, fan.read_bytes),
                                     PairLess());
      SpillWriter writer(merged);
      for (; const PairView* pair = merge.head(); merge.advance()) {
        QUOTH_CHECK(write_pair(writer, pair->key, pair->value));
      }
      QUOTH_CHECK(merge.status());
      QUOTH_CHECK(writer.flush());
      longer.push_back(writer.extent());
    }
    file_ = std::move(merged);
    runs_ = std::move(longer);
  }
  return {};
}

Result<PairStream> PairSorter::finish() {
  PairStream stream;
  if (runs_.empty()) {
    sort_buffer();
    stream.bytes_ = std::move(bytes_);
    stream.places_ = std::move(places_);
    if (!stream.places_.empty()) {
      stream.head_ = pair_at(stream.bytes_.data() + stream.places_[0].offset, stream.places_[0].prefix);
    }
    return stream;
  }
  if (!places_.empty()) QUOTH_CHECK(write_buffer());
  std::vector<char>().swap(bytes_);
  std::vector<PairStream::Place>().swap(places_);
  QUOTH_CHECK(merge_to_fan_in());
  stream.file_ = std::make_unique<SpillFile>(std::move(file_));
  stream.merge_.emplace(open_runs(*stream.file_, runs_, fan_in().read_bytes), PairLess());
  return stream;
}

}  // namespace quoth
