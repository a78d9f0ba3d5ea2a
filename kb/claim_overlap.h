// One claim may be found by several branches of a question: "who warned Russia?" asks for what was said to
// Russia, for claims on Russia itself and for directives to Russia, and a directive may name its addressee
// besides. Such an occurrence is one row.
#pragma once
#include "kb/claim_query.h"

namespace quoth {

// Gives each branch of one pattern the condition that no branch of one pattern before it, which asks for no
// more of source and addressee, finds the same claim. Requires that all branches are made.
void leave_overlaps_to_first_branch(ClaimQuery& query);

}  // namespace quoth
