// The occurrences of evidence that a check weighs: each item once for each of its mentions, without what was taken back
// and what the clauses of the check leave out, and with its origin.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/query_context.h"
#include "kb/evidence.h"
#include "kb/evidence_filter.h"
#include "kb/mention_reader.h"
#include "kb/row_reader.h"

namespace quoth {

struct EvidenceOccurrence {
  EvidenceItem item;
  std::optional<MentionIds> mention;
  std::vector<TermId> dates;  // when it was said: the mention's, else the source's
  TermId origin;              // a source, a claimant, or the default graph
};

struct Occurrences {
  std::vector<EvidenceOccurrence> all;
  std::size_t retracted = 0;  // how many were left out for that
};

// Besides errors of reading: kCancelled, kTimeout, kMemory.
Result<Occurrences> find_occurrences(std::vector<EvidenceItem> items, const EvidenceFilter& filter,
                                     bool with_retracted, QueryContext& context, RowReader& rows);

}  // namespace quoth
