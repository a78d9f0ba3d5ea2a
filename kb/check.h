// Checking a pattern against what is stored: evidence is found, weighed by a policy, and counted by origin
// (docs/checks.md). The one way to a Verdict.
#pragma once
#include <memory>
#include <string>

#include "base/result.h"
#include "engine/execute.h"
#include "kb/evidence_filter.h"
#include "kb/policy.h"
#include "kb/reading.h"
#include "kb/verdict.h"
#include "rdf/prefixes.h"
#include "storage/snapshot.h"

namespace quoth {

struct CheckRequest {
  std::string statement;  // the text, for the verdict to show
  reading::Pattern pattern;
  EvidenceFilter filter = {};
  Policy policy = {};
  bool with_retracted = false;  // count claims that were taken back, too
};

// Names are shown, and policy lines written, with `prefixes` before the database's. kTimeout, kMemory, kCancelled
// besides errors of reading: never a verdict on part of the evidence.
Result<Verdict> check_pattern(const CheckRequest& request, std::shared_ptr<const Snapshot> snapshot,
                              const PrefixMap& prefixes, const Limits& limits);

}  // namespace quoth
