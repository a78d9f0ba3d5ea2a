// What a text may mean: everything that has it as a name.
#pragma once
#include <string_view>

#include "base/result.h"
#include "kb/lexicon.h"
#include "kb/listing.h"
#include "storage/snapshot.h"

namespace quoth {

// Columns: name, iri, is, match, as. The candidates in the order in which a statement prefers them; where there are
// none, the nearest names. `match` is exact, folded (but for case, accents and punctuation), stemmed, near, or
// written (an IRI or a prefixed name); `as` is the property whose object the name is.
Result<Answer> list_meanings(const Snapshot& snapshot, std::string_view text, const ListOptions& options);

// The one thing that a text means: a name, `ex:Obama` or `<IRI>`. kInvalid, with the candidates or the nearest names,
// where it is none or several.
Result<TermId> find_thing(reading::Lexicon& lexicon, std::string_view text);

}  // namespace quoth
