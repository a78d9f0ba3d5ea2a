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
struct DefaultGraph {
  friend bool operator==(const DefaultGraph&, const DefaultGraph&) = default;
};
struct NamedGraph {
  Term name;
  friend bool operator==(const NamedGraph&, const NamedGraph&) = default;
};
// The merge of some named graphs: equal triples of several of them are one.
struct MergedGraphs {
  std::vector<Term> names;
  friend bool operator==(const MergedGraphs&, const MergedGraphs&) = default;
};
// Every named graph, bound to the variable: GRAPH ?g { … }
struct EachNamedGraph {
  Variable name;
  friend bool operator==(const EachNamedGraph&, const EachNamedGraph&) = default;
};
// Every graph and the background. With a variable, it is bound to the graph's name, and to a mark for the
// background that joins like a term and shows as unbound. Without one, equal triples of several graphs are
// one.
struct EveryGraph {
  std::optional<Variable> name;
  friend bool operator==(const EveryGraph&, const EveryGraph&) = default;
};
using GraphTarget = std::variant<DefaultGraph, NamedGraph, MergedGraphs, EachNamedGraph, EveryGraph>;

// ---- Property paths (SPARQL 18.1.7)

struct Path;

struct PathSequence {
  std::vector<Path> steps;
};
struct PathAlternative {
  std::vector<Path> branches;
};
struct PathInverse {
  Box<Path> path;
};
struct PathRepeat {  // as sets: no solution comes twice
  Box<Path> path;
  bool zero = false;  // the path of length zero counts: ?, *
  bool many = false;  // more than one step: *, +
};
struct PathNegated {  // any predicate but these
  std::vector<Term> predicates;
};
struct Path {
  std::variant<Term, PathSequence, PathAlternative, PathInverse, PathRepeat, PathNegated> value;
};

// ---- Expressions (SPARQL 17). An error is the absence of a value.

struct Expression;
struct Node;

struct Call {
  // By name, in lower case: operators as "=", "!=", "<", "<=", ">", ">=", "&&", "||", "!", "+", "-", "*",
  // "/", "unary-", "in"; functions as "bound", "coalesce", "if", "str" …; a cast or extension by its IRI.
  std::string function;
  std::vector<Expression> arguments;
};

// Whether the pattern has a solution for the row: as if the values that the row binds were joined with each of its
// leaves, at any depth, so that conditions, what is counted and both sides of a MINUS see them (18.6; a MINUS still
// looks only at variables that both of its sides have themselves). A variable that a Project or Group inside hides is
// another one. One that is assigned inside must get the value that the row gives it. Its own variables are seen
// nowhere else.
struct Exists {
  Box<Node> pattern;
};

struct Expression {
  std::variant<Variable, Term, Call, Exists> value;
};

// An internal function of one argument that has a value wherever that has one: where a = b holds, those of a and b are
// one term.
inline constexpr std::string_view kEqualityKey = "=key";

struct Aggregate {
  std::string function;  // "count", "sum", "min", "max", "avg", "sample", "group_concat"
  bool distinct = false;
  std::optional<Expression> argument;  // nothing: count(*)
  Variable result;
  std::string separator = " ";  // of group_concat
};

struct SortKey {
  Expression expression;
  bool descending = false;
};

// ---- Operators

// No pattern: one empty solution for each graph of the target; each named graph in EachNamedGraph, bound to
// its variable, and none for a NamedGraph that holds nothing. A merge is one graph, even if it holds nothing.
struct Bgp {
  GraphTarget graph;
  std::vector<TriplePattern> patterns;
  std::vector<Inside> insides = {};
};
// Pairs of terms that a path connects in one graph. Paths that need no operator of their own - links, sequences,
// alternatives - become patterns, joins and unions when they are translated, and stand here only inside others.
struct PathPattern {
  GraphTarget graph;
  TermPattern subject;
  Path path;
  TermPattern object;
};
struct Join {
  Box<Node> left, right;
};
// For each solution of the left side, those of the right one with its values in it as in Exists; joined. An extension
// of SPARQL.
struct Lateral {
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
struct Reduced {  // may leave out duplicates
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
// The solutions that another endpoint gives (SPARQL 1.1 Federated Query).
struct Service {
  TermPattern endpoint;  // an IRI, or a variable that the rest of the group must bind
  std::string query;     // a whole SELECT query
  std::vector<Variable> variables;
  std::vector<std::string> columns;  // what the query calls each of them
  bool silent = false;               // an endpoint that fails gives one solution that binds nothing
};

struct Node {
  std::variant<Bgp, PathPattern, Join, Lateral, LeftJoin, Union, Minus, Filter, Extend, Values, Project,
               Distinct, Reduced, OrderBy, Slice, Group, Service>
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
std::string to_text(const Path& path);  // in the syntax of SPARQL

}  // namespace quoth::algebra
