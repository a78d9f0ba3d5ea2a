// Where in a claim something may take part: as its subject or object, or at any depth inside of its content
// (docs/claim-language.md, "about").
#pragma once
#include "base/result.h"
#include "kb/claim_query.h"
#include "kb/fresh_variables.h"
#include "storage/snapshot.h"

namespace quoth {

struct TopicRequest {
  const algebra::TermPattern& what;
  bool as_claimant = false;  // whoever claims something takes part too
};

// As many places as claims nest deep in the snapshot. Requires that the occurrence has its claim, choices and source.
Result<Topic> make_topic(const TopicRequest& request, const Occurrence& occurrence, const Snapshot& snapshot,
                         FreshVariables& fresh);

}  // namespace quoth
