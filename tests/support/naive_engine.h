// The meaning of algebra written down as plainly as possible (SPARQL 1.2, section 18.5): bottom-up over a
// list of quads, a solution a map, every join all pairs, EXISTS and LATERAL by putting values into the tree. What the real engine is tested against; slow, and
// shares no code with it but the order of ORDER BY.
#pragma once
#include <cstddef>
#include <optional>
#include <vector>

#include "engine/algebra.h"
#include "rdf/term.h"

namespace quoth::naive {

// All solutions as rows of the variables in scope, as the engine gives them; in order if `query` is sorted.
// Nothing if that takes more than `steps` attempts to match or join: some random queries are too much for all
// pairs.
std::optional<std::vector<std::vector<std::optional<Term>>>> rows(const algebra::Node& query,
                                                                  const std::vector<Quad>& dataset,
                                                                  std::size_t steps = 1'000'000);

}  // namespace quoth::naive
