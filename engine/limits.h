// The limits of one query.
#pragma once
#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>

namespace quoth {

// What one query may use. Looked at once a batch by every operator: kCancelled, kTimeout, kMemory.
struct Limits {
  const std::atomic<bool>* cancelled = nullptr;
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::size_t memory_bytes = std::size_t{4} << 30;
};

}  // namespace quoth
