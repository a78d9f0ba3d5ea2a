#include "kb/reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "engine/expression.h"
#include "engine/translate_expression.h"
#include "kb/cut.h"
#include "kb/resolver.h"
#include "kb/speech.h"

namespace quoth::reading {
namespace {

using claim::Connective;

constexpr std::array kPattern{Slot::kSubject, Slot::kVerb, Slot::kObject};
constexpr std::array kToldPattern{Slot::kSubject, Slot::kVerb, Slot::kAddressee};
constexpr std::array kNode{Slot::kObject};
constexpr std::array kSourceSlot{Slot::kSource};
constexpr std::array kAddressee{Slot::kAddressee};

// ---- Variables

void collect_variables(const std::vector<claim::Item>& items, std::set<std::string>& out) {
  for (const claim::Item& item : items) {
    if (const auto* variable = std::get_if<Variable>(&item.value)) out.insert(variable->name);
    if (const auto* nested = std::get_if<Box<claim::Pattern>>(&item.value))
      collect_variables((*nested)->items, out);
  }
}

void collect_variables(const std::vector<claim::Clause>& clauses, std::set<std::string>& out) {
  for (const claim::Clause& clause : clauses) {
    if (const auto* from = std::get_if<claim::From>(&clause.value))
      collect_variables(from->source.items, out);
    if (const auto* to = std::get_if<claim::To>(&clause.value)) collect_variables(to->addressee.items, out);
    if (const auto* about = std::get_if<claim::About>(&clause.value))
      collect_variables(about->what.items, out);
  }
}

void collect_variables(const claim::Find& find, std::set<std::string>& out) {
  for (const claim::Pattern& pattern : find.patterns) collect_variables(pattern.items, out);
  collect_variables(find.clauses, out);
}

// What a question has of its own, besides clauses.
const std::vector<claim::Item>* own_items(const claim::WhatDoWeKnow& know) { return &know.about.items; }
const std::vector<claim::Item>* own_items(const claim::WhoSaidWhat&) { return nullptr; }
const std::vector<claim::Item>* own_items(const claim::Check& check) { return &check.pattern.items; }
const std::vector<claim::Item>* own_items(const claim::SourcesQuestion& sources) {
  return &sources.pattern.items;
}
template <typename Question>
const std::vector<claim::Item>* own_items(const Question& question) {
  return &question.words.items;
}

std::set<std::string> variables_of(const claim::Statement& statement) {
  std::set<std::string> out;
  std::visit(Overloaded{
                 [&](const claim::Find& find) { collect_variables(find, out); },
                 [&](const claim::Count& count) { collect_variables(count.find, out); },
                 [&](const auto& question) {
                   if (const auto* items = own_items(question)) collect_variables(*items, out);
                   if constexpr (requires { question.content; }) {
                     if (question.content) collect_variables(question.content->words.items, out);
                   }
                   collect_variables(question.clauses, out);
                 },
             },
             statement.value);
  return out;
}

// The variables to show: those that stand in the branches, in the order of their first appearance.
class Columns {
 public:
  std::vector<std::string> of(const std::vector<Branch>& branches) && {
    for (const Branch& branch : branches) {
      for (const Pattern& pattern : branch.patterns) add(pattern);
    }
    for (const Branch& branch : branches) {
      if (branch.about) add(branch.about->what);
      if (branch.addressee) add(*branch.addressee);
      if (branch.source) add(*branch.source);
    }
    return std::move(columns_);
  }

 private:
  void add(const Variable& variable) {
    if (seen_.insert(variable.name).second) columns_.push_back(variable.name);
  }
  void add(const Node& node) {
    if (const auto* variable = std::get_if<Variable>(&node.value)) add(*variable);
    if (const auto* nested = std::get_if<Box<Pattern>>(&node.value)) add(**nested);
  }
  void add(const Pattern& pattern) {
    add(pattern.subject);
    if (const auto* variable = std::get_if<Variable>(&pattern.verb.value)) add(*variable);
    add(pattern.object);
  }

  std::vector<std::string> columns_;
  std::set<std::string> seen_;
};

// ---- The reader

// The columns that an answer has besides the variables of its patterns.
constexpr std::string_view kSource = "source", kSaid = "said", kCount = "count";

class Reader {
 public:
  Reader(const claim::Statement& statement, Lexicon& lexicon, const Source& source, bool explain)
      : statement_(statement),
        source_(source),
        resolver_(lexicon, source, explain),
        variables_(variables_of(statement)) {}

  Result<Interpretation> read() {
    QUOTH_CHECK(std::visit([&](const auto& form) { return read(form); }, statement_.value));
    reading_.explain = statement_.explain;
    reading_.variables = Columns().of(reading_.branches);
    QUOTH_CHECK(check_columns());
    return Interpretation{std::move(reading_), resolver_.names(), std::move(resolver_.doubts())};
  }

 private:
  // ---- Patterns

  Status read(const claim::Find& find) {
    Branch branch;
    for (const claim::Pattern& words : find.patterns) {
      QUOTH_TRY(Pattern pattern, resolver_.whole_pattern(words));
      branch.patterns.push_back(std::move(pattern));
    }
    QUOTH_TRY(const Branch clauses, read(find.clauses));
    add_branch(std::move(branch), clauses);
    return {};
  }

  Status read(const claim::Count& count) {
    reading_.purpose = Purpose::kCount;
    claim::Find find = count.find;
    std::vector<claim::Item>& items = find.patterns.front().items;
    QUOTH_TRY(const std::size_t counted, counted_variables(find.patterns.front()));
    for (std::size_t i = 0; i < counted; ++i)
      reading_.count.counted.push_back(std::get<Variable>(items[i].value).name);
    counted_spans(items, counted);
    items.erase(items.begin(), items.begin() + static_cast<std::ptrdiff_t>(counted));
    find.patterns.front().span.begin = items.front().span.begin;
    return read(find);
  }

  // How many of the variables that lead the pattern are counted: as many as leave a whole pattern.
  Result<std::size_t> counted_variables(const claim::Pattern& pattern) {
    const auto is_variable = [](const claim::Item& item) {
      return std::holds_alternative<Variable>(item.value);
    };
    const auto first = std::find_if_not(pattern.items.begin(), pattern.items.end(), is_variable);
    const auto leading = static_cast<std::size_t>(first - pattern.items.begin());
    const std::size_t most = std::min(leading, pattern.items.size() - 3);
    for (std::size_t count = most + 1; count-- > 0;) {
      const std::vector<claim::Item> rest(pattern.items.begin() + static_cast<std::ptrdiff_t>(count),
                                          pattern.items.end());
      QUOTH_TRY(const std::vector<Filling> all,
                fillings(resolver_.lexicon(), words_of(rest, pattern.span), kPattern));
      if (!all.empty()) return count;
    }
    return most;  // and the error is that of the rest
  }

  void counted_spans(const std::vector<claim::Item>& items, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
      used_.push_back({std::get<Variable>(items[i].value).name, items[i].span});
  }

  Status read(const claim::Check& check) {
    reading_.purpose = Purpose::kCheck;
    return read(claim::Find{{check.pattern}, check.clauses});
  }

  // ---- Questions

  // A V (B ?does ?what)
  Status read(const claim::WhatDidToDo& what) {
    Words words = words_of(what.words.items, what.words.span);
    words.connective = Connective::kTo;
    QUOTH_TRY(const std::vector<Filling> told, fillings(resolver_.lexicon(), words, kToldPattern));
    const std::span<const Slot> slots = told.empty() && (words.items.size() == 2 || can_fill(words))
                                            ? std::span(kToldPattern).first(2)
                                            : std::span<const Slot>(kToldPattern);
    QUOTH_TRY(const Filling filling, resolver_.only_filling(words, slots));
    QUOTH_TRY(Node subject, resolver_.node(filling[0], words));
    QUOTH_TRY(Verb verb, resolver_.verb(filling[1], words));
    Node whom = subject;  // who promised to do something does it himself
    if (filling.size() > 2) {
      QUOTH_TRY(whom, resolver_.node(filling[2], words));
    }
    QUOTH_TRY(const Branch clauses, read(what.clauses));
    add_branch(Pattern{std::move(subject), std::move(verb), does_what(whom, what.negated)}, clauses);
    return {};
  }

  bool can_fill(const Words& words) {
    const auto found = fillings(resolver_.lexicon(), words, std::span(kToldPattern).first(2));
    return found && !found->empty();
  }

  Status read(const claim::WhatDid& what) {
    const std::optional<claim::Content> none;
    QUOTH_TRY(Speech speech, read_speech({what.words, none, true, has_addressee(what.clauses)}));
    QUOTH_TRY(Branch clauses, read(what.clauses));
    return ask(std::move(speech), std::move(clauses));
  }

  Status read(const claim::WhoQuestion& who) {
    claim::WhoQuestion question = who;
    if (!who.content && asks_for_what(who.words.items)) question.words.items.pop_back();
    QUOTH_TRY(Speech speech,
              read_speech({question.words, question.content, false, has_addressee(who.clauses)}));
    QUOTH_TRY(Branch clauses, read(who.clauses));
    speech.speaker = Node{fresh("who"), {}};
    return ask(std::move(speech), std::move(clauses));
  }

  // "who denied what?"
  static bool asks_for_what(const std::vector<claim::Item>& items) {
    const auto* last = std::get_if<claim::Word>(&items.back().value);
    return items.size() > 1 && last != nullptr && last->text == "what";
  }

  // ?who ?says ?what
  Status read(const claim::WhoSaidWhat& who) {
    QUOTH_TRY(const Branch clauses, read(who.clauses));
    add_branch(Pattern{Node{fresh("who"), {}}, Verb{fresh("says"), false, {}}, Node{fresh("what"), {}}},
               clauses);
    return {};
  }

  Status read(const claim::DidQuestion& did) {
    QUOTH_TRY(Speech speech, read_speech({did.words, did.content, true, has_addressee(did.clauses)}));
    QUOTH_TRY(Branch clauses, read(did.clauses));
    if (did.asks == claim::DidQuestion::Asks::kHowOften) reading_.purpose = Purpose::kCount;
    reading_.by_date = did.asks == claim::DidQuestion::Asks::kWhen;
    QUOTH_TRY(const std::optional<Verb> directing, resolver_.directing(speech.verb));
    const bool asks_for_content = !speech.content && (directing || !speech.whom);
    if (did.asks == claim::DidQuestion::Asks::kWhen && asks_for_content)
      return ask(std::move(speech), std::move(clauses));
    if (did.asks == claim::DidQuestion::Asks::kWhether) reading_.purpose = Purpose::kCheck;
    // A V (B P O), A V (S P O), A P O, and A V something. "When did A V B?" may ask for what A directed B to do.
    if (speech.content) {
      add_speech(std::move(speech), std::move(clauses));
      return {};
    }
    if (speech.addressee && !speech.whom) {  // "did A V to B?": what has no mood is said to nobody
      QUOTH_TRY(const bool is_said, resolver_.has_mood(speech.verb));
      if (!is_said) speech.whom = std::exchange(speech.addressee, std::nullopt);
    }
    if (speech.addressee) clauses.addressee = std::move(speech.addressee);
    Node object = speech.whom ? *std::move(speech.whom) : Node{Anything{}, {}};
    add_branch(Pattern{*std::move(speech.speaker), std::move(speech.verb), std::move(object)}, clauses);
    return {};
  }

  // S P O from ?source
  Status read(const claim::SourcesQuestion& sources) {
    if (sources.how_many) reading_.purpose = Purpose::kCount;
    QUOTH_TRY(Pattern pattern, resolver_.whole_pattern(sources.pattern));
    QUOTH_TRY(Branch clauses, read(sources.clauses));
    if (clauses.source) return error_at_clause<claim::From>(sources.clauses);
    const Variable source = fresh(std::string(kSource));
    clauses.source = Node{source, {}};
    if (sources.how_many) reading_.count.counted.push_back(source.name);
    reading_.by_source = !sources.how_many;
    add_branch(std::move(pattern), clauses);
    return {};
  }

  // Everything in which B takes part
  Status read(const claim::WhatDoWeKnow& know) {
    QUOTH_TRY(Branch clauses, read(know.clauses));
    if (clauses.about) return error_at_clause<claim::About>(know.clauses);
    QUOTH_TRY(Node what, node(know.about, kNode));
    clauses.about = About{std::move(what), true};
    reading_.by_source = true;
    add_branch(Pattern{Node{fresh("who"), {}}, Verb{fresh("does"), false, {}}, Node{fresh("what"), {}}},
               clauses);
    return {};
  }

  // The question's table, once everything in it is known.
  Status ask(Speech speech, Branch clauses) {
    if (speech.content) {  // ?who V (B P O), ?who V (S P O) to B
      add_speech(std::move(speech), std::move(clauses));
      return {};
    }
    const Node& speaker = *speech.speaker;
    const Verb& verb = speech.verb;
    if (speech.addressee && !speech.whom)  // "who appealed to B?": B may be what the verb is about
      add_branch(Pattern{speaker, verb, *speech.addressee}, clauses);
    if (speech.addressee) clauses.addressee = std::move(speech.addressee);
    std::optional<Node>& whom = speech.whom;
    if (!whom) {  // ?who V ?what
      add_branch(Pattern{speaker, verb, Node{fresh("what"), {}}}, clauses);
      return {};
    }
    const bool may_be_addressed = std::holds_alternative<Term>(whom->value)
                                      ? !std::get<Term>(whom->value).is_literal()
                                      : !std::holds_alternative<Box<Pattern>>(whom->value);
    QUOTH_TRY(std::optional<Verb> directing, resolver_.directing(verb));
    if (may_be_addressed && directing)
      add_branch(Pattern{speaker, *std::move(directing), does_what(*whom, false)}, clauses);
    add_branch(Pattern{speaker, verb, *whom}, clauses);
    if (may_be_addressed && !clauses.addressee) {
      clauses.addressee = std::move(whom);
      add_branch(Pattern{speaker, verb, Node{fresh("what"), {}}}, clauses);
    }
    return {};
  }

  // A V (S P O): whom it is said to, unless that is S, is the addressee.
  void add_speech(Speech speech, Branch clauses) {
    const bool is_told = speech.whom && !clauses.addressee && !is_subject_of(*speech.whom, *speech.content);
    if (is_told) clauses.addressee = std::move(speech.whom);
    add_branch(Pattern{*std::move(speech.speaker), std::move(speech.verb), *std::move(speech.content)},
               clauses);
  }

  Result<Speech> read_speech(const SpeechForm& form) {
    return reading::read_speech(resolver_, form, Node{fresh("who"), {}});
  }

  // (B ?does ?what)
  Node does_what(const Node& whom, bool negated) {
    Pattern content{whom, Verb{fresh("does"), negated, whom.span}, Node{fresh("what"), whom.span}};
    return {Box<Pattern>(std::move(content)), whom.span};
  }

  static bool is_subject_of(const Node& node, const Node& content) {
    return std::get<Box<Pattern>>(content.value)->subject.span == node.span;
  }

  static bool has_addressee(const std::vector<claim::Clause>& clauses) {
    return std::any_of(clauses.begin(), clauses.end(), [](const claim::Clause& clause) {
      return std::holds_alternative<claim::To>(clause.value);
    });
  }

  // ---- Clauses

  Result<Branch> read(const std::vector<claim::Clause>& clauses) {
    Branch out;
    for (const claim::Clause& clause : clauses) {
      QUOTH_CHECK(std::visit([&](const auto& one) { return read(one, clause, out); }, clause.value));
    }
    return out;
  }

  Status read(const claim::From& from, const claim::Clause& clause, Branch& out) {
    if (out.source) return error_twice(clause);
    QUOTH_TRY(out.source, node(from.source, kSourceSlot));
    return {};
  }

  Status read(const claim::To& to, const claim::Clause& clause, Branch& out) {
    if (out.addressee) return error_twice(clause);
    QUOTH_TRY(out.addressee, node(to.addressee, kAddressee));
    return {};
  }

  Status read(const claim::About& about, const claim::Clause& clause, Branch& out) {
    if (out.about) return error_twice(clause);
    QUOTH_TRY(Node what, node(about.what, kNode));
    out.about = About{std::move(what), false};
    return {};
  }

  Status read(const claim::Said& said, const claim::Clause&, Branch& out) {
    out.said.push_back({said.relation, said.date.text});
    return {};
  }

  Status read(const claim::During& during, const claim::Clause& clause, Branch& out) {
    if (out.valid) return error_twice(clause);
    out.valid = ValidWhen{during.date.text, during.until ? during.until->text : during.date.text};
    return {};
  }

  Status read(const claim::Where& where, const claim::Clause& clause, Branch&) {
    if (reading_.purpose == Purpose::kCheck) return error_no_rows(clause);
    const ExpressionSource source{source_.text, source_.document, resolver_.lexicon().prefixes()};
    QUOTH_TRY(algebra::Expression condition, translate_expression(where.condition, source));
    std::vector<algebra::Variable> variables;
    add_variables(condition, variables);
    for (algebra::Variable& variable : variables) used_.push_back({std::move(variable.name), clause.span});
    reading_.conditions.push_back(std::move(condition));
    return {};
  }

  Status read(const claim::Limit& limit, const claim::Clause& clause, Branch&) {
    if (reading_.limit) return error_twice(clause);
    if (reading_.purpose == Purpose::kCheck) return error_no_rows(clause);
    reading_.limit = limit.count;
    return {};
  }

  Status read(const claim::SortBy& sort, const claim::Clause& clause, Branch&) {
    if (!reading_.sort.empty()) return error_twice(clause);
    if (reading_.purpose == Purpose::kCheck) return error_no_rows(clause);
    for (const claim::SortKey& key : sort.keys) {
      reading_.sort.push_back({key.variable.name, key.descending});
      sorted_.push_back({key.variable.name, key.span});
    }
    return {};
  }

  Status read(const claim::CountBy& by, const claim::Clause& clause, Branch&) {
    if (!reading_.count.by.empty()) return error_twice(clause);
    for (const Variable& variable : by.variables) {
      reading_.count.by.push_back(variable.name);
      used_.push_back({variable.name, clause.span});
    }
    return {};
  }

  Result<Node> node(const claim::Node& items, std::span<const Slot> slot) {
    const Words words = words_of(items.items, items.span);
    QUOTH_TRY(const Filling filling, resolver_.only_filling(words, slot));
    return resolver_.node(filling[0], words);
  }

  Error error_here(std::string message, std::size_t offset) const {
    return error_at(ErrorCode::kSyntax, std::move(message), source_.document, source_.text, offset);
  }
  Error error_twice(const claim::Clause& clause) const {
    return error_here("this clause stands there already", clause.span.begin);
  }
  Error error_no_rows(const claim::Clause& clause) const {
    return error_here("a check has no rows to choose, sort or limit", clause.span.begin);
  }
  template <typename Kind>
  Error error_at_clause(const std::vector<claim::Clause>& clauses) const {
    const auto clause = std::find_if(clauses.begin(), clauses.end(), [](const claim::Clause& each) {
      return std::holds_alternative<Kind>(each.value);
    });
    return error_here("the question says this already", clause->span.begin);
  }

  // ---- Columns that clauses name

  struct Use {
    std::string variable;
    Span span;
  };

  // What is counted, and by what, is bound by the patterns, or is the source or the date; a sort may be by the count
  // too, and by nothing that a count does not show.
  Status check_columns() const {
    std::set<std::string, std::less<>> known(reading_.variables.begin(), reading_.variables.end());
    known.insert({std::string(kSource), std::string(kSaid)});
    for (const Use& use : used_) {
      if (!known.contains(use.variable)) return error_unbound(use, known);
    }
    if (reading_.purpose == Purpose::kCount) {
      known = {reading_.count.by.begin(), reading_.count.by.end()};
      known.insert(std::string(kCount));
    }
    for (const Use& use : sorted_) {
      if (!known.contains(use.variable)) return error_unbound(use, known);
    }
    return {};
  }

  Error error_unbound(const Use& use, const std::set<std::string, std::less<>>& known) const {
    std::string message = "nothing binds ?" + use.variable + " here; there are";
    for (const std::string& variable : known) message += " ?" + variable;
    return error_at(ErrorCode::kInvalid, std::move(message), source_.document, source_.text, use.span.begin);
  }

  void add_branch(Pattern pattern, const Branch& clauses) {
    Branch branch;
    branch.patterns.push_back(std::move(pattern));
    add_branch(std::move(branch), clauses);
  }

  void add_branch(Branch branch, const Branch& clauses) {
    Branch whole = clauses;
    whole.patterns = std::move(branch.patterns);
    reading_.branches.push_back(std::move(whole));
  }

  Variable fresh(const std::string& name) const {
    std::string unused = name;
    for (int i = 2; variables_.contains(unused); ++i) unused = name + std::to_string(i);
    return {unused};
  }

  const claim::Statement& statement_;
  const Source& source_;
  Resolver resolver_;
  std::set<std::string> variables_;  // that the statement uses
  std::vector<Use> used_, sorted_;   // by a count, by a sort
  Reading reading_;
};

}  // namespace

Result<Interpretation> interpret(const claim::Statement& statement, Lexicon& lexicon, const Source& source,
                                 bool explain) {
  return Reader(statement, lexicon, source, explain).read();
}

}  // namespace quoth::reading
