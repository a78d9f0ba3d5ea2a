// What would flip a verdict: single lines of policy that, added at the end, give another one. Every line is tried.
#pragma once
#include <cstddef>
#include <vector>

#include "base/result.h"
#include "engine/query_context.h"
#include "kb/occurrences.h"
#include "kb/policy.h"
#include "kb/tally.h"
#include "kb/weighing.h"

namespace quoth {

// What is weighed: for each occurrence its weight, and the two sides.
struct Scales {
  std::vector<Weight> weights;
  Tally in_favour, against;
};

struct FoundFlip {
  PolicyLine line;
  VerdictLabel label;
};

struct FoundFlips {
  std::vector<FoundFlip> flips;  // at most kMostFlips of each kind, in the order of terms
  std::size_t more = 0;
};

inline constexpr std::size_t kMostFlips = 5;

// `weighing` and `scales` are as before afterwards, also on an error: kCancelled, kTimeout or one of reading.
Result<FoundFlips> find_flips(const std::vector<EvidenceOccurrence>& occurrences, Weighing& weighing,
                              Scales& scales, QueryContext& context);

}  // namespace quoth
