// The meaning of a query as a tree (SPARQL 1.2, section 18): what both languages are translated to.
//
// The functions below, and the engine, recurse over trees: whoever builds one from user input bounds it, and
// check_depth refuses what is too deep.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/result.h"
#include "base/variant.h"
#include "rdf/term.h"

namespace quoth::algebra {

struct Variable {
  std::string name;  // without a mark; one that starts with '.' is internal and no user can write it
  friend auto operator<=>(const Variable&, const Variable&) = default;
};

// ---- Patterns

struct TriplePattern;
using TermPattern =
    std::variant<Variable, Term, Box<TriplePattern>>;  // the last: a triple term with variables inside

struct TriplePattern {
  TermPattern subject, predicate, object;
  friend bool operator==(const TriplePattern&, const TriplePattern&) = default;
};

// What a variable that stands for a triple term has inside. Requires that some pattern of the same group has the
// variable as its object: the inside of a term is in no graph.
struct Inside {
  Variable term;
  TriplePattern parts;
};

// Which graphs a basic graph pattern is matched in.
struct DefaultGraph {};
struct NamedGraph {
  Term name;
};
// Every named graph, bound to the variable: GRAPH ?g { … }
struct EachNamedGraph {
  Variable name;
};
// Every graph and the background. With a variable, it is bound to the graph's name, and to a mark for the
// background that joins like a term and shows as unbound. Without one, equal triples of several graphs are
// one.
struct EveryGraph {
  std::optional<Variable> name;
};
using GraphTarget = std::variant<DefaultGraph, NamedGraph, EachNamedGraph, EveryGraph>;

// ---- Expressions (SPARQL 17). An error is the absence of a value.

struct Expression;

struct Call {
  // By name, in lower case: operators as "=", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "+", "-", "*",
  // "/", "unary-", "in"; functions as "bound", "coalesce", "if", "str" …; a cast or extension by its IRI.
  std::string function;
  std::vector<Expression> arguments;
};

struct Expression {
  std::variant<Variable, Term, Call> value;
};

struct Aggregate {
  std::string function;  // "count"; more later
  bool distinct = false;
  std::optional<Expression> argument;  // nothing: count(*)
  Variable result;
};

struct SortKey {
  Expression expression;
  bool descending = false;
};

// ---- Operators

struct Node;

// No pattern: one empty solution for each graph of the target; each named graph in EachNamedGraph, bound to
// its variable, and none for a NamedGraph that holds nothing.
struct Bgp {
  GraphTarget graph;
  std::vector<TriplePattern> patterns;
  std::vector<Inside> insides = {};
};
struct Join {
  Box<Node> left, right;
};
struct LeftJoin {
  Box<Node> left, right;
  std::optional<Expression> condition;
};
struct Union {
  std::vector<Node> branches;
};
struct Minus {
  Box<Node> left, right;
};
struct Filter {
  Box<Node> input;
  Expression condition;
};
struct Extend {
  Box<Node> input;
  Variable variable;
  Expression expression;
};
struct Values {
  std::vector<Variable> variables;
  std::vector<std::vector<std::optional<Term>>> rows;
};
struct Project {
  Box<Node> input;
  std::vector<Variable> variables;
};
struct Distinct {
  Box<Node> input;
};
struct OrderBy {
  Box<Node> input;
  std::vector<SortKey> keys;
};  // SPARQL 15.1, ties by term order
struct Slice {
  Box<Node> input;
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
};
struct Group {
  Box<Node> input;
  std::vector<Variable> keys;
  std::vector<Aggregate> aggregates;
};

struct Node {
  std::variant<Bgp, Join, LeftJoin, Union, Minus, Filter, Extend, Values, Project, Distinct, OrderBy, Slice,
               Group>
      value;
};

// Trees of operators, expressions and triple terms that nest deeper than this together are refused.
inline constexpr int kMaxDepth = 4 * kMaxNesting;
Status check_depth(const Node& node);  // kLimit

// The variables that solutions of the tree may bind (SPARQL 18.2.1), in order of first appearance.
std::vector<Variable> variables_in_scope(const Node& node);

// An indented tree, one operator a line, for tests and EXPLAIN.
std::string to_text(const Node& node);
std::string to_text(const Expression& expression);  // (= ?x 1)
std::string to_text(const TermPattern& pattern);

}  // namespace quoth::algebra
