#include "kb/claim_topic.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/variant.h"
#include "kb/claim.h"
#include "kb/nesting.h"

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;
using algebra::Inside;
using algebra::TermPattern;
using algebra::TriplePattern;
using algebra::Variable;

void add_variables(const TermPattern& pattern, std::vector<Variable>& out) {
  std::visit(Overloaded{[&](const Variable& variable) {
                          if (std::find(out.begin(), out.end(), variable) == out.end())
                            out.push_back(variable);
                        },
                        [](const Term&) {},
                        [&](const Box<TriplePattern>& nested) {
                          add_variables(nested->subject, out);
                          add_variables(nested->predicate, out);
                          add_variables(nested->object, out);
                        }},
             pattern);
}

// All verbs that claim something, whatever their mood.
Result<std::set<Term>> verbs_with_moods(const Snapshot& snapshot) {
  std::set<Term> out;
  for (const Mood mood : {Mood::kAsserts, Mood::kDenies, Mood::kDirects, Mood::kCommits, Mood::kQuestions}) {
    QUOTH_TRY(const std::vector<Term> family, verb_family(snapshot, Term::iri(std::string(iri_of(mood)))));
    out.insert(family.begin(), family.end());
  }
  return out;
}

class TopicBuilder {
 public:
  TopicBuilder(const TopicRequest& request, const Occurrence& occurrence, const Snapshot& snapshot,
               FreshVariables& fresh)
      : request_(request), occurrence_(occurrence), snapshot_(snapshot), fresh_(fresh) {
    add_variables(occurrence.claim.subject, topic_.variables);
    add_variables(occurrence.claim.predicate, topic_.variables);
    add_variables(occurrence.claim.object, topic_.variables);
    claim_variables_ = topic_.variables;
    add_variables(request.what, topic_.variables);
    if (!occurrence.graph) add_variables(occurrence.source, topic_.variables);
  }

  Result<Topic> build() {
    QUOTH_TRY(std::size_t depth, deepest_nesting(snapshot_));
    QUOTH_CHECK(add_subject());
    const TermPattern* object = &occurrence_.claim.object;
    for (;; --depth) {
      add_place(*object, {});
      const auto* nested = std::get_if<Box<TriplePattern>>(object);
      if (nested == nullptr || depth == 0) break;
      add_place((*nested)->subject, {});
      object = &(*nested)->object;
    }
    if (const auto* variable = std::get_if<Variable>(object)) add_insides(*variable, depth);
    return std::move(topic_);
  }

 private:
  // The claim's subject: whoever claims something is no part of it.
  Status add_subject() {
    Place place;
    if (!request_.as_claimant) {
      if (std::holds_alternative<Box<TriplePattern>>(occurrence_.claim.object)) return {};
      if (const auto* object = std::get_if<Variable>(&occurrence_.claim.object))
        place.conditions.push_back({Call{"!", {{Call{"istriple", {Expression{*object}}}}}}});
      QUOTH_TRY(const std::set<Term> moody, verbs_with_moods(snapshot_));
      if (const Term* verb = std::get_if<Term>(&occurrence_.claim.predicate)) {
        if (moody.contains(*verb)) return {};
      } else if (!moody.empty()) {
        Call other{"not in", {Expression{std::get<Variable>(occurrence_.claim.predicate)}}};
        for (const Term& one : moody) other.arguments.push_back({one});
        place.conditions.push_back({std::move(other)});
      }
    }
    add_place(occurrence_.claim.subject, std::move(place));
    return {};
  }

  // What stands at `at` in the claim is the topic.
  void add_place(const TermPattern& at, Place place) {
    if (const auto* topic = std::get_if<Variable>(&request_.what)) {
      if (std::holds_alternative<Box<TriplePattern>>(at)) return;
      const Expression here = std::holds_alternative<Variable>(at) ? Expression{std::get<Variable>(at)}
                                                                   : Expression{std::get<Term>(at)};
      if (!is_of_claim(*topic)) {
        place.bound.emplace(*topic, here);
      } else if (at != TermPattern(*topic)) {
        place.conditions.push_back({Call{"sameterm", {here, Expression{*topic}}}});
      }
    } else if (const auto* variable = std::get_if<Variable>(&at)) {
      if (const Term* term = std::get_if<Term>(&request_.what))
        place.fixed.emplace_back(*variable, *term);
      else
        place.insides.push_back({*variable, *std::get<Box<TriplePattern>>(request_.what)});
    } else if (at != request_.what) {
      return;
    }
    topic_.places.push_back(std::move(place));
  }

  // The places inside of what a variable of the claim stands for.
  void add_insides(const Variable& variable, std::size_t depth) {
    std::vector<Inside> chain;
    Variable content = variable;
    for (; depth > 0; --depth) {
      const TriplePattern parts{fresh_.make("subject"), fresh_.make("verb"), fresh_.make("object")};
      add_inside(chain, content, {request_.what, parts.predicate, parts.object});
      add_inside(chain, content, {parts.subject, parts.predicate, request_.what});
      chain.push_back({content, parts});
      content = std::get<Variable>(parts.object);
    }
  }

  void add_inside(std::vector<Inside> chain, const Variable& content, TriplePattern parts) {
    if (std::holds_alternative<Box<TriplePattern>>(parts.subject)) return;  // no subject is a triple term
    Place place;
    place.insides = std::move(chain);
    place.insides.push_back({content, std::move(parts)});
    topic_.places.push_back(std::move(place));
  }

  bool is_of_claim(const Variable& variable) const {
    return std::find(claim_variables_.begin(), claim_variables_.end(), variable) != claim_variables_.end();
  }

  const TopicRequest& request_;
  const Occurrence& occurrence_;
  const Snapshot& snapshot_;
  FreshVariables& fresh_;
  std::vector<Variable> claim_variables_;
  Topic topic_;
};

}  // namespace

Result<Topic> make_topic(const TopicRequest& request, const Occurrence& occurrence, const Snapshot& snapshot,
                         FreshVariables& fresh) {
  return TopicBuilder(request, occurrence, snapshot, fresh).build();
}

}  // namespace quoth
