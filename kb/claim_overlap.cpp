#include "kb/claim_overlap.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "base/variant.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;
using algebra::TermPattern;
using algebra::TriplePattern;
using algebra::Variable;

const std::vector<Term>* predicates_of(const Occurrence& occurrence, const Variable& variable) {
  for (const VerbChoice& choice : occurrence.choices)
    if (choice.variable == variable) return &choice.predicates;
  return nullptr;
}

// When a claim that matches the earlier pattern matches the later one too, whose variables are bound anew: if
// all the conditions hold; `never` if they cannot.
class Overlap {
 public:
  Overlap(const Occurrence& earlier, const Occurrence& later) : earlier_(earlier), later_(later) {
    match(earlier.claim, later.claim);
  }

  bool never() const { return never_; }
  Expression condition() const {
    if (conditions_.empty()) return {Term::typed("true", std::string(xsd::kBoolean))};
    Expression all = conditions_.front();
    for (std::size_t i = 1; i < conditions_.size(); ++i)
      all = Expression{Call{"&&", {std::move(all), conditions_[i]}}};
    return all;
  }

 private:
  void match(const TriplePattern& earlier, const TriplePattern& later) {
    match(earlier.subject, later.subject);
    match(earlier.predicate, later.predicate);
    match(earlier.object, later.object);
  }

  void match(const TermPattern& earlier, const TermPattern& later) {
    if (const auto* variable = std::get_if<Variable>(&earlier)) return match(Expression{*variable}, later);
    if (const auto* term = std::get_if<Term>(&earlier)) return match(*term, later);
    const TriplePattern& nested = *std::get<Box<TriplePattern>>(earlier);
    if (const auto* other = std::get_if<Box<TriplePattern>>(&later)) return match(nested, **other);
    if (std::holds_alternative<Term>(later)) never_ = true;  // a name is no triple term
  }

  void match(const Term& earlier, const TermPattern& later) {
    if (const auto* term = std::get_if<Term>(&later)) {
      never_ = never_ || earlier != *term;
    } else if (const auto* variable = std::get_if<Variable>(&later)) {
      if (const std::vector<Term>* choice = predicates_of(later_, *variable))
        never_ = never_ || std::find(choice->begin(), choice->end(), earlier) == choice->end();
      else
        bind(*variable, Expression{earlier});
    } else {
      never_ = true;
    }
  }

  void match(const Expression& earlier, const TermPattern& later) {
    if (const auto* term = std::get_if<Term>(&later)) {
      require("sameterm", {earlier, Expression{*term}});
    } else if (const auto* variable = std::get_if<Variable>(&later)) {
      if (const std::vector<Term>* choice = predicates_of(later_, *variable))
        match_choice(earlier, *choice);
      else
        bind(*variable, earlier);
    } else {
      const TriplePattern& nested = *std::get<Box<TriplePattern>>(later);
      require("istriple", {earlier});
      match(Expression{Call{"subject", {earlier}}}, nested.subject);
      match(Expression{Call{"predicate", {earlier}}}, nested.predicate);
      match(Expression{Call{"object", {earlier}}}, nested.object);
    }
  }

  void match_choice(const Expression& earlier, const std::vector<Term>& predicates) {
    std::vector<Term> common = predicates;
    if (const auto* variable = std::get_if<Variable>(&earlier.value)) {
      if (const std::vector<Term>* own = predicates_of(earlier_, *variable)) {
        std::erase_if(common, [&](const Term& term) {
          return std::find(own->begin(), own->end(), term) == own->end();
        });
        if (common.size() == own->size()) return;
      }
    }
    never_ = never_ || common.empty();
    Call among{"in", {earlier}};
    for (Term& term : common) among.arguments.push_back({std::move(term)});
    conditions_.push_back({std::move(among)});
  }

  void bind(const Variable& variable, const Expression& value) {
    const auto [bound, is_new] = bindings_.emplace(variable, value);
    if (!is_new) require("sameterm", {value, bound->second});
  }

  void require(std::string function, std::vector<Expression> arguments) {
    conditions_.push_back({Call{std::move(function), std::move(arguments)}});
  }

  const Occurrence& earlier_;
  const Occurrence& later_;
  bool never_ = false;
  std::vector<Expression> conditions_;
  std::map<Variable, Expression> bindings_;
};

// Whether the later pattern looks in no fewer places than the earlier one, and at no fewer mentions.
bool asks_no_more(const Occurrence& later, const Occurrence& earlier) {
  return !later.addressee && !later.any_verb && later.graph == earlier.graph &&
         later.sources_only == earlier.sources_only;
}

}  // namespace

void leave_overlaps_to_later_branches(ClaimQuery& query) {
  for (std::size_t i = 0; i < query.branches.size(); ++i) {
    for (std::size_t j = i + 1; j < query.branches.size(); ++j) {
      if (query.branches[i].size() != 1 || query.branches[j].size() != 1) continue;
      Occurrence& earlier = query.branches[i].front();
      const Occurrence& later = query.branches[j].front();
      if (!asks_no_more(later, earlier)) continue;
      const Overlap overlap(earlier, later);
      if (!overlap.never()) earlier.conditions.push_back({Call{"!", {overlap.condition()}}});
    }
  }
}

}  // namespace quoth
