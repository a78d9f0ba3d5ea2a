// Whether two datasets are equal up to the names of their blank nodes (RDF 1.2 Concepts, 3.6), also of those
// inside triple terms.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "rdf/term.h"

namespace quoth::test {

// Duplicates count once. kLimit where the blank nodes are so much alike that the search was given up.
Result<bool> isomorphic(std::span<const Quad> a, std::span<const Quad> b);

// The quads that only one side has, as "- …" and "+ …" lines, blank nodes compared by label: for messages.
std::string difference(std::span<const Quad> expected, std::span<const Quad> actual, std::size_t most = 10);

}  // namespace quoth::test
