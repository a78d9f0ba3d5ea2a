#include "base/suggest.h"

#include <algorithm>
#include <cstddef>
#include <vector>

namespace quoth {
namespace {

// Optimal string alignment: insertions, deletions, substitutions, swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), previous(b.size() + 1), current(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) previous[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      current[j] = std::min({substituted, previous[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    std::swap(before, previous);
    std::swap(previous, current);
  }
  return previous[b.size()];
}

}  // namespace

std::string nearest(std::string_view typed, std::span<const std::string> words) {
  constexpr std::size_t kLongest = 64;  // nobody means a word of ours by more; bounds the work
  if (typed.empty() || typed.size() > kLongest) return {};
  const std::string* best = nullptr;
  std::size_t least = std::max<std::size_t>(typed.size() / 3, 1) + 1;
  for (const std::string& word : words) {
    const std::size_t distance = edit_distance(typed, word);
    if (distance < least && distance < word.size()) {
      least = distance;
      best = &word;
    }
  }
  if (best != nullptr) return *best;
  const auto begins = [&](const std::string& word) { return word.starts_with(typed); };
  if (std::count_if(words.begin(), words.end(), begins) != 1) return {};
  return *std::find_if(words.begin(), words.end(), begins);
}

}  // namespace quoth
