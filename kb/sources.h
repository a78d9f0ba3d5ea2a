// The sources of a database: its named graphs, with what the background says of them.
#pragma once
#include "base/result.h"
#include "kb/listing.h"
#include "storage/snapshot.h"

namespace quoth {

// How many triples of a graph are claims, that is neither names, axioms and descriptions of documents nor what
// is said of a mention. Exact for graphs of up to 100,000 triples; above that, a predicate counts as a whole.
Result<std::uint64_t> count_claims(const Snapshot& snapshot, TermId graph);

// Columns: source, iri, date, claims, quads, derived from. The largest sources first; work is bounded whatever
// the number of sources.
Result<Answer> list_sources(const Snapshot& snapshot, const ListOptions& options);

}  // namespace quoth
