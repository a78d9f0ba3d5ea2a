#include "engine/scope.h"

#include <algorithm>
#include <iterator>

#include "engine/expression.h"

namespace quoth::algebra {

Variables scope(const Node& node) {
  const std::vector<Variable> all = variables_in_scope(node);
  return {all.begin(), all.end()};
}

Variables variables(const Expression& expression) {
  std::vector<Variable> all;
  add_variables(expression, all);
  return {all.begin(), all.end()};
}

bool disjoint(const Variables& a, const Variables& b) { return intersection(a, b).empty(); }
bool subset(const Variables& a, const Variables& b) {
  return std::includes(b.begin(), b.end(), a.begin(), a.end());
}

Variables intersection(const Variables& a, const Variables& b) {
  Variables out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
  return out;
}

namespace {

Variables united(Variables a, const Variables& b) {
  a.insert(b.begin(), b.end());
  return a;
}

Variables bound_by(const Values& values) {
  Variables out;
  for (std::size_t c = 0; c < values.variables.size(); ++c) {
    const bool all = std::all_of(values.rows.begin(), values.rows.end(),
                                 [&](const auto& row) { return row[c].has_value(); });
    if (all) out.insert(values.variables[c]);
  }
  return out;
}

}  // namespace

Variables certain(const Node& node) {
  return std::visit(
      Overloaded{
          [&](const Bgp&) { return scope(node); },
          [](const Join& join) { return united(certain(*join.left), certain(*join.right)); },
          [](const LeftJoin& join) { return certain(*join.left); },
          [](const Union& u) {
            Variables out;
            for (std::size_t i = 0; i < u.branches.size(); ++i) {
              const Variables branch = certain(u.branches[i]);
              out = i == 0 ? branch : intersection(out, branch);
            }
            return out;
          },
          [](const Minus& minus) { return certain(*minus.left); },
          [](const Extend& extend) { return certain(*extend.input); },
          [](const Values& values) { return bound_by(values); },
          [](const Project& project) {
            return intersection(certain(*project.input),
                                Variables(project.variables.begin(), project.variables.end()));
          },
          [](const Group& group) {
            return intersection(certain(*group.input), Variables(group.keys.begin(), group.keys.end()));
          },
          [](const auto& one) { return certain(*one.input); },  // Filter, Distinct, OrderBy, Slice
      },
      node.value);
}

bool can_start_from(const Node& node, const Variables& given) {
  // Whether what an expression or a side sees of `given` is bound in `node` itself.
  const auto bound_in = [&](const Node& input, const Variables& seen) {
    return subset(intersection(seen, given), certain(input));
  };
  return std::visit(Overloaded{
                        [](const Bgp&) { return true; }, [](const Values&) { return true; },
                        [&](const Join& join) {
                          return can_start_from(*join.left, given) && can_start_from(*join.right, given);
                        },
                        [&](const LeftJoin& join) {
                          return can_start_from(*join.left, given) &&
                                 bound_in(*join.left, scope(*join.right)) &&
                                 (!join.condition || bound_in(*join.left, variables(*join.condition)));
                        },
                        [&](const Union& u) {
                          return std::all_of(u.branches.begin(), u.branches.end(), [&](const Node& branch) {
                            return can_start_from(branch, given);
                          });
                        },
                        [&](const Minus& minus) { return can_start_from(*minus.left, given); },
                        [&](const Filter& filter) {
                          return can_start_from(*filter.input, given) &&
                                 bound_in(*filter.input, variables(filter.condition));
                        },
                        [&](const Extend& extend) {
                          return !given.contains(extend.variable) && can_start_from(*extend.input, given) &&
                                 bound_in(*extend.input, variables(extend.expression));
                        },
                        [&](const Project& project) {
                          Variables hidden = scope(*project.input);
                          for (const Variable& variable : project.variables) hidden.erase(variable);
                          return disjoint(hidden, given) && can_start_from(*project.input, given);
                        },
                        [&](const OrderBy& order) { return can_start_from(*order.input, given); },
                        [](const auto&) { return false; },  // Distinct, Slice, Group
                    },
                    node.value);
}

}  // namespace quoth::algebra
