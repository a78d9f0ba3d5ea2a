#include "engine/query_context.h"

namespace quoth {

Status QueryContext::check() const {
  if (limits_.cancelled != nullptr && limits_.cancelled->load(std::memory_order_relaxed)) {
    return Error{ErrorCode::kCancelled, "the query was cancelled", {}, {}};
  }
  if (limits_.deadline && std::chrono::steady_clock::now() >= *limits_.deadline) {
    return Error{ErrorCode::kTimeout, "the query has used up its time", {}, {}};
  }
  return {};
}

}  // namespace quoth
