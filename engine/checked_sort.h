// Sorting much without missing a query's deadline.
#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/query_context.h"

namespace quoth {

// A stable sort that looks at the limits: of runs, which are then merged.
template <typename T, typename Less>
Status sort_checked(std::vector<T>& items, const Less& less, const QueryContext& context) {
  constexpr std::size_t kRun = 16 * 1024;  // sorted, or merged, between two looks
  for (std::size_t begin = 0; begin < items.size(); begin += kRun) {
    QUOTH_CHECK(context.check());
    const auto first = items.begin() + static_cast<std::ptrdiff_t>(begin);
    std::stable_sort(first, first + static_cast<std::ptrdiff_t>(std::min(kRun, items.size() - begin)), less);
  }
  std::vector<T> merged;
  for (std::size_t width = kRun; width < items.size(); width *= 2) {
    merged.clear();
    merged.reserve(items.size());
    for (std::size_t begin = 0; begin < items.size(); begin += 2 * width) {
      const std::size_t middle = std::min(begin + width, items.size()),
                        end = std::min(begin + 2 * width, items.size());
      for (std::size_t a = begin, b = middle; a < middle || b < end;) {
        if (merged.size() % kRun == 0) QUOTH_CHECK(context.check());
        const bool second = a == middle || (b < end && less(items[b], items[a]));
        merged.push_back(std::move(items[second ? b++ : a++]));
      }
    }
    items.swap(merged);
  }
  return {};
}

}  // namespace quoth
