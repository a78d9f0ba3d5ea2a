// Operators on one input.
#include <algorithm>
#include <cmath>
#include <cstdint>

#include "engine/planning.h"

namespace quoth::plan {

// A condition that stays where it is written.
Result<NodePtr> Planner::plan_filter(const algebra::Filter& filter, const Request& request) {
  const Vars needed = with(request.needed, vars(algebra::variables(filter.condition)));
  QUOTH_TRY(NodePtr out, plan(*filter.input, {needed, std::nullopt, request.seed, request.row}));
  for (const algebra::Expression* part : conjuncts(filter.condition)) {
    QUOTH_TRY(out, keep_if(std::move(out), *part, needed));
  }
  return keep_columns(std::move(out), request.needed);
}

Result<NodePtr> Planner::plan_extend(const algebra::Extend& extend, const Request& request) {
  const Var var = symbols_.var(extend.variable);
  Request below = request;
  below.needed = difference(request.needed, {var});
  if (!contains(request.needed, var)) return plan(*extend.input, below);
  add(below.needed, vars(algebra::variables(extend.expression)));
  QUOTH_TRY(NodePtr planned, plan(*extend.input, below));
  if (is_nothing(*planned)) return nothing(intersection(request.needed, with(planned->columns, {var})));
  QUOTH_TRY(const Marked marked, mark(std::move(planned), extend.expression));
  NodePtr input = marked.input;
  Extend operation;
  // Expressions of one level of the query are worked out together: a label of BNODE means one node to them.
  const auto* inner = std::get_if<Extend>(&input->operation);
  if (inner != nullptr && std::holds_alternative<algebra::Extend>(extend.input->value)) {
    operation = *inner;
    input = input->inputs[0];
  }
  operation.expressions.emplace_back(var, marked.expression);
  Vars certain = marked.input->certain;
  if (algebra::has_value_with_variables(extend.expression, names(certain))) add(certain, var);
  Node node{std::move(operation),
            {input},
            with(marked.input->columns, {var}),
            std::move(certain),
            marked.input->sorted_by,
            input->rows,
            marked.input->cost + input->rows * kExpressionCost};
  return keep_columns(make(std::move(node)), request.needed);
}

Result<NodePtr> Planner::plan_project(const algebra::Project& project, const Request& request) {
  const Vars shown = vars(project.variables);
  Request below = request;
  below.needed = intersection(request.needed, shown);
  if (request.seed) add(below.needed, intersection(request.needed, request.seed->columns));
  return plan(*project.input, below);
}

Result<NodePtr> Planner::plan_distinct(const algebra::Distinct& distinct, const Request& request) {
  Request below{scope(*distinct.input), std::nullopt, request.seed, request.row, request.ordered};
  if (request.seed) add(below.needed, request.seed->columns);  // row by row, then
  QUOTH_TRY(NodePtr input, plan(*distinct.input, below));
  if (is_nothing(*input)) return nothing(intersection(input->columns, request.needed));
  Node node{plan::Distinct{},
            {input},
            input->columns,
            input->certain,
            input->sorted_by,
            input->rows * 0.8,
            input->cost + input->rows * kBuildCost};
  return keep_columns(make(std::move(node)), request.needed);
}

Result<NodePtr> Planner::plan_reduced(const algebra::Reduced& reduced, const Request& request) {
  Request below{scope(*reduced.input), std::nullopt, request.seed, request.row, request.ordered};
  if (request.seed) add(below.needed, request.seed->columns);
  QUOTH_TRY(NodePtr input, plan(*reduced.input, below));
  if (is_nothing(*input)) return nothing(intersection(input->columns, request.needed));
  Node node{plan::Reduced{},  {input},     input->columns,           input->certain,
            input->sorted_by, input->rows, input->cost + input->rows};
  return keep_columns(make(std::move(node)), request.needed);
}

Result<NodePtr> Planner::plan_order(const algebra::OrderBy& order, const Request& request) {
  // The sequence of joined rows is nobody's, unless they are cut off row by row.
  if (request.seed && !request.ordered) return plan(*order.input, request);
  Vars seen;
  for (const algebra::SortKey& key : order.keys) add(seen, vars(algebra::variables(key.expression)));
  QUOTH_TRY(NodePtr input,
            plan(*order.input, {with(request.needed, seen), std::nullopt, request.seed, request.row}));
  const Vars columns = intersection(request.needed, input->columns);
  if (is_nothing(*input)) return nothing(columns);
  Sort sort;
  for (const algebra::SortKey& key : order.keys) {
    QUOTH_TRY(Marked marked, mark(std::move(input), key.expression));
    input = std::move(marked.input);
    sort.keys.push_back({std::move(marked.expression), key.descending});
  }
  sort.ties = columns;
  if (choices_.top_k) sort.limit = request.limit;
  Node node{std::move(sort), {input}, columns, intersection(input->certain, columns), {}, input->rows, 0};
  node.cost = input->cost + input->rows * (kBuildCost + std::log2(std::max(input->rows, 2.0)));
  if (choices_.top_k && request.limit) node.rows = std::min(node.rows, static_cast<double>(*request.limit));
  return make(std::move(node));
}

Result<NodePtr> Planner::plan_slice(const algebra::Slice& slice, const Request& request) {
  Request below{request.needed, std::nullopt, request.seed, request.row, true};
  const bool whole = !request.row;  // else there is a slice for each row of the seed
  if (whole && slice.limit && *slice.limit <= UINT64_MAX - slice.offset)
    below.limit = slice.offset + *slice.limit;
  if (!whole) add(below.needed, *request.row);
  QUOTH_TRY(NodePtr input, plan(*slice.input, below));
  if (is_nothing(*input) || slice.limit == 0) return nothing(intersection(input->columns, request.needed));
  if (slice.offset == 0 && !slice.limit) return keep_columns(std::move(input), request.needed);
  const double after = std::max(0.0, input->rows - static_cast<double>(slice.offset));
  const double rows = whole && slice.limit ? std::min(after, static_cast<double>(*slice.limit)) : after;
  Node node{plan::Slice{slice.offset, slice.limit, request.row},
            {input},
            input->columns,
            input->certain,
            input->sorted_by,
            rows,
            input->cost};
  return keep_columns(make(std::move(node)), request.needed);
}

Result<NodePtr> Planner::plan_group(const algebra::Group& group, const Request& request) {
  Vars keys = vars(group.keys);
  const bool always = keys.empty() && request.row;  // a group for each row of the seed, even of no rows
  if (request.seed) add(keys, request.seed->columns);
  Vars needed = keys;
  for (const algebra::Aggregate& aggregate : group.aggregates) {
    if (aggregate.argument) add(needed, vars(algebra::variables(*aggregate.argument)));
    if (!aggregate.argument && aggregate.distinct) add(needed, scope(*group.input));
  }
  QUOTH_TRY(NodePtr input, plan(*group.input, {needed, std::nullopt, request.seed, request.row}));
  Group operation{keys, group.aggregates};
  for (std::size_t i = 0; i < group.aggregates.size(); ++i) {
    if (!group.aggregates[i].argument) continue;
    QUOTH_TRY(Marked marked, mark(std::move(input), *group.aggregates[i].argument));
    input = std::move(marked.input);
    operation.aggregates[i].argument = *marked.expression;
  }
  Node node;
  node.columns = keys;
  node.certain = intersection(keys, input->certain);
  for (const algebra::Aggregate& aggregate : group.aggregates) {
    const Var var = symbols_.var(aggregate.result);
    add(node.columns, var);
    if (aggregate.function == "count") add(node.certain, var);
  }
  node.rows = keys.empty() ? 1 : std::pow(input->rows, 0.7);
  node.cost = input->cost + kBuildCost * input->rows;
  node.operation = std::move(operation);
  node.inputs = {std::move(input)};
  if (always) node.inputs.push_back(request.seed);
  return keep_columns(make(std::move(node)), request.needed);
}

}  // namespace quoth::plan
