// A RowTable keeps rows of ids of one width and finds them by their first columns, the key. Rows with equal
// keys are chained in the sequence in which they came. Its memory is taken from a budget before it grows.
#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "engine/memory_budget.h"
#include "storage/term_id.h"

namespace quoth {

class RowTable {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  RowTable(MemoryBudget& budget, std::size_t width, std::size_t key_width);

  // kMemory; also past four billion rows.
  Status append(std::span<const TermId> row);
  // Whether no row with this key was there; then it is appended.
  Result<bool> insert(std::span<const TermId> row);

  std::uint32_t find(std::span<const TermId> key) const;              // the first row with this key, or kNone
  std::uint32_t next(std::uint32_t row) const { return next_[row]; }  // the next with the same key, or kNone

  std::size_t size() const { return next_.size(); }
  std::span<const TermId> operator[](std::size_t row) const { return {cells_.data() + row * width_, width_}; }

 private:
  std::size_t slot_of(
      std::span<const TermId> key) const;  // the one that holds the key, or the free one for it
  bool same_key(std::uint32_t row, std::span<const TermId> key) const;
  Status reserve_one();
  void rehash(std::size_t slots);

  struct Chain {
    std::uint32_t first = kNone, last = kNone;
  };

  MemoryUse memory_;
  std::size_t width_, key_width_;
  std::vector<TermId> cells_;        // row after row
  std::vector<std::uint32_t> next_;  // by row
  std::vector<Chain> slots_;         // open addressing, a power of two, at most half full
  std::size_t keys_ = 0;
};

}  // namespace quoth
