#include <algorithm>
#include <utility>

#include "engine/passes.h"
#include "engine/scope.h"

namespace quoth::passes {
namespace {

using algebra::Expression;
using algebra::Node;
using algebra::Variables;

// A part of a joined group that the planner does not look into.
bool is_closed(const Node& node) {
  return !std::holds_alternative<algebra::Bgp>(node.value) &&
         !std::holds_alternative<algebra::Values>(node.value) &&
         !std::holds_alternative<algebra::Join>(node.value) &&
         !std::holds_alternative<algebra::Filter>(node.value);
}

Node push(Expression condition, const Variables& seen, Node node);

// Into the closed part of a join in which all that the condition sees is bound; false if there is none.
bool push_into_join(const Expression& condition, const Variables& seen, algebra::Join& join) {
  for (Box<Node>* side : {&join.left, &join.right}) {
    if (auto* inner = std::get_if<algebra::Join>(&(*side)->value)) {
      if (push_into_join(condition, seen, *inner)) return true;
    } else if (is_closed(**side) && !seen.empty() && algebra::subset(seen, algebra::certain(**side))) {
      **side = push(condition, seen, std::move(**side));
      return true;
    }
  }
  return false;
}

// The node with the condition as deep in it as it may go.
Node push(Expression condition, const Variables& seen, Node node) {
  const auto below = [&](auto&& outer) {
    *outer.input = push(std::move(condition), seen, std::move(*outer.input));
    return Node{std::move(outer)};
  };
  const auto here = [&](auto&& inner) {
    return Node{algebra::Filter{Node{std::move(inner)}, std::move(condition)}};
  };
  return std::visit(
      Overloaded{
          [&](algebra::Filter&& filter) { return below(std::move(filter)); },
          [&](algebra::Distinct&& distinct) { return below(std::move(distinct)); },
          [&](algebra::Reduced&& reduced) { return below(std::move(reduced)); },
          [&](algebra::OrderBy&& order) { return below(std::move(order)); },
          [&](algebra::Union&& u) {
            for (Node& branch : u.branches) branch = push(condition, seen, std::move(branch));
            return Node{std::move(u)};
          },
          [&](algebra::Join&& join) {
            if (push_into_join(condition, seen, join)) return Node{std::move(join)};
            return here(std::move(join));
          },
          [&](algebra::LeftJoin&& join) {
            // What the right side might bind later must be bound already.
            const Variables late = algebra::intersection(seen, algebra::scope(*join.right));
            if (!algebra::subset(late, algebra::certain(*join.left))) return here(std::move(join));
            *join.left = push(std::move(condition), seen, std::move(*join.left));
            return Node{std::move(join)};
          },
          [&](algebra::Lateral&& lateral) {
            const Variables late = algebra::intersection(seen, algebra::scope(*lateral.right));
            if (!algebra::subset(late, algebra::certain(*lateral.left))) return here(std::move(lateral));
            *lateral.left = push(std::move(condition), seen, std::move(*lateral.left));
            return Node{std::move(lateral)};
          },
          [&](algebra::Minus&& minus) {
            *minus.left = push(std::move(condition), seen, std::move(*minus.left));
            return Node{std::move(minus)};
          },
          [&](algebra::Extend&& extend) {
            return seen.contains(extend.variable) ? here(std::move(extend)) : below(std::move(extend));
          },
          [&](algebra::Project&& project) {
            // What is not shown is another variable inside, which may get a value where the tree starts from rows.
            const Variables shown(project.variables.begin(), project.variables.end());
            return algebra::subset(seen, shown) ? below(std::move(project)) : here(std::move(project));
          },
          [&](algebra::Group&& group) {
            // Below the group a group may vanish, which it must do above as well; without keys it never does.
            const bool on_keys = algebra::subset(seen, Variables(group.keys.begin(), group.keys.end()));
            return on_keys && !group.keys.empty() ? below(std::move(group)) : here(std::move(group));
          },
          // Bgp, PathPattern, Values, Slice, Service
          [&](auto&& other) { return here(std::move(other)); },
      },
      std::move(node.value));
}

// A conjunction keeps a row if each of its parts does.
void split(Expression condition, std::vector<Expression>& out) {
  auto* call = std::get_if<algebra::Call>(&condition.value);
  if (call == nullptr || call->function != "&&") return out.push_back(std::move(condition));
  for (Expression& argument : call->arguments) split(std::move(argument), out);
}

Node rewrite(Node node);

void rewrite_in_place(Box<Node>& node) { *node = rewrite(std::move(*node)); }

// The patterns of EXISTS.
void rewrite_in_place(Expression& expression) {
  if (auto* exists = std::get_if<algebra::Exists>(&expression.value)) rewrite_in_place(exists->pattern);
  if (auto* call = std::get_if<algebra::Call>(&expression.value)) {
    for (Expression& argument : call->arguments) rewrite_in_place(argument);
  }
}

Node rewrite(Node node) {
  return std::visit(Overloaded{
                        [](algebra::Filter&& filter) {
                          rewrite_in_place(filter.input);
                          rewrite_in_place(filter.condition);
                          std::vector<Expression> conditions;
                          split(std::move(filter.condition), conditions);
                          Node out = std::move(*filter.input);
                          for (Expression& condition : conditions) {
                            const Variables seen = algebra::variables(condition);
                            out = push(std::move(condition), seen, std::move(out));
                          }
                          return out;
                        },
                        [](algebra::Bgp&& bgp) { return Node{std::move(bgp)}; },
                        [](algebra::PathPattern&& path) { return Node{std::move(path)}; },
                        [](algebra::Service&& service) { return Node{std::move(service)}; },
                        [](algebra::Values&& values) { return Node{std::move(values)}; },
                        [](algebra::Lateral&& lateral) {
                          rewrite_in_place(lateral.left), rewrite_in_place(lateral.right);
                          return Node{std::move(lateral)};
                        },
                        [](algebra::Union&& u) {
                          for (Node& branch : u.branches) branch = rewrite(std::move(branch));
                          return Node{std::move(u)};
                        },
                        [](algebra::Join&& join) {
                          rewrite_in_place(join.left), rewrite_in_place(join.right);
                          return Node{std::move(join)};
                        },
                        [](algebra::LeftJoin&& join) {
                          rewrite_in_place(join.left), rewrite_in_place(join.right);
                          if (join.condition) rewrite_in_place(*join.condition);
                          return Node{std::move(join)};
                        },
                        [](algebra::Minus&& minus) {
                          rewrite_in_place(minus.left), rewrite_in_place(minus.right);
                          return Node{std::move(minus)};
                        },
                        [](algebra::Extend&& extend) {
                          rewrite_in_place(extend.input);
                          rewrite_in_place(extend.expression);
                          return Node{std::move(extend)};
                        },
                        [](algebra::OrderBy&& order) {
                          rewrite_in_place(order.input);
                          for (algebra::SortKey& key : order.keys) rewrite_in_place(key.expression);
                          return Node{std::move(order)};
                        },
                        [](algebra::Group&& group) {
                          rewrite_in_place(group.input);
                          for (algebra::Aggregate& aggregate : group.aggregates) {
                            if (aggregate.argument) rewrite_in_place(*aggregate.argument);
                          }
                          return Node{std::move(group)};
                        },
                        [](auto&& one) {  // Project, Distinct, Reduced, Slice
                          rewrite_in_place(one.input);
                          return Node{std::forward<decltype(one)>(one)};
                        },
                    },
                    std::move(node.value));
}

}  // namespace

algebra::Node push_filters(algebra::Node node) { return rewrite(std::move(node)); }

}  // namespace quoth::passes
