// From a claim query to the engine's algebra.
#pragma once
#include "engine/algebra.h"
#include "kb/claim_query.h"

namespace quoth {

// A tree whose solutions have the query's columns, in the order in which they are to be shown.
algebra::Node translate_claim(const ClaimQuery& query);

}  // namespace quoth
