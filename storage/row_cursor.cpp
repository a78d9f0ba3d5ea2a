#include "storage/row_cursor.h"

#include <algorithm>
#include <optional>
#include <string>

#include "storage/block.h"
#include "storage/bytes.h"

namespace quoth {
namespace {

constexpr std::size_t kPrefixBytes = 9;
constexpr std::size_t kKeyBytes = kPrefixBytes + 32;
constexpr std::uint8_t kRemovedMark = 0x80;

class MemoryCursor final : public RowCursor {
 public:
  MemoryCursor(std::span<const Row> all, const Range& range) : all_(all) { set(range.first, range.last); }

  Status seek(const Row& row) override {
    rows_ = {std::lower_bound(within_.begin(), within_.end(), row), within_.end()};
    return {};
  }
  Status restart(const Row& first, const Row& last) override {
    set(first, last);
    return {};
  }

 private:
  Status fetch() override { return {}; }
  void set(const Row& first, const Row& last) {
    within_ = {std::lower_bound(all_.begin(), all_.end(), first),
               std::upper_bound(all_.begin(), all_.end(), last)};
    rows_ = within_;
  }

  std::span<const Row> all_, within_;
};

class BlockCursor final : public RowCursor {
 public:
  BlockCursor(std::shared_ptr<const RocksView> view, std::string prefix, const Range& range,
              ScanCounters* counters)
      : prefix_(std::move(prefix)),
        iterator_(view->iterate(Family::kBlocks, prefix_, after_prefix(prefix_))),
        last_(range.last),
        counters_(counters) {}

  Status restart(const Row& first, const Row& last) override {
    last_ = last;
    counted_ = false;
    return seek(first);
  }

  Status seek(const Row& row) override {
    from_ = row;
    if (block_ && covers(row)) {
      mini_ = block_->find_mini(row);
      return decode();
    }
    block_.reset();
    rows_ = {};
    iterator_->seek_for_previous(block_key(prefix_, row));
    if (!iterator_->valid()) {
      QUOTH_CHECK(iterator_->status());
      iterator_->seek(prefix_);
    }
    return open_block();
  }

 private:
  // Whether `row` is between the first and the last row of the open block.
  bool covers(const Row& row) const { return block_->first_row(0) <= row && row <= block_last_; }

  Status fetch() override {
    if (!block_) return {};
    if (++mini_ < block_->mini_count()) return decode();
    iterator_->next();
    return open_block();
  }

  // Opens the block at the iterator, or a later one, that holds rows from from_ to last_.
  Status open_block() {
    for (; iterator_->valid(); iterator_->next()) {
      QUOTH_TRY(const Row first, first_row_of_key(iterator_->key()));
      if (first > last_) break;
      bytes_.assign(iterator_->value());
      QUOTH_TRY(block_, BlockReader::open(bytes_));
      if (block_->first_row(0) != first) {
        return Error{ErrorCode::kCorruption, "a block does not start with the row of its key", {}, {}};
      }
      if (block_->header().greatest[0] < from_[0]) continue;  // it ends before the range
      mini_ = block_->find_mini(from_);
      counted_ = false;
      last_mini_.clear();
      QUOTH_CHECK(block_->decode(block_->mini_count() - 1, last_mini_));
      block_last_ = last_mini_.back();
      if (block_last_ < from_) continue;
      return decode();
    }
    block_.reset();
    rows_ = {};
    return iterator_->status();
  }

  // The rows of mini_ within the range; a mini-block without any is passed over.
  Status decode() {
    for (; mini_ < block_->mini_count(); ++mini_) {
      decoded_.clear();
      QUOTH_CHECK(block_->decode(mini_, decoded_));
      const auto begin = std::lower_bound(decoded_.begin(), decoded_.end(), from_);
      const auto end = std::upper_bound(begin, decoded_.end(), last_);
      if (begin != end) {
        rows_ = {begin, end};
        if (counters_ && !counted_) ++counters_->blocks;
        counted_ = true;
        return {};
      }
      if (end != decoded_.end()) break;  // past the range
    }
    rows_ = {};
    if (mini_ < block_->mini_count()) return {};
    iterator_->next();
    return open_block();
  }

  std::string prefix_;
  std::unique_ptr<RocksIterator> iterator_;
  Row from_{}, last_;
  ScanCounters* counters_;
  bool counted_ = false;  // the open block, for the range at hand
  std::string bytes_;  // of the open block
  std::optional<BlockReader> block_;
  Row block_last_{};
  std::size_t mini_ = 0;
  std::vector<Row> decoded_, last_mini_;
};

}  // namespace

std::string block_prefix(Order order, bool removed, std::uint64_t generation) {
  std::string prefix;
  append_big(prefix,
             static_cast<std::uint8_t>(static_cast<std::uint8_t>(order) | (removed ? kRemovedMark : 0)));
  append_big(prefix, generation);
  return prefix;
}

std::string block_key(const std::string& prefix, const Row& first) {
  std::string key = prefix;
  for (const TermId id : first) append_big(key, id.bits());
  return key;
}

Result<Row> first_row_of_key(std::string_view key) {
  if (key.size() != kKeyBytes)
    return Error{ErrorCode::kCorruption, "a block has a key of the wrong length", {}, {}};
  Row row;
  for (std::size_t i = 0; i < 4; ++i)
    row[i] = TermId::from_bits(big_at<std::uint64_t>(key.data() + kPrefixBytes + 8 * i));
  return row;
}

std::unique_ptr<RowCursor> memory_cursor(std::span<const Row> rows, const Range& range) {
  return std::make_unique<MemoryCursor>(rows, range);
}

std::unique_ptr<RowCursor> block_cursor(std::shared_ptr<const RocksView> view, std::string prefix,
                                        const Range& range, ScanCounters* counters) {
  return std::make_unique<BlockCursor>(std::move(view), std::move(prefix), range, counters);
}

}  // namespace quoth
