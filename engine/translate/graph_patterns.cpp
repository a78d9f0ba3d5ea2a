#include "engine/translate/graph_patterns.h"

#include <algorithm>
#include <utility>

#include "engine/scope.h"
#include "engine/translate/dataset.h"
#include "engine/translate/groups.h"
#include "engine/translate/triples.h"
#include "engine/translate/variables.h"

namespace quoth::translation {
namespace {

using namespace algebra;

// Whether binding the variable to the active graph before the pattern is matched gives the same as joining it with
// the solutions at last, which is what the standard says (18.5, Graph). It does where the pattern does nothing but
// join it.
bool only_joins(const Node& node, const Variable& variable) {
  const auto below = [&](const Node& part) { return only_joins(part, variable); };
  const auto absent = [&](const auto& part) { return !all_variables(part).contains(variable); };
  return std::visit(
      Overloaded{
          [](const Bgp&) { return true; },
          [](const PathPattern&) { return true; },
          [](const Values&) { return true; },
          [&](const Join& join) { return below(*join.left) && below(*join.right); },
          [&](const Union& u) { return std::all_of(u.branches.begin(), u.branches.end(), below); },
          [&](const LeftJoin& join) {
            return below(*join.left) && absent(*join.right) && (!join.condition || absent(*join.condition));
          },
          [&](const Filter& filter) { return below(*filter.input) && absent(filter.condition); },
          [&](const Extend& extend) {
            return below(*extend.input) && absent(extend.expression) && extend.variable != variable;
          },
          [&](const auto&) { return absent(node); },
      },
      node.value);
}

Result<Node> read_in_each_graph(const sparql::GraphPattern& pattern, const Variable& name, Context& context) {
  const Variable graph = context.fresh();
  QUOTH_TRY(Node node, read_group(*pattern.pattern, EachNamedGraph{graph}, context));
  if (only_joins(node, name)) {
    rename(node, {{graph, name}});
    return node;
  }
  if (!scope(node).contains(name)) return Node{Extend{std::move(node), name, {graph}}};
  Node graphs{Extend{empty_pattern(EachNamedGraph{graph}, context.dataset), name, {graph}}};
  return Node{Join{std::move(node), std::move(graphs)}};
}

Result<Node> read_in_graph(const sparql::GraphPattern& pattern, const Term& name, Context& context) {
  QUOTH_TRY(Node node, read_group(*pattern.pattern, NamedGraph{name}, context));
  const auto& named = context.dataset.named_graphs;
  if (!named || std::find(named->begin(), named->end(), name) != named->end()) return node;
  return Node{Join{Node{Values{}}, std::move(node)}};  // the dataset has no such graph: no solution
}

}  // namespace

Node minus_in_each_graph(Node left, Node right, const Variable& graph, Context& context) {
  Variables shared = intersection(scope(left), scope(right));
  Variables always_shared = intersection(certain(left), certain(right));
  shared.erase(graph);
  always_shared.erase(graph);
  if (shared.empty()) return left;
  if (!always_shared.empty()) return {Minus{std::move(left), std::move(right)}};

  // Which variables two solutions have in common differs from one to the next.
  const auto call = [](std::string function, std::vector<Expression> arguments) {
    return Expression{Call{std::move(function), std::move(arguments)}};
  };
  std::vector<Expression> both_bound, conditions;
  Renaming renaming;
  for (const Variable& variable : shared) {
    const Variable other = context.fresh();
    renaming.emplace(variable, other);
    Expression both = call("&&", {call("bound", {{variable}}), call("bound", {{other}})});
    conditions.push_back(call("||", {call("!", {both}), call("sameterm", {{variable}, {other}})}));
    both_bound.push_back(std::move(both));
  }
  conditions.push_back(call("||", std::move(both_bound)));
  rename(right, renaming);
  Exists taken_away{Node{Filter{std::move(right), call("&&", std::move(conditions))}}};
  return {Filter{std::move(left), call("!", {{std::move(taken_away)}})}};
}

Result<Node> read_graph_pattern(const sparql::GraphPattern& pattern, Context& context) {
  QUOTH_TRY(const TermPattern name, read_name(pattern.name, pattern.name_span, context));
  if (const auto* variable = std::get_if<Variable>(&name))
    return read_in_each_graph(pattern, *variable, context);
  return read_in_graph(pattern, std::get<Term>(name), context);
}

}  // namespace quoth::translation
