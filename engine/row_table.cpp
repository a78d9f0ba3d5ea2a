#include "engine/row_table.h"

#include <algorithm>
#include <functional>

namespace quoth {
namespace {

constexpr std::size_t kFirstSlots = 64;
constexpr std::size_t kFirstRows = 64;

std::size_t hash(std::span<const TermId> key) {
  std::size_t out = 0x9e3779b97f4a7c15;
  for (const TermId id : key) out = (out ^ std::hash<TermId>()(id)) * std::size_t{0x9fb21c651e98df25};
  return out ^ (out >> 32);
}

}  // namespace

RowTable::RowTable(MemoryBudget& budget, std::size_t width, std::size_t key_width)
    : memory_(budget), width_(width), key_width_(key_width), slots_(kFirstSlots) {}

bool RowTable::same_key(std::uint32_t row, std::span<const TermId> key) const {
  return std::equal(key.begin(), key.end(), cells_.begin() + static_cast<std::ptrdiff_t>(row * width_));
}

std::size_t RowTable::slot_of(std::span<const TermId> key) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t slot = hash(key) & mask;
  while (slots_[slot].first != kNone && !same_key(slots_[slot].first, key)) slot = (slot + 1) & mask;
  return slot;
}

std::uint32_t RowTable::find(std::span<const TermId> key) const { return slots_[slot_of(key)].first; }

Status RowTable::append(std::span<const TermId> row) {
  QUOTH_CHECK(reserve_one());
  Chain& chain = slots_[slot_of(row.first(key_width_))];
  const auto index = static_cast<std::uint32_t>(next_.size());
  cells_.insert(cells_.end(), row.begin(), row.end());
  next_.push_back(kNone);
  if (chain.first == kNone) {
    chain.first = index;
    ++keys_;
  } else {
    next_[chain.last] = index;
  }
  chain.last = index;
  return {};
}

Result<bool> RowTable::insert(std::span<const TermId> row) {
  if (find(row.first(key_width_)) != kNone) return false;
  QUOTH_CHECK(append(row));
  return true;
}

// Makes room for one more row. Vectors double, so what they will hold is known before they do.
Status RowTable::reserve_one() {
  if (next_.size() + 1 >= kNone) {
    return Error{ErrorCode::kMemory, "the query keeps more than four billion rows at once", {}, {}};
  }
  const bool grow_rows = next_.size() == next_.capacity();
  const bool grow_slots = (keys_ + 1) * 2 > slots_.size();
  if (!grow_rows && !grow_slots) return {};
  const std::size_t rows = grow_rows ? std::max(kFirstRows, 2 * next_.capacity()) : next_.capacity();
  const std::size_t slots = grow_slots ? 2 * slots_.size() : slots_.size();
  QUOTH_CHECK(
      memory_.resize(rows * (width_ * sizeof(TermId) + sizeof(std::uint32_t)) + slots * sizeof(Chain)));
  next_.reserve(rows);
  cells_.reserve(rows * width_);
  if (grow_slots) rehash(slots);
  return {};
}

void RowTable::rehash(std::size_t slots) {
  std::vector<Chain> old(slots);
  old.swap(slots_);
  for (const Chain& chain : old) {
    if (chain.first != kNone) slots_[slot_of((*this)[chain.first].first(key_width_))] = chain;
  }
}

}  // namespace quoth
