#include "kb/verb_sides.h"

#include <utility>
#include <variant>
#include <vector>

#include "kb/claim.h"

namespace quoth {
namespace {

using Verbs = VerbSides::Verbs;
using Neighbours = Result<std::vector<Term>> (*)(const Snapshot&, const Term&);

Status insert(const Snapshot& snapshot, const std::vector<Term>& verbs, Verbs& ids) {
  for (const Term& verb : verbs) {
    QUOTH_TRY(const TermId id, snapshot.find_id(verb.view()));
    if (!id.is_none()) ids.insert(id);
  }
  return {};
}

// What is reached from the opposites of verbs.
Status insert_opposites(const Snapshot& snapshot, const std::vector<Term>& verbs, Neighbours reach,
                        Verbs& ids) {
  for (const Term& verb : verbs) {
    QUOTH_TRY(const std::vector<Term> opposites, negations(snapshot, verb));
    for (const Term& opposite : opposites) {
      QUOTH_TRY(const std::vector<Term> reached, reach(snapshot, opposite));
      QUOTH_CHECK(insert(snapshot, reached, ids));
    }
  }
  return {};
}

}  // namespace

Result<VerbSides> verb_sides(const Snapshot& snapshot, const reading::Verb& verb) {
  VerbSides sides;
  if (std::holds_alternative<reading::Variable>(verb.value)) {
    sides.any = !verb.negated;
    if (verb.negated) {
      QUOTH_TRY(const std::vector<Term> negating, negating_verbs(snapshot));
      QUOTH_CHECK(insert(snapshot, negating, sides.affirming));
      sides.implied = sides.affirming;
    }
    return sides;
  }
  for (const Term& predicate : std::get<std::vector<Term>>(verb.value)) {
    QUOTH_TRY(const std::vector<Term> below, verb_family(snapshot, predicate));
    QUOTH_TRY(const std::vector<Term> above, verbs_above(snapshot, predicate));
    QUOTH_CHECK(insert(snapshot, below, sides.affirming));
    QUOTH_CHECK(insert(snapshot, above, sides.implied));
    QUOTH_CHECK(insert_opposites(snapshot, above, verb_family, sides.opposing));
    QUOTH_CHECK(insert_opposites(snapshot, below, verbs_above, sides.excluded));
  }
  if (verb.negated) {
    std::swap(sides.affirming, sides.opposing);
    std::swap(sides.implied, sides.excluded);
  }
  return sides;
}

}  // namespace quoth
