// Made-up claims to measure with: the same for the same numbers, everywhere.
#pragma once
#include <cstddef>
#include <string>

namespace quoth::bench {

// TriG: `sources` documents with `claims` claims each, of 200 people, 20 verbs and 1,000 contents, most of
// them with a mention; names in the default graph.
std::string claims_trig(std::size_t sources, std::size_t claims);

// About as many N-Triples with IRIs, literals and triple terms.
std::string claims_ntriples(std::size_t triples);

}  // namespace quoth::bench
