#include "tests/support/naive_substitute.h"

#include <algorithm>
#include <utility>

namespace quoth::naive {

using namespace algebra;

namespace {

Node with_values(Node node, const Solution& solution) {
  Values values{{}, {{}}};
  for (const auto& [variable, term] : solution) {
    values.variables.push_back(variable);
    values.rows.front().emplace_back(term);
  }
  return {Join{std::move(node), Node{std::move(values)}}};
}

Solution only(const Solution& solution, const std::vector<Variable>& variables) {
  Solution out = solution;
  std::erase_if(out, [&](const auto& binding) {
    return std::count(variables.begin(), variables.end(), binding.first) == 0;
  });
  return out;
}

std::vector<Variable> common(const Node& a, const Node& b) {
  std::vector<Variable> out = variables_in_scope(a);
  const std::vector<Variable> other = variables_in_scope(b);
  std::erase_if(out, [&](const Variable& v) { return std::count(other.begin(), other.end(), v) == 0; });
  return out;
}

}  // namespace

Node substitute(const Node& pattern, const Solution& solution) {
  const auto in = [&](const Node& node) { return substitute(node, solution); };
  return std::visit(
      Overloaded{
          [&](const Join& join) {
            return Node{Join{in(*join.left), in(*join.right)}};
          },
          // The right side gets them with the left rows.
          [&](const Lateral& lateral) {
            return Node{Lateral{in(*lateral.left), lateral.right}};
          },
          [&](const LeftJoin& join) {
            return Node{LeftJoin{in(*join.left), in(*join.right), join.condition}};
          },
          [&](const Union& u) {
            Union out;
            for (const Node& branch : u.branches) out.branches.push_back(in(branch));
            return Node{std::move(out)};
          },
          // They make no variable common to both sides that was not.
          [&](const Minus& minus) {
            return Node{
                Minus{in(*minus.left), Node{Project{in(*minus.right), common(*minus.left, *minus.right)}}}};
          },
          [&](const Filter& filter) {
            return Node{Filter{in(*filter.input), filter.condition}};
          },
          [&](const Extend& extend) {
            Solution others = solution;
            others.erase(extend.variable);
            return with_values(
                {Extend{substitute(*extend.input, others), extend.variable, extend.expression}}, solution);
          },
          [&](const Project& project) {  // what it hides is another variable
            return with_values(
                {Project{substitute(*project.input, only(solution, project.variables)), project.variables}},
                solution);
          },
          [&](const Group& group) {
            return with_values(
                {Group{substitute(*group.input, only(solution, group.keys)), group.keys, group.aggregates}},
                solution);
          },
          [&](const Distinct& distinct) { return Node{Distinct{in(*distinct.input)}}; },
          [&](const Reduced& reduced) { return Node{Reduced{in(*reduced.input)}}; },
          [&](const OrderBy& order) {
            return Node{OrderBy{in(*order.input), order.keys}};
          },
          [&](const Slice& slice) {
            return Node{Slice{in(*slice.input), slice.offset, slice.limit}};
          },
          // Bgp, PathPattern, Values, Service
          [&](const auto&) { return with_values(pattern, solution); },
      },
      pattern.value);
}

}  // namespace quoth::naive
