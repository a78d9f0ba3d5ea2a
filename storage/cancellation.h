// A flag that somebody else sets to stop what is running.
#pragma once
#include <atomic>

#include "base/result.h"

namespace quoth {

class Cancellation {
 public:
  explicit Cancellation(const std::atomic<bool>* flag) : flag_(flag) {}  // null: never
  Status check() const {
    if (flag_ == nullptr || !flag_->load(std::memory_order_relaxed)) return {};
    return Error{ErrorCode::kCancelled, "the load was stopped", {}, {}};
  }

 private:
  const std::atomic<bool>* flag_;
};

}  // namespace quoth
