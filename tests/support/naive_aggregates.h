// Aggregates (SPARQL 18.5.1), as plainly as naive_engine.h: of what it is a part.
#pragma once
#include <optional>
#include <vector>

#include "engine/algebra.h"
#include "rdf/term.h"

namespace quoth::naive {

// The aggregate of a group whose members give these values for its argument, an error for some. Of equals that MIN
// and MAX may choose from, the first or last in the order of terms.
std::optional<Term> aggregate(const algebra::Aggregate& aggregate, std::vector<std::optional<Term>> values);

}  // namespace quoth::naive
