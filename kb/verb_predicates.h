// Which predicates a named verb of a pattern stands for.
#pragma once
#include <vector>

#include "base/result.h"
#include "kb/reading.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

struct VerbPredicates {
  std::vector<Term> all;  // in the order of terms; none where nothing negates the verb
  bool below = false;     // whether subproperties are among them, so that the verb has to be shown
};

// Those that share the name, or for `not` what negates them, with all their subproperties. Requires a verb that is no
// variable.
Result<VerbPredicates> predicates_of(const reading::Verb& verb, const Snapshot& snapshot);

}  // namespace quoth
