// Evidence for and against a checked pattern: every stored claim that says it or its negation, in its source's own
// voice or as what somebody says, whatever the policy makes of it (docs/checks.md, "What is evidence").
//
// Everything is ids here; kb/verdict.h weighs it and gives it names.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/query_context.h"
#include "kb/claim.h"
#include "kb/content_match.h"
#include "kb/evidence_kind.h"
#include "kb/row_reader.h"
#include "storage/permutation.h"

namespace quoth {

struct Link {
  TermId claimant, verb;
};

struct EvidenceItem {
  Tuple claim;              // the outermost claim, with its graph
  std::vector<Link> chain;  // of claimants, the outermost first; empty: the source's own voice
  Tuple content;            // what matches the pattern or its negation: (s, p, o) and an id
  Side side = Side::kNeither;
  Silence silence = Silence::kNone;  // of kNeither
  Link silent;                       // the link that is why

  TermId graph() const { return claim[3]; }
};

// Found from the content outwards, so that the work goes with the number of items. In no particular order. Besides
// errors of reading: kCancelled, kTimeout, kMemory.
Result<std::vector<EvidenceItem>> find_evidence(ContentMatcher& matcher, QueryContext& context,
                                                RowReader& rows);

}  // namespace quoth
