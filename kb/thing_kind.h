// What a thing is, in a few words, for lists of candidates: `verb, directs`, `source`, `schema:Person`.
#pragma once
#include <string>

#include "base/result.h"
#include "kb/lexicon.h"
#include "storage/snapshot.h"

namespace quoth {

// Empty for a thing of which nothing of that kind is known.
Result<std::string> kind_of(reading::Lexicon& lexicon, TermId id);

// Whether the id is the name of a graph.
Result<bool> is_source(const Snapshot& snapshot, TermId id);

}  // namespace quoth
