// Property paths (SPARQL 18.4), as plainly as naive_engine.h: of what it is a part.
#pragma once
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/algebra.h"
#include "rdf/term.h"

namespace quoth::naive {

using Triples = std::set<std::array<Term, 3>>;

// What the path connects in one graph, each pair as often as the standard counts it. An end that is given is a term
// of the query: paths of length zero connect it with itself even if the graph has no such node.
std::vector<std::pair<Term, Term>> path_pairs(const algebra::Path& path, const Triples& graph,
                                              const std::optional<Term>& subject,
                                              const std::optional<Term>& object);

}  // namespace quoth::naive
