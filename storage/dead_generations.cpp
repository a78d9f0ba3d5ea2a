#include "storage/dead_generations.h"

#include <algorithm>
#include <string>

#include "storage/permutation.h"
#include "storage/row_cursor.h"

namespace quoth {

void DeadGenerations::delete_all_but(std::span<const Generation> live, std::uint64_t next_generation) {
  std::vector<std::uint64_t> numbers;
  for (const Generation& generation : live) numbers.push_back(generation.number);
  numbers.push_back(next_generation);
  std::sort(numbers.begin(), numbers.end());
  std::vector<std::pair<std::uint64_t, std::uint64_t>> gaps;
  std::uint64_t first = 0;
  for (const std::uint64_t number : numbers) {
    if (first < number) gaps.emplace_back(first, number);
    first = number + 1;
  }
  delete_files(gaps);
}

void DeadGenerations::add(std::span<const Generation> generations) {
  for (const Generation& generation : generations)
    dead_.push_back({generation.number, rocks_.last_sequence()});
}

void DeadGenerations::delete_unread() {
  const std::uint64_t oldest = rocks_.oldest_snapshot();
  const auto unread =
      std::partition(dead_.begin(), dead_.end(), [&](const Dead& dead) { return dead.sequence > oldest; });
  std::vector<std::pair<std::uint64_t, std::uint64_t>> numbers;
  for (auto dead = unread; dead != dead_.end(); ++dead) numbers.emplace_back(dead->number, dead->number + 1);
  dead_.erase(unread, dead_.end());
  delete_files(numbers);
}

void DeadGenerations::delete_files(std::span<const std::pair<std::uint64_t, std::uint64_t>> numbers) {
  std::vector<std::pair<std::string, std::string>> ranges;
  for (const Permutation& p : all_permutations()) {
    for (const bool removed : {false, true}) {
      for (const auto& [first, behind] : numbers)
        ranges.emplace_back(block_prefix(p.order, removed, first), block_prefix(p.order, removed, behind));
    }
  }
  // What cannot be deleted now is in nobody's way, and is tried again when the database is opened.
  if (!ranges.empty()) static_cast<void>(rocks_.delete_files(Family::kBlocks, ranges));
}

}  // namespace quoth
