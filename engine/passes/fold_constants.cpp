#include <utility>

#include "engine/expression.h"
#include "engine/passes.h"
#include "rdf/value.h"

namespace quoth::passes {
namespace {

using algebra::Expression;
using algebra::Node;

Node fold(Node node);

void fold_in_place(Box<Node>& node) { *node = fold(std::move(*node)); }

// An expression without a value is left as it is: it has none in every row. So is one that is too large to be
// worked out here.
Expression fold(Expression expression) {
  if (auto* exists = std::get_if<algebra::Exists>(&expression.value)) fold_in_place(exists->pattern);
  auto* call = std::get_if<algebra::Call>(&expression.value);
  if (call == nullptr) return expression;
  if (is_constant(expression)) {
    auto value = constant_value(expression);
    return value && *value ? Expression{**std::move(value)} : expression;
  }
  for (Expression& argument : call->arguments) argument = fold(std::move(argument));
  return expression;
}

enum class Outcome { kAlways, kNever, kDepends };

Outcome outcome(const Expression& condition) {
  if (!is_constant(condition)) return Outcome::kDepends;
  const auto value = constant_value(condition);
  if (!value) return Outcome::kDepends;
  return *value && effective_boolean_value((*value)->view()) == true ? Outcome::kAlways : Outcome::kNever;
}

// No solutions, with the same variables in scope.
Node empty(const Node& node) { return {algebra::Values{algebra::variables_in_scope(node), {}}}; }

Node fold(algebra::Filter filter) {
  fold_in_place(filter.input);
  filter.condition = fold(std::move(filter.condition));
  switch (outcome(filter.condition)) {
    case Outcome::kAlways:
      return std::move(*filter.input);
    case Outcome::kNever:
      return empty(*filter.input);
    case Outcome::kDepends:
      break;
  }
  return {std::move(filter)};
}

Node fold(algebra::LeftJoin join) {
  fold_in_place(join.left);
  fold_in_place(join.right);
  if (join.condition) {
    join.condition = fold(*std::move(join.condition));
    switch (outcome(*join.condition)) {
      case Outcome::kAlways:
        join.condition.reset();
        break;
      case Outcome::kNever:
        join.condition.reset();
        *join.right = empty(*join.right);
        break;
      case Outcome::kDepends:
        break;
    }
  }
  return {std::move(join)};
}

Node fold(Node node) {
  return std::visit(Overloaded{
                        [](algebra::Bgp&& bgp) { return Node{std::move(bgp)}; },
                        [](algebra::PathPattern&& path) { return Node{std::move(path)}; },
                        [](algebra::Service&& service) { return Node{std::move(service)}; },
                        [](algebra::Values&& values) { return Node{std::move(values)}; },
                        [](algebra::Lateral&& lateral) {
                          fold_in_place(lateral.left);
                          fold_in_place(lateral.right);
                          return Node{std::move(lateral)};
                        },
                        [](algebra::Join&& join) {
                          fold_in_place(join.left);
                          fold_in_place(join.right);
                          return Node{std::move(join)};
                        },
                        [](algebra::LeftJoin&& join) { return fold(std::move(join)); },
                        [](algebra::Union&& u) {
                          for (Node& branch : u.branches) branch = fold(std::move(branch));
                          return Node{std::move(u)};
                        },
                        [](algebra::Minus&& minus) {
                          fold_in_place(minus.left);
                          fold_in_place(minus.right);
                          return Node{std::move(minus)};
                        },
                        [](algebra::Filter&& filter) { return fold(std::move(filter)); },
                        [](algebra::Extend&& extend) {
                          fold_in_place(extend.input);
                          extend.expression = fold(std::move(extend.expression));
                          return Node{std::move(extend)};
                        },
                        [](algebra::OrderBy&& order) {
                          fold_in_place(order.input);
                          for (algebra::SortKey& key : order.keys)
                            key.expression = fold(std::move(key.expression));
                          return Node{std::move(order)};
                        },
                        [](algebra::Group&& group) {
                          fold_in_place(group.input);
                          for (algebra::Aggregate& aggregate : group.aggregates) {
                            if (aggregate.argument) aggregate.argument = fold(*std::move(aggregate.argument));
                          }
                          return Node{std::move(group)};
                        },
                        [](auto&& one) {  // Project, Distinct, Reduced, Slice
                          fold_in_place(one.input);
                          return Node{std::forward<decltype(one)>(one)};
                        },
                    },
                    std::move(node.value));
}

}  // namespace

algebra::Node fold_constants(algebra::Node node) { return fold(std::move(node)); }

}  // namespace quoth::passes
