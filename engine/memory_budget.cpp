#include "engine/memory_budget.h"

#include <fmt/format.h>

namespace quoth {

Status MemoryBudget::take(std::size_t bytes) {
  if (bytes > limit_ - used_) {
    return Error{ErrorCode::kMemory,
                 fmt::format("the query needs more than its {} MiB of memory", limit_ >> 20),
                 {},
                 {}};
  }
  used_ += bytes;
  return {};
}

}  // namespace quoth
