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

// When a claim that matches our pattern matches another one too, whose variables are bound anew: if the
// condition holds; `never` if it cannot.
class Overlap {
 public:
  Overlap(const Occurrence& ours, const Occurrence& other) : ours_(ours), other_(other) {
    match(ours.claim, other.claim);
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
  void match(const TriplePattern& ours, const TriplePattern& other) {
    match(ours.subject, other.subject);
    match(ours.predicate, other.predicate);
    match(ours.object, other.object);
  }

  void match(const TermPattern& ours, const TermPattern& other) {
    if (const auto* variable = std::get_if<Variable>(&ours)) return match(Expression{*variable}, other);
    if (const auto* term = std::get_if<Term>(&ours)) return match(*term, other);
    const TriplePattern& nested = *std::get<Box<TriplePattern>>(ours);
    if (const auto* inner = std::get_if<Box<TriplePattern>>(&other)) return match(nested, **inner);
    if (std::holds_alternative<Term>(other)) never_ = true;  // a name is no triple term
  }

  void match(const Term& ours, const TermPattern& other) {
    if (const auto* term = std::get_if<Term>(&other)) {
      never_ = never_ || ours != *term;
    } else if (const auto* variable = std::get_if<Variable>(&other)) {
      if (const std::vector<Term>* choice = predicates_of(other_, *variable))
        never_ = never_ || std::find(choice->begin(), choice->end(), ours) == choice->end();
      else
        bind(*variable, Expression{ours});
    } else {
      never_ = true;
    }
  }

  void match(const Expression& ours, const TermPattern& other) {
    if (const auto* term = std::get_if<Term>(&other)) {
      require("sameterm", {ours, Expression{*term}});
    } else if (const auto* variable = std::get_if<Variable>(&other)) {
      if (const std::vector<Term>* choice = predicates_of(other_, *variable))
        match_choice(ours, *choice);
      else
        bind(*variable, ours);
    } else {
      const TriplePattern& nested = *std::get<Box<TriplePattern>>(other);
      require("istriple", {ours});
      match(Expression{Call{"subject", {ours}}}, nested.subject);
      match(Expression{Call{"predicate", {ours}}}, nested.predicate);
      match(Expression{Call{"object", {ours}}}, nested.object);
    }
  }

  void match_choice(const Expression& ours, const std::vector<Term>& predicates) {
    std::vector<Term> common = predicates;
    if (const auto* variable = std::get_if<Variable>(&ours.value)) {
      if (const std::vector<Term>* own = predicates_of(ours_, *variable)) {
        std::erase_if(common, [&](const Term& term) {
          return std::find(own->begin(), own->end(), term) == own->end();
        });
        if (common.size() == own->size()) return;
      }
    }
    never_ = never_ || common.empty();
    Call among{"in", {ours}};
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

  const Occurrence& ours_;
  const Occurrence& other_;
  bool never_ = false;
  std::vector<Expression> conditions_;
  std::map<Variable, Expression> bindings_;
};

// Whether `other` looks in no fewer places than `ours`, and at no fewer mentions.
bool asks_no_more(const Occurrence& other, const Occurrence& ours) {
  return !other.addressee && !other.any_verb && other.graph == ours.graph &&
         other.sources_only == ours.sources_only;
}

}  // namespace

void leave_overlaps_to_first_branch(ClaimQuery& query) {
  for (std::size_t i = 0; i < query.branches.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (query.branches[i].size() != 1 || query.branches[j].size() != 1) continue;
      Occurrence& ours = query.branches[i].front();
      const Occurrence& other = query.branches[j].front();
      if (!asks_no_more(other, ours)) continue;
      const Overlap overlap(ours, other);
      if (!overlap.never()) ours.conditions.push_back({Call{"!", {overlap.condition()}}});
    }
  }
}

}  // namespace quoth
