// A Plan says how a query is run: which index each pattern is read from, in which sequence and by which
// method things are joined. Its nodes are immutable, and shared while alternatives are weighed against each
// other.
#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "engine/algebra.h"
#include "engine/path_automaton.h"
#include "storage/permutation.h"
#include "storage/term_id.h"

namespace quoth::plan {

using Var = std::uint32_t;      // a variable of the query, by number
using Vars = std::vector<Var>;  // without duplicates

bool contains(const Vars& vars, Var var);
void add(Vars& vars, Var var);  // if it is not there yet
void add(Vars& vars, const Vars& more);
Vars intersection(const Vars& a, const Vars& b);  // in the sequence of `a`
Vars difference(const Vars& a, const Vars& b);

// The names behind the numbers, for the whole query.
class Symbols {
 public:
  Var var(const algebra::Variable& variable);  // numbers it at its first appearance
  std::optional<Var> find(const algebra::Variable& variable) const;
  Var fresh(const std::string& hint);           // one that no query can write; find() knows it too
  void name_term(TermId id, std::string text);  // how a plan shows a constant

  const std::string& name(Var var) const { return names_[var]; }
  std::string text(Var var) const { return "?" + names_[var]; }
  std::string text(TermId id) const;

 private:
  std::vector<std::string> names_;
  std::unordered_map<std::string, Var> vars_;
  std::unordered_map<TermId, std::string> terms_;
};

// ---- What is read from an index

// Matches everything and is not looked at.
struct Any {
  // Of graphs: those that count, sorted; nullptr: all.
  std::shared_ptr<const std::vector<TermId>> among = nullptr;
  friend auto operator<=>(const Any&, const Any&) = default;
};
using Slot = std::variant<Any, TermId, Var>;

// A triple pattern without nesting: over quads (s, p, o, graph), or over triple terms (s, p, o, id).
// Where the graph of quads is Any, equal triples of several graphs are one.
struct Atom {
  std::array<Slot, 4> slots;
  bool triple_terms = false;
  bool named_only = false;  // quads of the default graph do not match
};

Vars variables(const Atom& atom);

// ---- Operators

enum class JoinKind : std::uint8_t {
  kInner,
  kLeft,   // a left row without a partner comes out once, the right's variables unbound
  kMinus,  // left rows without a partner that shares a bound variable (SPARQL 18.5, Minus)
  kSemi,   // left rows with a partner
  kAnti,   // left rows without one
  kMark,   // each left row, and in a further column, the last, whether it has one
};

struct Node;
using NodePtr = std::shared_ptr<const Node>;
using Condition = std::shared_ptr<const algebra::Expression>;

struct Nothing {};  // no solution
struct Once {};     // one solution that binds nothing

struct IndexScan {
  Atom atom;
  Order order;
};

// The names of the named graphs that hold anything.
struct GraphNames {};

struct Values {
  std::vector<std::vector<TermId>> rows;  // in the sequence of the node's columns
};

// The rows that a lateral join hands to its right side.
struct Seed {
  std::size_t lateral = 0;  // which one
  Vars handed;              // its columns, of which the node's are some
};

// For each row of the input, the pairs of nodes that a path connects, in one graph or in each: joined with the row.
// Ends and graph are looked up in the row first.
struct PathWalk {
  Slot subject, object, graph;  // graph as in an Atom
  bool named_only = false;
  std::shared_ptr<const PathAutomaton> forward, backward;
  // Whether a term of the query that the graph has not is connected with itself.
  bool outside = false;
};

// For each row of the input, the solutions of another endpoint that are compatible with it.
struct Service {
  Slot endpoint;
  algebra::Service request;
};

// Inputs sorted by `keys` in their sequence; galloping where an input can seek. `compared`: further variables
// of both that must be compatible.
struct MergeJoin {
  Vars keys, compared;
};

// Inputs: the streamed side, and the one that is kept in a table. `keys` are bound in every row of both;
// `compared` are further variables of both, perhaps unbound, that must be compatible. Without keys: all pairs
// are tried.
struct HashJoin {
  JoinKind kind = JoinKind::kInner;
  Vars keys, compared;
  Condition condition;     // of a left join
  std::optional<Var> row;  // a key that is no variable of the query: for a minus it is not shared
};

// For each row of the input, the rows of an index range that its bindings choose.
struct BindJoin {
  Atom atom;
  Order order;
};

// For each batch of the left input, the right one with that batch as its Seed.
struct LateralJoin {
  JoinKind kind = JoinKind::kInner;
  std::size_t number = 0;
  bool numbered = true;
  Var row;              // if numbered: in which the right side carries the number of its left row
  Condition condition;  // of a left join
};

struct Union {};

struct Filter {
  Condition condition;
};

// Each expression sees the variables of those before it. BNODE with the same label is one node for all of them.
struct Extend {
  std::vector<std::pair<Var, Condition>> expressions;
};

struct Project {};
struct Distinct {};
struct Reduced {};  // leaves out rows that are as the one before

struct SortKey {
  Condition expression;
  bool descending = false;
};

struct Sort {
  std::vector<SortKey> keys;
  Vars ties;                           // rows that are equal in all keys follow these, by term order
  std::optional<std::uint64_t> limit;  // no more rows than these are wanted
};

struct Slice {
  std::uint64_t offset = 0;
  std::optional<std::uint64_t> limit;
  std::optional<Var> row;  // of the rows with each value of this column
};

// A second input has the keys of groups that there are even without rows.
struct Group {
  Vars keys;
  std::vector<algebra::Aggregate> aggregates;
};

using Operation = std::variant<Nothing, Once, IndexScan, GraphNames, Values, Seed, MergeJoin, HashJoin,
                               BindJoin, LateralJoin, PathWalk, Service, Union, Filter, Extend, Project,
                               Distinct, Reduced, Sort, Slice, Group>;

struct Node {
  Operation operation;
  std::vector<NodePtr> inputs;
  Vars columns;     // of the rows that come out
  Vars certain;     // those of the columns that are bound in every row
  Vars sorted_by;   // rows come in the order of these columns' ids
  double rows = 0;  // estimates
  double cost = 0;  // of the whole subtree; about 1 for reading a row of an index
};

struct Plan {
  Symbols symbols;
  NodePtr root;
  std::size_t laterals = 0;  // how many lateral joins are numbered
};

// One line for a node: what it does, without its estimates.
std::string line(const Node& node, const Symbols& symbols);

// An indented tree, a node a line, with what `note` says of the node at the end of its line.
std::string to_text(const Plan& plan, const std::function<std::string(const Node&)>& note = {});

}  // namespace quoth::plan
