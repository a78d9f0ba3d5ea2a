// What a lenient load has passed over: the number of bad rows, and what was wrong with the first of them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/result.h"
#include "kb/knowledge_base.h"

namespace quoth {

class Skipped {
 public:
  static constexpr std::size_t kMostErrors = 5;  // kept

  explicit Skipped(const LoadRequest& request) : request_(request) {}

  // The error itself where nothing may be passed over; kCancelled.
  Status add(const Error& error) {
    if (!request_.lenient) return error;
    if (request_.cancelled && *request_.cancelled) return Error{ErrorCode::kCancelled, "cancelled", {}, {}};
    ++count_;
    if (errors_.size() < kMostErrors) errors_.push_back(error);
    return {};
  }
  std::uint64_t count() const { return count_; }
  std::vector<Error> take_errors() { return std::move(errors_); }

 private:
  const LoadRequest& request_;
  std::uint64_t count_ = 0;
  std::vector<Error> errors_;
};

}  // namespace quoth
