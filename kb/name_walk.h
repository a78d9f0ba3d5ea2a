// A walk over a stretch of the name index that hops: what the visitor does not want is skipped with a seek,
// not read.
#pragma once
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "kb/name_keys.h"
#include "storage/snapshot.h"

namespace quoth {

// How much a walk may read, whatever the size of the index.
struct WalkBudget {
  std::size_t entries = 20'000;
  std::size_t seeks = 2'000;
};

struct WalkStep {
  enum class Kind { kNext, kSkip, kStop } kind = Kind::kNext;
  std::string to;  // of kSkip: the key to go on at, above the present one
};

// Calls `visit(key, entry)` for the entries that start with `prefix`, in order, until it says stop or the
// budget, which is counted down, is used up.
Status walk_names(const Snapshot& snapshot, std::string_view prefix, WalkBudget& budget,
                  const std::function<WalkStep(std::string_view, const NameKey&)>& visit);

// The key behind all entries that share the first bytes `prefix` (which ends within a form).
inline std::string behind(std::string prefix) { return std::move(prefix) += '\xff'; }

}  // namespace quoth
