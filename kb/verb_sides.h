// How predicates relate to a verb of a checked pattern: whether saying them, or denying them, says the verb or its
// opposite.
//
// A verb is affirmed by itself and its subproperties. Against it is whatever claim:negates it or is negated by it, with
// the subproperties of that; and so is what negates a verb above it, for who does not attack does not invade. A denial
// works upwards: who denies an attack denies an invasion, and who denies an invasion leaves the attack open.
#pragma once
#include <unordered_set>

#include "base/result.h"
#include "kb/reading.h"
#include "storage/snapshot.h"
#include "storage/term_id.h"

namespace quoth {

struct VerbSides {
  using Verbs = std::unordered_set<TermId>;
  bool any = false;           // a variable: every predicate affirms it
  Verbs affirming, opposing;  // they imply the verb, or its negation
  Verbs implied, excluded;    // the verb implies them, or its negation does
};

// All sets hold only predicates that the database knows.
Result<VerbSides> verb_sides(const Snapshot& snapshot, const reading::Verb& verb);

}  // namespace quoth
