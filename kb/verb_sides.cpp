#include "kb/verb_sides.h"

#include <utility>
#include <variant>
#include <vector>

#include "kb/claim.h"

namespace quoth {
namespace {

Status insert(const Snapshot& snapshot, const std::vector<Term>& verbs, std::unordered_set<TermId>& ids) {
  for (const Term& verb : verbs) {
    QUOTH_TRY(const TermId id, snapshot.find_id(verb.view()));
    if (!id.is_none()) ids.insert(id);
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
    }
    return sides;
  }
  for (const Term& predicate : std::get<std::vector<Term>>(verb.value)) {
    QUOTH_TRY(const std::vector<Term> family, verb_family(snapshot, predicate));
    QUOTH_CHECK(insert(snapshot, family, sides.affirming));
    QUOTH_TRY(const std::vector<Term> above, verbs_above(snapshot, predicate));
    for (const Term& each : above) {
      QUOTH_TRY(const std::vector<Term> opposites, negations(snapshot, each));
      for (const Term& opposite : opposites) {
        QUOTH_TRY(const std::vector<Term> opposing, verb_family(snapshot, opposite));
        QUOTH_CHECK(insert(snapshot, opposing, sides.opposing));
      }
    }
  }
  if (verb.negated) std::swap(sides.affirming, sides.opposing);
  return sides;
}

}  // namespace quoth
