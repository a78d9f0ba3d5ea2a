// From ids to what people read: the items, sides, policy and flips of a Verdict with their terms and names.
#pragma once
#include <vector>

#include "base/result.h"
#include "engine/query_context.h"
#include "kb/flips.h"
#include "kb/occurrences.h"
#include "kb/policy.h"
#include "kb/verdict.h"
#include "rdf/prefixes.h"

namespace quoth {

// Everything but the statement, the label, the weights of the sides, and the number of what was retracted.
Result<Verdict> name_verdict(const std::vector<EvidenceOccurrence>& occurrences, const Scales& scales,
                             const Policy& policy, const FoundFlips& flips, QueryContext& context,
                             const PrefixMap& prefixes);

}  // namespace quoth
