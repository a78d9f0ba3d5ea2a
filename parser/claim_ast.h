// The tree of a statement of the claim language: form only. Names are runs of words as they were typed; kb cuts them
// with the name index, and everything keeps its place in the text so that an error can point at it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/variant.h"

namespace quoth::claim {

struct Span {  // bytes of the statement's text
  std::size_t begin = 0, end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

struct Word { std::string text; };            // one bare word of a run
struct QuotedName { std::string text; };      // '…', a doubled quote undone
struct PrefixedName { std::string prefix, local; };
struct IriRef { std::string iri; };           // <…>
struct Variable { std::string name; };        // ?who, without the mark
struct Text {                                 // "…", with ^^<datatype> or @language
  std::string lexical, language;
  std::optional<std::variant<IriRef, PrefixedName>> datatype;
};
struct Number { std::string lexical; };
struct Date { std::string lexical; };         // 2014, 2014-03 or 2014-03-28, with or without a time
struct Not {};                                // before a verb
struct Anything { bool person = false; };     // something, someone
struct Pattern;

struct Item {
  std::variant<Word, QuotedName, PrefixedName, IriRef, Variable, Text, Number, Not, Anything, Box<Pattern>> value;
  Span span;
};

// node [not] verb node, not yet cut: the items in their order. Neighbouring words may be several names.
struct Pattern {
  std::vector<Item> items;
  Span span;
};

// One node of a clause: words that are one name, or a single other item.
struct Node {
  std::vector<Item> items;
  Span span;
};

struct From { Node source; };
struct To { Node addressee; };
struct Limit { std::uint64_t count = 0; };

struct Clause {
  std::variant<From, To, Limit> value;
  Span span;
};

struct Find {
  std::vector<Pattern> patterns;  // joined by "and"
  std::vector<Clause> clauses;
};

// "what did A V B to do?": the words between "did" and "to do", not yet cut into A, V and B.
struct WhatDidToDo { Node words; std::vector<Clause> clauses; };
// "who V B …?": what follows "who".
struct WhoQuestion { Pattern rest; std::vector<Clause> clauses; };

struct Statement {
  bool explain = false;
  std::variant<Find, WhatDidToDo, WhoQuestion> value;
};

// The tree on one line, for tests and messages: `find [Obama urged ([Russia ?does ?what])] limit 10`.
std::string to_text(const Statement& statement);

}  // namespace quoth::claim
