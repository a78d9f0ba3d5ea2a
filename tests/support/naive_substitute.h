// What EXISTS and LATERAL do to a pattern, as plainly as naive_engine.h: of what it is a part.
#pragma once
#include "engine/algebra.h"
#include "tests/support/naive_expression.h"

namespace quoth::naive {

// The pattern with the values of a solution in it: see algebra::Exists.
algebra::Node substitute(const algebra::Node& pattern, const Solution& solution);

}  // namespace quoth::naive
