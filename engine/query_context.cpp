#include "engine/query_context.h"

#include <chrono>
#include <string>

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

// A stored node's label begins with a hash of its document: see kb/document_scope.h.
Term QueryContext::fresh_blank() { return Term::blank("q" + std::to_string(blanks_++)); }

TimePoint QueryContext::current_time() {
  using namespace std::chrono;
  const auto elapsed = floor<milliseconds>(system_clock::now().time_since_epoch());
  const auto whole = floor<seconds>(elapsed);
  TimePoint point;
  point.seconds = whole.count();
  point.attoseconds = (elapsed - whole).count() * (kAttosecondsPerSecond / 1000);
  point.zone = 0;
  return point;
}

}  // namespace quoth
