// The tree of a statement of the claim language: form only. Names are runs of words as they were typed; kb
// cuts them with the name index, and everything keeps its place in the text so that an error can point at it.
//
// A question keeps the words between its own ("what did", "to do"); which of them are which name, and so what
// pattern it stands for, is kb's to say.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/variant.h"
#include "parser/span.h"
#include "parser/expression_ast.h"
#include "rdf/term.h"

namespace quoth::claim {

using quoth::Span;  // of the statement's text

struct Word {  // one bare word of a run
  std::string text;
};
struct QuotedName {  // '…', a doubled quote undone; or words that the caller knew to be one name
  std::string text;
};
struct PrefixedName {  // ex:Obama, escapes undone
  std::string prefix, local;
};
struct IriRef {  // <…>, escapes undone
  std::string iri;
};
struct Variable {  // ?who, without the mark
  std::string name;
  friend bool operator==(const Variable&, const Variable&) = default;
};
struct Text {  // "…", with @language, which may have a direction, or ^^datatype
  std::string lexical, language;
  Direction direction = Direction::kNone;
  std::optional<std::variant<IriRef, PrefixedName>> datatype;
};
struct Number {  // a bare word that is an integer, a decimal or a double of SPARQL; may still be part of a
                 // name
  std::string lexical;
};
struct Not {};       // before a verb
struct Anything {};  // something, someone
struct Pattern;

struct Item {
  std::variant<Word, QuotedName, PrefixedName, IriRef, Variable, Text, Number, Not, Anything, Box<Pattern>>
      value;
  Span span;
};

// node [not] verb node, not yet cut: the items in their order, where neighbouring words may be several names.
// A Not is neither the first nor the last, and there is at most one. In a question a part of the form is left
// out, and the rule for that question says which.
struct Pattern {
  std::vector<Item> items;
  Span span;
};

// One node of a clause: words that are one name, or a single other item. Never empty.
struct Node {
  std::vector<Item> items;
  Span span;
};

struct From {
  Node source;
};
struct To {
  Node addressee;
};
struct Limit {
  std::uint64_t count = 0;
};

// A date of any precision: "2014", "2014-03", "2014-03-28", "2014-03-28T10:00:00Z". It is in the calendar.
struct Date {
  std::string text;
  Span span;
};

struct Said {  // since, before, on
  enum class Relation : std::uint8_t { kSince, kBefore, kOn };
  Relation relation = Relation::kSince;
  Date date;
};
struct During {
  Date date;
  std::optional<Date> until;
};
struct About {
  Node what;
};
struct Where {
  sparql::Expression condition;
};
struct SortKey {
  Variable variable;
  bool descending = false;
  Span span;
};
struct SortBy {
  std::vector<SortKey> keys;  // at least one
};
struct CountBy {  // of a count only
  std::vector<Variable> variables;
};

struct Clause {
  std::variant<From, To, Limit, Said, During, About, Where, SortBy, CountBy> value;
  Span span;
};

struct Find {
  std::vector<Pattern> patterns;  // joined by "and"; at least one
  std::vector<Clause> clauses;
};

// "count {?x} P and P by ?y": the variables that are counted lead the items of the first pattern. Which of
// the leading variables are, and which belong to the pattern, the pattern decides.
struct Count {
  Find find;
};

// "check P"
struct Check {
  Pattern pattern;
  std::vector<Clause> clauses;
};

// "what did A [not] V B [not] to do?"
struct WhatDidToDo {
  Pattern words;         // A [not] V B
  bool negated = false;  // "not to do"
  std::vector<Clause> clauses;
};

// "what did A V?", "what did A V B?"
struct WhatDid {
  Pattern words;  // A [not] V, and B if it is there
  std::vector<Clause> clauses;
};

enum class Connective : std::uint8_t { kTo, kThat, kWhether };

// What a question says of the content of a claim: "to P O", "that S P O", "whether S P O".
struct Content {
  Connective connective = Connective::kThat;
  bool negated = false;  // "not to P O", "to not P O"
  Pattern words;         // P O after "to"; S [not] P O after the others
  Span span;
};

// "who [not] V B [not] to P O?", "who V that S P O?", "who V B?", "who V what?". After "to" may also stand an
// addressee: which of the two it is, the names decide.
struct WhoQuestion {
  Pattern words;  // [not] V, and B if it is there
  std::optional<Content> content;
  std::vector<Clause> clauses;
};

// "did A V B to P O?", "did A V that S P O?", "did A P O?"; the same with "when did", and "when did A V?"; and with "how
// many times did".
struct DidQuestion {
  enum class Asks : std::uint8_t { kWhether, kWhen, kHowOften };
  Asks asks = Asks::kWhether;
  Pattern words;  // A [not] V, and B if it is there
  std::optional<Content> content;
  std::vector<Clause> clauses;
};

// "which sources say that S P O?", "how many sources say that S P O?"
struct SourcesQuestion {
  bool how_many = false;
  Pattern pattern;
  std::vector<Clause> clauses;
};

// "who said what about B?": whatever the verb
struct WhoSaidWhat {
  std::vector<Clause> clauses;
};

// "what do we know about B?"
struct WhatDoWeKnow {
  Node about;
  std::vector<Clause> clauses;
};

struct Statement {
  bool explain = false;
  std::variant<Find, Count, Check, WhatDidToDo, WhatDid, WhoQuestion, WhoSaidWhat, DidQuestion,
               SourcesQuestion, WhatDoWeKnow>
      value;
};

// The tree on one line, for tests and messages: `find [Obama urged ([Russia ?does ?what])] limit 10`.
std::string to_text(const Statement& statement);

std::string_view to_text(Connective connective);    // "to"
std::string_view to_text(Said::Relation relation);  // "since"

// The item as it can be written in a statement.
std::string to_text(const Item& item);

}  // namespace quoth::claim
