#include "kb/verb_sides.h"

#include <compare>
#include <set>
#include <variant>
#include <vector>

#include "kb/claim.h"

namespace quoth {
namespace {

using Verbs = VerbSides::Verbs;

// Axioms as implications between verbs that hold (affirmed) and verbs that do not: a verb implies those above it, its
// absence the absence of those below, and what it negates is absent just where it holds.
struct Literal {
  Term verb;
  bool affirmed = true;
  friend auto operator<=>(const Literal&, const Literal&) = default;
};

enum class Way { kImplying, kImplied };

// The verbs that imply the literal, or are implied by it, as far as they are affirmed.
class Implications {
 public:
  Implications(const Snapshot& snapshot, Way way) : snapshot_(snapshot), way_(way) {}

  Status add(const Literal& start, Verbs& verbs) {
    std::vector<Literal> waiting{start};  // whose hierarchy is to be looked at
    while (!waiting.empty()) {
      const Literal literal = waiting.back();
      waiting.pop_back();
      const bool below = literal.affirmed == (way_ == Way::kImplying);
      QUOTH_TRY(const std::vector<Term> hierarchy,
                below ? verb_family(snapshot_, literal.verb) : verbs_above(snapshot_, literal.verb));
      for (const Term& verb : hierarchy) {
        if (!reached_.insert({verb, literal.affirmed}).second) continue;
        if (literal.affirmed) QUOTH_CHECK(insert(verb, verbs));
        QUOTH_TRY(const std::vector<Term> opposites, negations(snapshot_, verb));
        for (const Term& opposite : opposites) waiting.push_back({opposite, !literal.affirmed});
      }
    }
    return {};
  }

 private:
  Status insert(const Term& verb, Verbs& verbs) {
    QUOTH_TRY(const TermId id, snapshot_.find_id(verb.view()));
    if (!id.is_none()) verbs.insert(id);
    return {};
  }

  const Snapshot& snapshot_;
  Way way_;
  std::set<Literal> reached_;
};

}  // namespace

Result<VerbSides> verb_sides(const Snapshot& snapshot, const reading::Verb& verb) {
  VerbSides sides;
  if (std::holds_alternative<reading::Variable>(verb.value)) {
    sides.any = !verb.negated;
    if (!verb.negated) return sides;
    QUOTH_TRY(const std::vector<Term> negating, negating_verbs(snapshot));
    for (const Term& predicate : negating) {
      QUOTH_TRY(const TermId id, snapshot.find_id(predicate.view()));
      sides.affirming.insert(id);
    }
    sides.implied = sides.affirming;
    return sides;
  }
  struct Search {
    bool same;  // what the verb says, or its negation
    Way way;
    Verbs* verbs;
  };
  for (const auto& [same, way, verbs] : {
           Search{true, Way::kImplying, &sides.affirming},
           Search{false, Way::kImplying, &sides.opposing},
           Search{true, Way::kImplied, &sides.implied},
           Search{false, Way::kImplied, &sides.excluded},
       }) {
    Implications implications(snapshot, way);
    for (const Term& predicate : std::get<std::vector<Term>>(verb.value))
      QUOTH_CHECK(implications.add({predicate, same != verb.negated}, *verbs));
  }
  return sides;
}

}  // namespace quoth
