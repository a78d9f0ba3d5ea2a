#include "kb/reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "kb/claim.h"
#include "kb/cut.h"
#include "rdf/iri.h"
#include "rdf/vocabulary.h"

namespace quoth::reading {
namespace {

using claim::Connective;

constexpr std::array kPattern{Slot::kSubject, Slot::kVerb, Slot::kObject};
constexpr std::array kVerbAndWhom{Slot::kVerb, Slot::kObject};
constexpr std::array kVerbOnly{Slot::kVerb};
constexpr std::array kSource{Slot::kSource};
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
  }
}

std::set<std::string> variables_of(const claim::Statement& statement) {
  std::set<std::string> out;
  std::visit(Overloaded{
                 [&](const claim::Find& find) {
                   for (const claim::Pattern& pattern : find.patterns) collect_variables(pattern.items, out);
                   collect_variables(find.clauses, out);
                 },
                 [&](const claim::WhatDidToDo& what) {
                   collect_variables(what.words.items, out);
                   collect_variables(what.clauses, out);
                 },
                 [&](const claim::WhoQuestion& who) {
                   collect_variables(who.words.items, out);
                   if (who.content) collect_variables(who.content->words.items, out);
                   collect_variables(who.clauses, out);
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

// ---- Moods

// Whether a claim predicate of this mood is what the word after it asks for.
bool suits(Mood mood, Connective connective) {
  switch (connective) {
    case Connective::kTo:
      return mood == Mood::kDirects || mood == Mood::kCommits;
    case Connective::kThat:
      return mood == Mood::kAsserts || mood == Mood::kDenies || mood == Mood::kCommits;
    case Connective::kWhether:
      return mood == Mood::kQuestions;
  }
  return false;
}

// ---- The reader

struct Clauses {
  std::optional<Node> source, addressee;
  std::optional<std::uint64_t> limit;
};

class Reader {
 public:
  Reader(const claim::Statement& statement, Lexicon& lexicon, const Source& source, bool explain)
      : statement_(statement),
        lexicon_(lexicon),
        source_(source),
        explain_(explain),
        variables_(variables_of(statement)) {}

  Result<Interpretation> read() {
    QUOTH_CHECK(std::visit([&](const auto& form) { return read(form); }, statement_.value));
    result_.reading.explain = statement_.explain;
    result_.reading.variables = Columns().of(result_.reading.branches);
    return std::move(result_);
  }

 private:
  // ---- Forms

  Status read(const claim::Find& find) {
    Branch branch;
    for (const claim::Pattern& words : find.patterns) {
      QUOTH_TRY(Pattern pattern, whole_pattern(words));
      branch.patterns.push_back(std::move(pattern));
    }
    QUOTH_TRY(Clauses clauses, read(find.clauses));
    add_branch(std::move(branch), clauses);
    return {};
  }

  // A V (B ?does ?what)
  Status read(const claim::WhatDidToDo& what) {
    const Words words = words_of(what.words.items, what.words.span);
    QUOTH_TRY(const Filling filling, only_filling(words, kPattern));
    QUOTH_TRY(Node subject, node(filling[0], words));
    QUOTH_TRY(Verb verb, this->verb(filling[1], words, Connective::kTo));
    QUOTH_TRY(Node whom, node(filling[2], words));
    QUOTH_TRY(Clauses clauses, read(what.clauses));
    Node content = does_what(whom, what.negated);
    add_branch({{Pattern{std::move(subject), std::move(verb), std::move(content)}}, {}, {}}, clauses);
    return {};
  }

  Status read(const claim::WhoQuestion& who) {
    QUOTH_TRY(const WhoFilling filling, who_filling(who));
    const Words words = words_of(who.words.items, who.words.span);
    const std::optional<Connective> connective =
        who.content && !filling.content_is_addressee ? std::optional(who.content->connective) : std::nullopt;
    QUOTH_TRY(Verb verb, this->verb(filling.words[0], words, connective));
    std::optional<Node> whom;
    if (filling.words.size() > 1) {
      QUOTH_TRY(whom, node(filling.words[1], words));
    }
    std::optional<Node> content;
    if (who.content) {
      QUOTH_TRY(content, who_content(*who.content, filling, whom));
    }
    QUOTH_TRY(Clauses clauses, read(who.clauses));
    if (filling.content_is_addressee) {
      clauses.addressee = std::move(content);
      content.reset();
    }
    return ask_who(std::move(verb), std::move(whom), std::move(content), std::move(clauses));
  }

  // The question's table, once everything is known but who.
  Status ask_who(Verb verb, std::optional<Node> whom, std::optional<Node> content, Clauses clauses) {
    const Node who{fresh("who"), {}};
    if (content) {  // ?who V (B P O), ?who V (S P O) to B
      const bool told = whom && !clauses.addressee && !is_subject_of(*whom, *content);
      if (told) clauses.addressee = std::move(whom);
      add_branch({{Pattern{who, std::move(verb), *std::move(content)}}, {}, {}}, clauses);
      return {};
    }
    if (!whom) {  // ?who V ?what
      add_branch({{Pattern{who, std::move(verb), Node{fresh("what"), {}}}}, {}, {}}, clauses);
      return {};
    }
    const bool may_be_addressed = std::holds_alternative<Term>(whom->value)
                                      ? !std::get<Term>(whom->value).is_literal()
                                      : !std::holds_alternative<Box<Pattern>>(whom->value);
    QUOTH_TRY(std::optional<Verb> directing, directing_verbs(verb));
    if (may_be_addressed && directing) {
      add_branch({{Pattern{who, *std::move(directing), does_what(*whom, false)}}, {}, {}}, clauses);
    }
    add_branch({{Pattern{who, verb, *whom}}, {}, {}}, clauses);
    if (may_be_addressed && !clauses.addressee) {
      clauses.addressee = std::move(whom);
      add_branch({{Pattern{who, std::move(verb), Node{fresh("what"), {}}}}, {}, {}}, clauses);
    }
    return {};
  }

  // (B ?does ?what)
  Node does_what(const Node& whom, bool negated) {
    Pattern content{whom, Verb{fresh("does"), negated, whom.span}, Node{fresh("what"), whom.span}};
    return {Box<Pattern>(std::move(content)), whom.span};
  }

  static bool is_subject_of(const Node& node, const Node& content) {
    return std::get<Box<Pattern>>(content.value)->subject.span == node.span;
  }

  // ---- Filling the form of a who-question

  struct WhoFilling {
    Filling words;    // V, or V and B
    Filling content;  // P and O, or S, P and O, or the addressee
    bool content_is_addressee = false;
    std::size_t names() const { return count_names(words) + count_names(content); }
  };

  Result<WhoFilling> who_filling(const claim::WhoQuestion& who) {
    const Words words = words_of(who.words.items, who.words.span);
    QUOTH_TRY(const std::vector<Filling> with_whom, fillings(lexicon_, words, kVerbAndWhom));
    QUOTH_TRY(const std::vector<Filling> verb_only, fillings(lexicon_, words, kVerbOnly));
    std::vector<WhoFilling> all;
    const auto combine = [&](const std::vector<Filling>& left, const std::vector<Filling>& right,
                             bool addressee) {
      for (const Filling& first : left) {
        for (const Filling& second : right) all.push_back({first, second, addressee});
      }
    };
    const Words content = who.content ? words_of(who.content->words.items, who.content->words.span) : Words{};
    if (!who.content) {
      combine(with_whom, {{}}, false);
      combine(verb_only, {{}}, false);
    } else if (who.content->connective == Connective::kTo) {
      QUOTH_TRY(const std::vector<Filling> wanted, fillings(lexicon_, content, kVerbAndWhom));
      combine(with_whom, wanted, false);
      if (!who.content->negated) {
        QUOTH_TRY(const std::vector<Filling> addressee, fillings(lexicon_, content, kAddressee));
        combine(with_whom, addressee, true);
        combine(verb_only, addressee, true);
      }
    } else {
      QUOTH_TRY(const std::vector<Filling> claimed, fillings(lexicon_, content, kPattern));
      combine(verb_only, claimed, false);
      combine(with_whom, claimed, false);
    }
    if (all.empty()) return why_no_who_filling(who, words, content, !with_whom.empty() || !verb_only.empty());
    std::stable_sort(all.begin(), all.end(),
                     [](const WhoFilling& a, const WhoFilling& b) { return a.names() < b.names(); });
    if (all.size() > 1 && all[0].names() == all[1].names()) {
      std::vector<std::string> readings;
      for (const WhoFilling& one : all) {
        if (one.names() != all[0].names()) break;
        readings.push_back("who " + to_text(one.words, words, source_) +
                           (who.content ? " … " + to_text(one.content, content, source_) : ""));
      }
      doubt(several_readings(readings, source_, words.span.begin));
    }
    return std::move(all.front());
  }

  Error why_no_who_filling(const claim::WhoQuestion& who, const Words& words, const Words& content,
                           bool words_fill) {
    if (words_fill && who.content && who.content->connective != Connective::kTo) {
      return unfilled(content, kPattern);
    }
    if (words_fill && who.content && content.items.size() > 1) {
      return unfilled(content, kVerbAndWhom);
    }
    if (words_fill && who.content) return unfilled(content, kAddressee);
    if (words.items.size() == 1) return unfilled(words, kVerbOnly);
    return unfilled(words, kVerbAndWhom);
  }

  // What follows "to", "that" or "whether": the content, or the addressee.
  Result<Node> who_content(const claim::Content& content, const WhoFilling& filling,
                           const std::optional<Node>& whom) {
    const Words words = words_of(content.words.items, content.words.span);
    if (filling.content_is_addressee) return node(filling.content[0], words);
    if (content.connective != Connective::kTo) {
      QUOTH_TRY(Pattern claimed, pattern(filling.content, words));
      return Node{Box<Pattern>(std::move(claimed)), content.span};
    }
    QUOTH_TRY(Verb verb, this->verb(filling.content[0], words, std::nullopt));
    QUOTH_TRY(Node object, node(filling.content[1], words));
    verb.negated = content.negated;
    return Node{Box<Pattern>(Pattern{*whom, std::move(verb), std::move(object)}), content.span};
  }

  // ---- Patterns and their parts

  Result<Pattern> whole_pattern(const claim::Pattern& items) {
    const Words words = words_of(items.items, items.span);
    QUOTH_TRY(const Filling filling, only_filling(words, kPattern));
    return pattern(filling, words);
  }

  Result<Pattern> pattern(const Filling& filling, const Words& words) {
    QUOTH_TRY(Node subject, node(filling[0], words));
    QUOTH_TRY(Verb verb, this->verb(filling[1], words, std::nullopt));
    QUOTH_TRY(Node object, node(filling[2], words));
    return Pattern{std::move(subject), std::move(verb), std::move(object)};
  }

  // The one way to fill the slots; the first of several, and a doubt.
  Result<Filling> only_filling(const Words& words, std::span<const Slot> slots) {
    QUOTH_TRY(std::vector<Filling> all, fillings(lexicon_, words, slots));
    if (all.empty()) return unfilled(words, slots);
    const auto fewer = [](const Filling& a, const Filling& b) { return count_names(a) < count_names(b); };
    std::stable_sort(all.begin(), all.end(), fewer);
    if (all.size() > 1 && !fewer(all[0], all[1])) {
      std::vector<std::string> readings;
      for (const Filling& one : all) {
        if (!fewer(all[0], one)) readings.push_back(to_text(one, words, source_));
      }
      doubt(several_readings(readings, source_, words.span.begin));
    }
    return std::move(all.front());
  }

  Error unfilled(const Words& words, std::span<const Slot> slots) {
    if (explain_) return why_not_filled(lexicon_, words, slots, source_);
    return Error{ErrorCode::kInvalid, "this cannot be filled", {}, {}};
  }

  Span span_of(const Part& part, const Words& words) const {
    return {words.items[part.first]->span.begin, words.items[part.last - 1]->span.end};
  }

  Result<Node> node(const Part& part, const Words& words) {
    const Span span = span_of(part, words);
    if (!part.name.empty()) {
      QUOTH_TRY(const auto* const meanings, lexicon_.meanings(part.name, position_of(part.slot)));
      ++result_.names;
      if (meanings->size() > 1) doubt(ambiguous_name(lexicon_, part.name, *meanings, source_, span.begin));
      QUOTH_TRY(Term term, lexicon_.snapshot().term(meanings->front().id));
      return Node{std::move(term), span};
    }
    const claim::Item& item = *words.items[part.first];
    if (const auto* variable = std::get_if<Variable>(&item.value)) return Node{*variable, span};
    if (std::holds_alternative<Anything>(item.value)) return Node{Anything{}, span};
    if (const auto* nested = std::get_if<Box<claim::Pattern>>(&item.value)) {
      QUOTH_TRY(Pattern inner, whole_pattern(**nested));
      return Node{Box<Pattern>(std::move(inner)), span};
    }
    QUOTH_TRY(Term term, written_term(item));
    return Node{std::move(term), span};
  }

  Result<Verb> verb(const Part& part, const Words& words, std::optional<Connective> connective) {
    Verb verb;
    verb.span = span_of(part, words);
    verb.negated = words.negated_at == part.first;
    const claim::Item& item = *words.items[part.first];
    if (part.name.empty()) {
      if (const auto* variable = std::get_if<Variable>(&item.value)) {
        verb.value = *variable;
        return verb;
      }
      QUOTH_TRY(Term term, written_term(item));
      verb.value = std::vector<Term>{std::move(term)};
      return verb;
    }
    QUOTH_TRY(const auto* const meanings, lexicon_.meanings(part.name, Position::kVerb));
    ++result_.names;
    std::vector<TermId> ids;
    for (const NameCandidate& candidate : *meanings) ids.push_back(candidate.id);
    QUOTH_TRY(std::vector<Term> terms, lexicon_.snapshot().terms(ids));
    std::sort(terms.begin(), terms.end());
    if (connective && terms.size() > 1) {
      QUOTH_TRY(terms, suiting(std::move(terms), *connective));
    }
    verb.value = std::move(terms);
    return verb;
  }

  // Those whose mood the connective asks for, or all if it is that of none.
  Result<std::vector<Term>> suiting(std::vector<Term> verbs, Connective connective) {
    std::vector<Term> chosen;
    for (const Term& verb : verbs) {
      QUOTH_TRY(const std::vector<Mood> found, moods(lexicon_.snapshot(), verb));
      if (std::any_of(found.begin(), found.end(), [&](Mood mood) { return suits(mood, connective); })) {
        chosen.push_back(verb);
      }
    }
    return chosen.empty() ? std::move(verbs) : std::move(chosen);
  }

  // The verb as far as it directs; nothing if it does not, or is a variable.
  Result<std::optional<Verb>> directing_verbs(const Verb& verb) {
    const auto* const verbs = std::get_if<std::vector<Term>>(&verb.value);
    if (verbs == nullptr) return std::optional<Verb>();
    std::vector<Term> directing;
    for (const Term& one : *verbs) {
      QUOTH_TRY(const std::vector<Mood> found, moods(lexicon_.snapshot(), one));
      if (std::find(found.begin(), found.end(), Mood::kDirects) != found.end()) directing.push_back(one);
    }
    if (directing.empty()) return std::optional<Verb>();
    return std::optional(Verb{std::move(directing), verb.negated, verb.span});
  }

  // ---- Terms that are written out

  Result<Term> written_term(const claim::Item& item) {
    const std::size_t offset = item.span.begin;
    if (const auto* number = std::get_if<claim::Number>(&item.value)) {
      const bool is_double = number->lexical.find_first_of("eE") != std::string::npos;
      const bool is_decimal = number->lexical.find('.') != std::string::npos;
      return Term::typed(number->lexical, std::string(is_double    ? xsd::kDouble
                                                      : is_decimal ? xsd::kDecimal
                                                                   : xsd::kInteger));
    }
    if (const auto* text = std::get_if<claim::Text>(&item.value)) {
      if (!text->language.empty()) return Term::lang(text->lexical, text->language, text->direction);
      if (!text->datatype) return Term::literal(text->lexical);
      QUOTH_TRY(std::string datatype,
                std::visit([&](const auto& iri) { return full_iri(iri, offset); }, *text->datatype));
      return Term::typed(text->lexical, std::move(datatype));
    }
    Result<std::string> iri = std::holds_alternative<claim::IriRef>(item.value)
                                  ? full_iri(std::get<claim::IriRef>(item.value), offset)
                                  : full_iri(std::get<claim::PrefixedName>(item.value), offset);
    if (!iri) return std::move(iri).error();
    return Term::iri(*std::move(iri));
  }

  Result<std::string> full_iri(const claim::IriRef& ref, std::size_t offset) const {
    if (!is_valid_iri(ref.iri)) return error(ErrorCode::kInvalid, "this is no absolute IRI", offset);
    return ref.iri;
  }

  Result<std::string> full_iri(const claim::PrefixedName& name, std::size_t offset) const {
    if (auto iri = lexicon_.expand(name.prefix, name.local)) return *std::move(iri);
    return unknown_prefix(lexicon_, name.prefix, source_, offset);
  }

  // ---- Clauses

  Result<Clauses> read(const std::vector<claim::Clause>& clauses) {
    Clauses out;
    for (const claim::Clause& clause : clauses) {
      QUOTH_CHECK(std::visit(
          Overloaded{
              [&](const claim::From& from) { return read(from.source, kSource, out.source, clause); },
              [&](const claim::To& to) { return read(to.addressee, kAddressee, out.addressee, clause); },
              [&](const claim::Limit& limit) -> Status {
                if (out.limit) return error_twice(clause);
                out.limit = limit.count;
                return {};
              },
          },
          clause.value));
    }
    return out;
  }

  Status read(const claim::Node& items, std::span<const Slot> slot, std::optional<Node>& out,
              const claim::Clause& clause) {
    if (out) return error_twice(clause);
    const Words words = words_of(items.items, items.span);
    QUOTH_TRY(const Filling filling, only_filling(words, slot));
    QUOTH_TRY(out, node(filling[0], words));
    return {};
  }

  Error error_twice(const claim::Clause& clause) const {
    return error(ErrorCode::kSyntax, "this clause stands there already", clause.span.begin);
  }

  void add_branch(Branch branch, const Clauses& clauses) {
    branch.source = clauses.source;
    branch.addressee = clauses.addressee;
    result_.reading.limit = clauses.limit;
    result_.reading.branches.push_back(std::move(branch));
  }

  // ---- Small things

  Variable fresh(const std::string& name) const {
    std::string unused = name;
    for (int i = 2; variables_.contains(unused); ++i) unused = name + std::to_string(i);
    return {unused};
  }

  Error error(ErrorCode code, std::string message, std::size_t offset) const {
    return error_at(code, std::move(message), source_.document, source_.text, offset);
  }

  void doubt(Error error) {
    if (!result_.doubt) result_.doubt = std::move(error);
  }

  const claim::Statement& statement_;
  Lexicon& lexicon_;
  const Source& source_;
  bool explain_;
  std::set<std::string> variables_;  // that the statement uses
  Interpretation result_;
};

}  // namespace

Result<Interpretation> interpret(const claim::Statement& statement, Lexicon& lexicon, const Source& source,
                                 bool explain) {
  return Reader(statement, lexicon, source, explain).read();
}

}  // namespace quoth::reading
