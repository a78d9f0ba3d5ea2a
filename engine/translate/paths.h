// Property paths to patterns (SPARQL 18.2.2.3 and 18.2.2.4).
#pragma once
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/translate/context.h"
#include "engine/translate/triples.h"

namespace quoth::translation {

// The patterns that, joined, have the solutions of the path, appended to `parts`: links become basic graph patterns,
// sequences are joined by internal variables, alternatives are unions; only repetitions and negated sets stay
// paths.
Status add_path(const PathTriple& triple, const algebra::GraphTarget& graph, Context& context,
                std::vector<algebra::Node>& parts);

}  // namespace quoth::translation
