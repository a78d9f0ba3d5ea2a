#include "storage/rank_sort.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace quoth {
namespace {

constexpr unsigned kDigitBits = 11;  // a histogram of 8 KiB, and targets that the cache can keep apart
constexpr std::size_t kDigits = std::size_t{1} << kDigitBits;

// One stable pass by the digit that `digit_of` reads from an item; false if all items have the same digit,
// and stay where they are.
template <typename Item, typename DigitOf>
bool radix_pass(const std::vector<Item>& from, std::vector<Item>& to, DigitOf digit_of) {
  std::array<std::uint32_t, kDigits> start{};
  for (const Item& item : from) ++start[digit_of(item)];
  std::uint32_t sum = 0;
  for (std::uint32_t& count : start) {
    if (count == from.size()) return false;
    sum += std::exchange(count, sum);
  }
  for (const Item& item : from) to[start[digit_of(item)]++] = item;
  return true;
}

struct NumberedId {  // in halves, so that it takes 12 bytes
  std::uint32_t high, low, number;

  std::uint64_t bits() const { return std::uint64_t{high} << 32 | low; }
};

}  // namespace

Ranks::Ranks(std::span<const TermId> ids) {
  std::vector<NumberedId> sorted(ids.size());
  for (std::uint32_t i = 0; i < ids.size(); ++i) {
    const std::uint64_t bits = ids[i].bits();
    sorted[i] = {static_cast<std::uint32_t>(bits >> 32), static_cast<std::uint32_t>(bits), i};
  }
  {
    std::vector<NumberedId> scratch(ids.size());
    for (unsigned shift = 0; shift < 64; shift += kDigitBits) {
      const auto digit_of = [=](const NumberedId& id) { return (id.bits() >> shift) & (kDigits - 1); };
      if (radix_pass(sorted, scratch, digit_of)) sorted.swap(scratch);
    }
  }
  rank_of_number_.resize(ids.size());
  id_of_rank_.resize(ids.size());
  for (std::uint32_t rank = 0; rank < sorted.size(); ++rank) {
    rank_of_number_[sorted[rank].number] = rank;
    id_of_rank_[rank] = TermId::from_bits(sorted[rank].bits());
  }
}

RankSort::RankSort(std::vector<RankRow> rows, std::size_t ranks)
    : rows_(std::move(rows)), bits_(static_cast<unsigned>(std::bit_width(ranks == 0 ? 0 : ranks - 1))) {}

void RankSort::by(std::size_t component) {
  scratch_.resize(rows_.size());
  for (unsigned shift = 0; shift < bits_; shift += kDigitBits) {
    const auto digit_of = [=](const RankRow& row) { return (row[component] >> shift) & (kDigits - 1); };
    if (radix_pass(rows_, scratch_, digit_of)) rows_.swap(scratch_);
  }
}

}  // namespace quoth
