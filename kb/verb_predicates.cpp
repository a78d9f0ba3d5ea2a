#include "kb/verb_predicates.h"

#include <set>
#include <variant>

#include "kb/claim.h"

namespace quoth {

Result<VerbPredicates> predicates_of(const reading::Verb& verb, const Snapshot& snapshot) {
  std::set<Term> named, all;
  for (const Term& predicate : std::get<std::vector<Term>>(verb.value)) {
    if (!verb.negated) {
      named.insert(predicate);
      continue;
    }
    QUOTH_TRY(const std::vector<Term> opposites, negations(snapshot, predicate));
    named.insert(opposites.begin(), opposites.end());
  }
  for (const Term& predicate : named) {
    QUOTH_TRY(const std::vector<Term> family, verb_family(snapshot, predicate));
    all.insert(family.begin(), family.end());
  }
  return VerbPredicates{.all = {all.begin(), all.end()}, .below = all.size() > named.size()};
}

}  // namespace quoth
