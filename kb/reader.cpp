#include "kb/reader.h"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <utility>

#include "kb/cut.h"
#include "kb/resolver.h"

namespace quoth::reading {
namespace {

using claim::Connective;

constexpr std::array kPattern{Slot::kSubject, Slot::kVerb, Slot::kObject};
constexpr std::array kVerbAndWhom{Slot::kVerb, Slot::kObject};
constexpr std::array kToldPattern{Slot::kSubject, Slot::kVerb, Slot::kAddressee};
constexpr std::array kVerbAndTold{Slot::kVerb, Slot::kAddressee};
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

// ---- The reader

struct Clauses {
  std::optional<Node> source, addressee;
  std::optional<std::uint64_t> limit;
};

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
    return Interpretation{std::move(reading_), resolver_.names(), std::move(resolver_.doubts())};
  }

 private:
  // ---- Forms

  Status read(const claim::Find& find) {
    Branch branch;
    for (const claim::Pattern& words : find.patterns) {
      QUOTH_TRY(Pattern pattern, resolver_.whole_pattern(words));
      branch.patterns.push_back(std::move(pattern));
    }
    QUOTH_TRY(Clauses clauses, read(find.clauses));
    add_branch(std::move(branch), clauses);
    return {};
  }

  // A V (B ?does ?what)
  Status read(const claim::WhatDidToDo& what) {
    Words words = words_of(what.words.items, what.words.span);
    words.connective = Connective::kTo;
    QUOTH_TRY(const Filling filling, resolver_.only_filling(words, kToldPattern));
    QUOTH_TRY(Node subject, resolver_.node(filling[0], words));
    QUOTH_TRY(Verb verb, resolver_.verb(filling[1], words));
    QUOTH_TRY(Node whom, resolver_.node(filling[2], words));
    QUOTH_TRY(Clauses clauses, read(what.clauses));
    Node content = does_what(whom, what.negated);
    add_branch({{Pattern{std::move(subject), std::move(verb), std::move(content)}}, {}, {}}, clauses);
    return {};
  }

  Status read(const claim::WhoQuestion& who) {
    QUOTH_TRY(const WhoFilling filling, who_filling(who));
    Words words = words_of(who.words.items, who.words.span);
    if (who.content && !filling.content_is_addressee) words.connective = who.content->connective;
    QUOTH_TRY(Verb verb, resolver_.verb(filling.words[0], words));
    std::optional<Node> whom;
    if (filling.words.size() > 1) {
      QUOTH_TRY(whom, resolver_.node(filling.words[1], words));
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
    QUOTH_TRY(std::optional<Verb> directing, resolver_.directing(verb));
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

  static bool has_addressee(const claim::WhoQuestion& who) {
    return std::any_of(who.clauses.begin(), who.clauses.end(), [](const claim::Clause& clause) {
      return std::holds_alternative<claim::To>(clause.value);
    });
  }

  Result<WhoFilling> who_filling(const claim::WhoQuestion& who) {
    Words words = words_of(who.words.items, who.words.span);
    if (who.content) words.connective = who.content->connective;
    const Words content = who.content ? words_of(who.content->words.items, who.content->words.span) : Words{};
    std::vector<WhoFilling> all;
    const auto combine = [&](std::span<const Slot> left, std::span<const Slot> right,
                             bool addressee) -> Status {
      QUOTH_TRY(const std::vector<Filling> firsts, fillings(resolver_.lexicon(), words, left));
      if (firsts.empty()) return {};
      QUOTH_TRY(const std::vector<Filling> seconds, fillings(resolver_.lexicon(), content, right));
      for (const Filling& first : firsts) {
        for (const Filling& second : seconds) all.push_back({first, second, addressee});
      }
      return {};
    };
    if (!who.content) {
      QUOTH_CHECK(combine(kVerbAndWhom, {}, false));
      QUOTH_CHECK(combine(kVerbOnly, {}, false));
    } else if (who.content->connective == Connective::kTo) {
      QUOTH_CHECK(combine(kVerbAndTold, kVerbAndWhom, false));
      if (!who.content->negated && !has_addressee(who)) {
        QUOTH_CHECK(combine(kVerbAndWhom, kAddressee, true));
        QUOTH_CHECK(combine(kVerbOnly, kAddressee, true));
      }
    } else {
      QUOTH_CHECK(combine(kVerbOnly, kPattern, false));
      QUOTH_CHECK(combine(kVerbAndTold, kPattern, false));
    }
    if (all.empty()) return why_no_who_filling(who, words, content);
    std::stable_sort(all.begin(), all.end(),
                     [](const WhoFilling& a, const WhoFilling& b) { return a.names() < b.names(); });
    if (all.size() > 1 && all[0].names() == all[1].names()) {
      std::vector<std::string> readings;
      for (const WhoFilling& one : all) {
        if (one.names() != all[0].names()) break;
        readings.push_back("who " + to_text(one.words, words, source_) +
                           (who.content ? " … " + to_text(one.content, content, source_) : ""));
      }
      resolver_.doubt(several_readings(readings, source_, words.span.begin));
    }
    return std::move(all.front());
  }

  // The words are blamed before the content.
  Error why_no_who_filling(const claim::WhoQuestion& who, const Words& words, const Words& content) {
    const std::span<const Slot> told = who.content ? std::span<const Slot>(kVerbAndTold) : kVerbAndWhom;
    const Result<std::vector<Filling>> with_whom = fillings(resolver_.lexicon(), words, told);
    const Result<std::vector<Filling>> verb_only = fillings(resolver_.lexicon(), words, kVerbOnly);
    if (!with_whom || !verb_only) return with_whom ? verb_only.error() : with_whom.error();
    if (!who.content || (with_whom->empty() && verb_only->empty())) {
      return words.items.size() == 1 ? resolver_.unfilled(words, kVerbOnly) : resolver_.unfilled(words, told);
    }
    if (who.content->connective != Connective::kTo) return resolver_.unfilled(content, kPattern);
    const bool is_addressee = content.items.size() == 1 && !with_whom->empty() && !has_addressee(who);
    return is_addressee ? resolver_.unfilled(content, kAddressee) : resolver_.unfilled(content, kVerbAndWhom);
  }

  // What follows "to", "that" or "whether": the content, or the addressee.
  Result<Node> who_content(const claim::Content& content, const WhoFilling& filling,
                           const std::optional<Node>& whom) {
    const Words words = words_of(content.words.items, content.words.span);
    if (filling.content_is_addressee) return resolver_.node(filling.content[0], words);
    if (content.connective != Connective::kTo) {
      QUOTH_TRY(Pattern claimed, resolver_.pattern(filling.content, words));
      return Node{Box<Pattern>(std::move(claimed)), content.span};
    }
    QUOTH_TRY(Verb verb, resolver_.verb(filling.content[0], words));
    QUOTH_TRY(Node object, resolver_.node(filling.content[1], words));
    verb.negated = content.negated;
    return Node{Box<Pattern>(Pattern{*whom, std::move(verb), std::move(object)}), content.span};
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
    QUOTH_TRY(const Filling filling, resolver_.only_filling(words, slot));
    QUOTH_TRY(out, resolver_.node(filling[0], words));
    return {};
  }

  Error error_twice(const claim::Clause& clause) const {
    return error_at(ErrorCode::kSyntax, "this clause stands there already", source_.document, source_.text,
                    clause.span.begin);
  }

  void add_branch(Branch branch, const Clauses& clauses) {
    branch.source = clauses.source;
    branch.addressee = clauses.addressee;
    reading_.limit = clauses.limit;
    reading_.branches.push_back(std::move(branch));
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
  Reading reading_;
};

}  // namespace

Result<Interpretation> interpret(const claim::Statement& statement, Lexicon& lexicon, const Source& source,
                                 bool explain) {
  return Reader(statement, lexicon, source, explain).read();
}

}  // namespace quoth::reading
