#include "base/suggest.h"

#include <algorithm>
#include <cstddef>

#include "base/edit_distance.h"

namespace quoth {

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
