// The verbs of a database: the predicates of claims, under their moods.
#pragma once
#include "base/result.h"
#include "kb/listing.h"
#include "storage/snapshot.h"

namespace quoth {

// Columns: mood, verb, iri, claims, propositions, negates. `claims` are those of sources and background with this verb,
// `propositions` the different contents with it, claimed within others or mentioned. By mood, then the most used first; those without a mood
// last. Counts come from the indexes; work is bounded whatever the number of claims.
Result<Answer> list_verbs(const Snapshot& snapshot, const ListOptions& options);

}  // namespace quoth
