#include "kb/claim_query.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>
#include <variant>

#include "base/variant.h"
#include "engine/expression.h"
#include "kb/claim.h"
#include "kb/claim_dates.h"
#include "kb/claim_overlap.h"
#include "kb/claim_predicates.h"
#include "kb/claim_topic.h"
#include "kb/fresh_variables.h"
#include "kb/verb_predicates.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;
using algebra::TermPattern;
using algebra::TriplePattern;
using algebra::Variable;

void take_variables(const reading::Node& node, FreshVariables& fresh) {
  std::visit(Overloaded{[&](const reading::Variable& variable) { fresh.take(variable.name); },
                        [&](const Box<reading::Pattern>& pattern) {
                          take_variables(pattern->subject, fresh);
                          if (const auto* verb = std::get_if<reading::Variable>(&pattern->verb.value))
                            fresh.take(verb->name);
                          take_variables(pattern->object, fresh);
                        },
                        [](const auto&) {}},
             node.value);
}

void take_variables(const reading::Reading& reading, FreshVariables& fresh) {
  for (const std::string& name : reading.variables) fresh.take(name);
  for (const reading::Branch& branch : reading.branches) {
    for (const reading::Pattern& pattern : branch.patterns)
      take_variables(reading::Node{.value = Box<reading::Pattern>(pattern), .span = {}}, fresh);
    if (branch.source) take_variables(*branch.source, fresh);
    if (branch.addressee) take_variables(*branch.addressee, fresh);
    if (branch.about) take_variables(branch.about->what, fresh);
  }
}

// The first of the columns that the node shows.
std::vector<Variable>::iterator first_shown(std::vector<Variable>& columns, const reading::Node& node) {
  auto first = columns.end();
  const auto look = [&](const auto& self, const reading::Node& at) -> void {
    if (const auto* variable = std::get_if<reading::Variable>(&at.value)) {
      first = std::min(first, std::find(columns.begin(), columns.end(), Variable{variable->name}));
    } else if (const auto* pattern = std::get_if<Box<reading::Pattern>>(&at.value)) {
      if (const auto* verb = std::get_if<reading::Variable>(&(*pattern)->verb.value))
        first = std::min(first, std::find(columns.begin(), columns.end(), Variable{verb->name}));
      self(self, (*pattern)->subject);
      self(self, (*pattern)->object);
    }
  };
  look(look, node);
  return first;
}

// A verb is shown behind its subject, else before what its object shows, else last.
void insert_verb_column(std::vector<Variable>& columns, const Variable& verb,
                        const reading::Pattern& pattern) {
  const auto subject = first_shown(columns, pattern.subject);
  const auto wanted = subject != columns.end() ? subject + 1 : first_shown(columns, pattern.object);
  const auto present = std::find(columns.begin(), columns.end(), verb);
  if (present == columns.end()) {
    columns.insert(wanted, verb);
  } else if (wanted < present &&
             subject == columns.end()) {  // another branch has its object further to the left
    std::rotate(wanted, present, present + 1);
  }
}

class Builder {
 public:
  Builder(const reading::Reading& reading, const Snapshot& snapshot)
      : reading_(reading), snapshot_(snapshot) {
    take_variables(reading, fresh_);
  }

  Result<ClaimQuery> build() {
    for (const std::string& name : reading_.variables) query_.columns.push_back({name});
    query_.limit = reading_.limit;
    query_.conditions = reading_.conditions;
    QUOTH_CHECK(declare_positions());
    for (const reading::Branch& branch : reading_.branches) {
      std::vector<Occurrence>& occurrences = query_.branches.emplace_back();
      for (std::size_t i = 0; i < branch.patterns.size(); ++i) {
        QUOTH_TRY(Occurrence occurrence, make_occurrence(branch, i));
        occurrences.push_back(std::move(occurrence));
      }
    }
    leave_overlaps_to_first_branch(query_);
    for (const Position& position : positions_) {
      add_column(position.source);
      add_column(position.said);
      query_.mentions.push_back(position.mention);
    }
    const Position& first = positions_.front();
    if (reading_.by_source || reading_.by_date) show_first(first.said);
    if (reading_.by_source) show_first(first.source);
    if (reading_.purpose == reading::Purpose::kCount) make_count();
    for (const reading::SortKey& key : reading_.sort) sort_by(column_named(key.variable), key.descending);
    if (reading_.by_date) sort_by(first.said, false);
    return std::move(query_);
  }

 private:
  // The variables that the i-th patterns of all branches have in common: they end up in the same columns.
  struct Position {
    Variable source, said, mention, verb;
    bool show_verb = false;
  };

  void show_first(const Variable& column) {
    const auto found = std::find(query_.columns.begin(), query_.columns.end(), column);
    std::rotate(query_.columns.begin(), found, found + 1);
  }

  void sort_by(const Variable& column, bool descending) {
    const bool is_date = std::any_of(positions_.begin(), positions_.end(),
                                     [&](const Position& position) { return position.said == column; });
    query_.sort.push_back({column, descending, is_date});
  }

  // The variable that the statement means: one of its own, or a column of the first pattern, or the count.
  Variable column_named(const std::string& name) const {
    const auto& own = reading_.variables;
    if (std::find(own.begin(), own.end(), name) != own.end()) return {name};
    if (name == "source") return positions_.front().source;
    if (name == "said") return positions_.front().said;
    return name == "count" && query_.count ? query_.count->result : Variable{name};
  }

  void make_count() {
    Count count;
    for (const std::string& name : reading_.count.counted) count.counted.push_back(column_named(name));
    for (const std::string& name : reading_.count.by) count.by.push_back(column_named(name));
    count.result = fresh_.make("count");
    query_.columns = count.by;
    query_.columns.push_back(count.result);
    query_.mentions.clear();
    for (std::vector<Occurrence>& branch : query_.branches)
      for (Occurrence& occurrence : branch) leave_out_what_is_not_counted(occurrence, count);
    query_.count = std::move(count);
  }

  void leave_out_what_is_not_counted(Occurrence& occurrence, const Count& count) const {
    std::vector<Variable> used = count.counted;
    used.insert(used.end(), count.by.begin(), count.by.end());
    for (const Expression& condition : query_.conditions) add_variables(condition, used);
    const bool uses_date = std::find(used.begin(), used.end(), occurrence.said) != used.end();
    occurrence.with_dates = uses_date || !occurrence.said_conditions.empty();
    occurrence.with_mentions = occurrence.with_dates || count.counted.empty();
  }

  Status declare_positions() {
    std::size_t most = 0;
    for (const reading::Branch& branch : reading_.branches) most = std::max(most, branch.patterns.size());
    for (std::size_t i = 0; i < most; ++i) {
      Position position;
      position.source = source_variable();
      position.said = fresh_.make("said");
      position.mention = fresh_.make("mention");
      position.verb = fresh_.make("verb");
      for (const reading::Branch& branch : reading_.branches) {
        if (i >= branch.patterns.size() ||
            std::holds_alternative<reading::Variable>(branch.patterns[i].verb.value))
          continue;
        QUOTH_TRY(const VerbPredicates predicates, predicates_of(branch.patterns[i].verb, snapshot_));
        position.show_verb = position.show_verb || predicates.below;
      }
      if (position.show_verb) show_verb(position.verb, i);
      positions_.push_back(std::move(position));
    }
    return {};
  }

  // All patterns of `from ?x` come from the same source; without it, each has its own.
  Variable source_variable() {
    for (const reading::Branch& branch : reading_.branches) {
      if (!branch.source) continue;
      if (const auto* variable = std::get_if<reading::Variable>(&branch.source->value))
        return {variable->name};
    }
    return fresh_.make("source");
  }

  Result<Occurrence> make_occurrence(const reading::Branch& branch, std::size_t i) {
    const Position& position = positions_[i];
    const reading::Pattern& pattern = branch.patterns[i];
    Occurrence occurrence;
    QUOTH_TRY(occurrence.claim, make_claim(pattern, &position, occurrence.choices));
    if (std::holds_alternative<reading::Variable>(pattern.verb.value) && !pattern.verb.negated) {
      occurrence.any_verb = true;
      exclude_what_is_no_claim(occurrence);
    }
    occurrence.source = position.source;
    occurrence.said = position.said;
    occurrence.mention = position.mention;
    occurrence.mention_date = fresh_.make("mention_date");
    occurrence.source_date = fresh_.make("source_date");
    if (occurrence.any_verb) occurrence.reified = fresh_.make("reified");
    if (branch.source) {
      if (const Term* source = std::get_if<Term>(&branch.source->value))
        occurrence.graph = *source;
      else
        occurrence.sources_only = true;
    }
    if (branch.addressee) {
      QUOTH_TRY(occurrence.addressee, make_node(*branch.addressee, "addressee", occurrence.choices));
    }
    for (const reading::SaidWhen& when : branch.said)
      occurrence.said_conditions.push_back(said_condition(occurrence.said, when));
    if (branch.valid) {
      Validity validity{fresh_.make("valid_from"), fresh_.make("valid_until"), {}};
      validity.condition = validity_condition(validity.from, validity.until, *branch.valid);
      occurrence.validity = std::move(validity);
    }
    if (branch.about && !std::holds_alternative<reading::Anything>(branch.about->what.value)) {
      QUOTH_TRY(const TermPattern topic, make_node(branch.about->what, "topic", occurrence.choices));
      const TopicRequest request{topic, branch.about->as_claimant};
      QUOTH_TRY(occurrence.topic, make_topic(request, occurrence, snapshot_, fresh_));
    }
    return occurrence;
  }

  // `position` is that of an outermost pattern; nested ones have none.
  Result<TriplePattern> make_claim(const reading::Pattern& pattern, const Position* position,
                                   std::vector<VerbChoice>& choices) {
    QUOTH_TRY(TermPattern subject, make_node(pattern.subject, "someone", choices));
    QUOTH_TRY(TermPattern verb, make_verb(pattern, position, choices));
    QUOTH_TRY(TermPattern object, make_node(pattern.object, "something", choices));
    return TriplePattern{std::move(subject), std::move(verb), std::move(object)};
  }

  Result<TermPattern> make_node(const reading::Node& node, const char* hidden,
                                std::vector<VerbChoice>& choices) {
    return std::visit(Overloaded{[](const Term& term) -> Result<TermPattern> { return TermPattern(term); },
                                 [](const reading::Variable& variable) -> Result<TermPattern> {
                                   return TermPattern(Variable{variable.name});
                                 },
                                 [&](const reading::Anything&) -> Result<TermPattern> {
                                   return TermPattern(fresh_.make(hidden));
                                 },
                                 [&](const Box<reading::Pattern>& pattern) -> Result<TermPattern> {
                                   QUOTH_TRY(TriplePattern nested, make_claim(*pattern, nullptr, choices));
                                   return TermPattern(Box<TriplePattern>(std::move(nested)));
                                 }},
                      node.value);
  }

  Result<TermPattern> make_verb(const reading::Pattern& pattern, const Position* position,
                                std::vector<VerbChoice>& choices) {
    if (const auto* variable = std::get_if<reading::Variable>(&pattern.verb.value)) {
      const Variable verb{variable->name};
      if (pattern.verb.negated) {
        QUOTH_TRY(std::vector<Term> negating, negating_verbs(snapshot_));
        choices.push_back({verb, std::move(negating)});
      }
      return TermPattern(verb);
    }
    QUOTH_TRY(VerbPredicates predicates, predicates_of(pattern.verb, snapshot_));
    const bool show = position ? position->show_verb : predicates.below;
    if (predicates.all.size() == 1 && !show) return TermPattern(std::move(predicates.all.front()));
    const Variable verb = position ? position->verb : fresh_.make("verb");
    if (!position && show) insert_verb_column(query_.columns, verb, pattern);
    choices.push_back({verb, std::move(predicates.all)});
    return TermPattern(verb);
  }

  void exclude_what_is_no_claim(Occurrence& occurrence) {
    const Expression verb{std::get<Variable>(occurrence.claim.predicate)};
    for (const std::string_view space : kNoClaimNamespaces) {
      const Expression name{Call{"str", {verb}}};
      const Expression starts{Call{"strstarts", {name, Expression{Term::literal(std::string(space))}}}};
      occurrence.conditions.push_back({Call{"!", {starts}}});
    }
    Call named{"not in", {verb}};
    for (const std::string_view predicate : kNoClaimPredicates)
      named.arguments.push_back({Term::iri(std::string(predicate))});
    occurrence.conditions.push_back({std::move(named)});
  }

  void show_verb(const Variable& verb, std::size_t i) {
    for (const reading::Branch& branch : reading_.branches)
      if (i < branch.patterns.size()) insert_verb_column(query_.columns, verb, branch.patterns[i]);
  }

  void add_column(const Variable& variable) {
    if (std::find(query_.columns.begin(), query_.columns.end(), variable) == query_.columns.end())
      query_.columns.push_back(variable);
  }

  const reading::Reading& reading_;
  const Snapshot& snapshot_;
  FreshVariables fresh_;
  ClaimQuery query_;
  std::vector<Position> positions_;
};

}  // namespace

std::vector<Variable> different_rows(const Count& count) {
  std::vector<Variable> out = count.by;
  for (const Variable& variable : count.counted)
    if (std::find(out.begin(), out.end(), variable) == out.end()) out.push_back(variable);
  return out;
}

Result<ClaimQuery> make_claim_query(const reading::Reading& reading, const Snapshot& snapshot) {
  return Builder(reading, snapshot).build();
}

}  // namespace quoth
