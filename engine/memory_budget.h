// A MemoryBudget bounds what one query keeps: hash tables, sorted rows, terms. What passes through in batches
// is bounded by the number of operators and not counted.
#pragma once
#include <cstddef>

#include "base/result.h"

namespace quoth {

class MemoryBudget {
 public:
  explicit MemoryBudget(std::size_t limit) : limit_(limit) {}
  MemoryBudget(const MemoryBudget&) = delete;
  MemoryBudget& operator=(const MemoryBudget&) = delete;

  Status take(std::size_t bytes);  // kMemory: then nothing is taken
  void give_back(std::size_t bytes) { used_ -= bytes; }
  std::size_t used() const { return used_; }

 private:
  std::size_t limit_;
  std::size_t used_ = 0;
};

// The part of a budget that one structure has taken; given back when it dies.
class MemoryUse {
 public:
  explicit MemoryUse(MemoryBudget& budget) : budget_(&budget) {}
  MemoryUse(const MemoryUse&) = delete;
  MemoryUse& operator=(const MemoryUse&) = delete;
  ~MemoryUse() { budget_->give_back(bytes_); }

  // What the structure holds from now on; to be called before it grows. kMemory: then nothing changes.
  Status resize(std::size_t bytes) {
    if (bytes > bytes_) QUOTH_CHECK(budget_->take(bytes - bytes_));
    if (bytes < bytes_) budget_->give_back(bytes_ - bytes);
    bytes_ = bytes;
    return {};
  }
  Status grow(std::size_t bytes) { return resize(bytes_ + bytes); }
  void shrink(std::size_t bytes) {
    budget_->give_back(bytes);
    bytes_ -= bytes;
  }

 private:
  MemoryBudget* budget_;
  std::size_t bytes_ = 0;
};

}  // namespace quoth
