// The tree of an expression (SPARQL 1.2, section 19.8, [120] to [147]): form only. Prefixes are not expanded, IRIs
// not resolved, functions not looked up, and everything keeps its place in the text so that an error can point
// at it.
//
// Operators of one level of precedence in a row are one Chain, so that a long row is no deep tree: what walks
// a tree recurses no deeper than brackets nest, which kMaxNesting bounds.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/variant.h"
#include "parser/span.h"
#include "rdf/term.h"

namespace quoth::sparql {

struct Variable {  // ?x or $x, without the mark
  std::string name;
};
struct Iri {  // <…>, escapes undone; may be relative
  std::string text;
};
struct PrefixedName {  // ex:a, escapes undone
  std::string prefix, local;
};
using Name = std::variant<Iri, PrefixedName>;

struct Literal {  // numbers and booleans have their datatype, and their lexical form as it was written
  std::string lexical, language;
  Direction direction = Direction::kNone;
  std::optional<Name> datatype;  // nothing: xsd:string, or that of a literal with a language
  Span datatype_span;            // where it is written after "^^"
};

struct Expression;

struct TripleTerm {               // <<( s p o )>>
  std::vector<Expression> parts;  // exactly three
};

enum class Operator : std::uint8_t {
  kOr,
  kAnd,
  kEqual,
  kNotEqual,
  kLess,
  kGreater,
  kLessOrEqual,
  kGreaterOrEqual,
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kNot,
  kPlus,
  kMinus,
};

// a - b + c: two or more operands with an operator between each two, all of one level, from left to right. A
// comparison has two operands.
struct Chain {
  std::vector<Expression> operands;
  std::vector<Operator> operators;
};
struct Unary {  // kNot, kPlus or kMinus
  Operator op = Operator::kNot;
  Box<Expression> operand;
};
struct Membership {  // x IN (a, b), x NOT IN ()
  bool negated = false;
  Box<Expression> element;
  std::vector<Expression> list;
};
struct Keyword {  // a function by its name, as it was written
  std::string word;
};
struct Call {
  std::variant<Keyword, Iri, PrefixedName> function;
  Span function_span;
  std::vector<Expression> arguments;
  bool distinct = false;  // f(DISTINCT ?x), of a query: an aggregate that is an extension
};

// What follows is found only within a query.
struct GroupPattern;  // query_ast.h

struct Exists {  // EXISTS { … }, NOT EXISTS { … }
  bool negated = false;
  std::shared_ptr<const GroupPattern> pattern;  // never null
};
struct Aggregate {       // COUNT(DISTINCT ?x), GROUP_CONCAT(?x; SEPARATOR=", ")
  std::string function;  // in upper case
  Span function_span;
  bool distinct = false;
  std::vector<Expression> argument;  // one; none: *
  std::optional<std::string> separator;
};

struct Expression {
  std::variant<Variable, Iri, PrefixedName, Literal, TripleTerm, Chain, Unary, Membership, Call, Exists,
               Aggregate>
      value;
  Span span;  // with brackets around it, if there are any
};

std::string_view to_text(Operator op);  // "||"
std::string to_text(const Name& name);  // "<http://e/a>", "ex:a"
std::string to_text(const Literal& literal);

// The tree on one line, for tests and messages: `(&& ?x (< (strlen ?y) "3"^^<…#integer>))`.
std::string to_text(const Expression& expression);

}  // namespace quoth::sparql
