// Mentions in the index: which claim a reifier is about, what says it of one source, and when it was said.
#pragma once
#include <optional>

#include "base/result.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

// Whether the id reifies something in this graph: then what is said of it is about a mention, and is no claim.
Result<bool> is_reifier(const Snapshot& snapshot, TermId id, TermId graph);

// Whether a predicate says something of mentions only, as far as its first rows tell. `graph`: in this one;
// none: in any.
Result<bool> is_about_mentions(const Snapshot& snapshot, TermId predicate, TermId graph);

// When a quad was said: the date of its first mention that has one, else that of its source; none if neither
// has. `quad` is (s, p, o, g).
Result<TermId> said(const Snapshot& snapshot, const Tuple& quad);

}  // namespace quoth
