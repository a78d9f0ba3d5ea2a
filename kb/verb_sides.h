// Which predicates affirm what a verb of a checked pattern says, and which say the opposite.
//
// A verb is affirmed by itself and its subproperties. Against it is whatever claim:negates it or is negated by it, with
// the subproperties of that; and so is what negates a verb above it, for who does not attack does not invade.
#pragma once
#include <unordered_set>

#include "base/result.h"
#include "kb/reading.h"
#include "storage/snapshot.h"
#include "storage/term_id.h"

namespace quoth {

struct VerbSides {
  bool any = false;  // a variable: every predicate affirms it
  std::unordered_set<TermId> affirming, opposing;
};

// Both sets hold only predicates that the database knows.
Result<VerbSides> verb_sides(const Snapshot& snapshot, const reading::Verb& verb);

}  // namespace quoth
