#include "engine/planner.h"

#include <algorithm>

#include "engine/planning.h"

namespace quoth {
namespace plan {

NodePtr make(Node node) { return std::make_shared<const Node>(std::move(node)); }

NodePtr nothing(const Vars& columns) { return make({Nothing{}, {}, columns, columns, columns, 0, 0}); }

bool is_nothing(const Node& node) { return std::holds_alternative<Nothing>(node.operation); }

Condition condition(const algebra::Expression& expression) {
  return std::make_shared<const algebra::Expression>(expression);
}

bool has_exists(const algebra::Expression& expression) {
  if (std::holds_alternative<algebra::Exists>(expression.value)) return true;
  const auto* call = std::get_if<algebra::Call>(&expression.value);
  return call != nullptr && std::any_of(call->arguments.begin(), call->arguments.end(), has_exists);
}

std::vector<const algebra::Expression*> conjuncts(const algebra::Expression& condition) {
  const auto* call = std::get_if<algebra::Call>(&condition.value);
  if (call == nullptr || call->function != "&&") return {&condition};
  std::vector<const algebra::Expression*> out;
  for (const algebra::Expression& argument : call->arguments) {
    const auto parts = conjuncts(argument);
    out.insert(out.end(), parts.begin(), parts.end());
  }
  return out;
}

Vars with(Vars vars, const Vars& more) {
  add(vars, more);
  return vars;
}

Result<Plan> Planner::run(const algebra::Node& query) {
  Request request;
  for (const algebra::Variable& variable : algebra::variables_in_scope(query)) {
    request.needed.push_back(symbols_.var(variable));
  }
  QUOTH_TRY(NodePtr root, plan(query, request));
  return Plan{std::move(symbols_), std::move(root), laterals_};
}

Result<NodePtr> Planner::plan(const algebra::Node& node, const Request& request) {
  QUOTH_CHECK(context_.check());
  if (request.row) {
    const Vars seen = seen_of_seed(node, request);
    if (seen.size() < request.seed->columns.size()) return plan_apart(node, request, seen);
  }
  return std::visit(
      Overloaded{
          [&](const algebra::Lateral& lateral) {
            return is_join(lateral, request) ? plan_cluster(node, request) : plan_lateral(lateral, request);
          },
          [&](const algebra::LeftJoin& join) { return plan_left_join(join, request); },
          [&](const algebra::Union& u) { return plan_union(u, request); },
          [&](const algebra::Minus& minus) { return plan_minus(minus, request); },
          [&](const algebra::Extend& extend) { return plan_extend(extend, request); },
          [&](const algebra::Project& project) { return plan_project(project, request); },
          [&](const algebra::Distinct& distinct) { return plan_distinct(distinct, request); },
          [&](const algebra::Reduced& reduced) { return plan_reduced(reduced, request); },
          [&](const algebra::OrderBy& order) { return plan_order(order, request); },
          [&](const algebra::Slice& slice) { return plan_slice(slice, request); },
          [&](const algebra::Group& group) { return plan_group(group, request); },
          [&](const algebra::Filter& filter) {
            return choices_.push_filters ? plan_cluster(node, request) : plan_filter(filter, request);
          },
          // Bgp, PathPattern, Join, Values, Service
          [&](const auto&) { return plan_cluster(node, request); },
      },
      node.value);
}

Result<NodePtr> Planner::plan_alone(const algebra::Node& node, const Vars& needed) {
  Vars wanted = intersection(scope(node), needed);
  std::sort(wanted.begin(), wanted.end());
  const auto key = std::pair(&node, wanted);
  if (const auto known = alone_.find(key); known != alone_.end()) return known->second;
  QUOTH_TRY(NodePtr made, plan(node, {wanted, std::nullopt, nullptr, std::nullopt}));
  alone_.emplace(key, made);
  return made;
}

const Vars& Planner::scope(const algebra::Node& node) {
  const auto [entry, added] = scopes_.try_emplace(&node);
  if (added) entry->second = vars(algebra::variables_in_scope(node));
  return entry->second;
}

algebra::Variables Planner::names(const Vars& vars) const {
  algebra::Variables out;
  for (const Var var : vars) out.insert({symbols_.name(var)});
  return out;
}

// ---- Subtrees in which the rows of a seed are to be seen one by one

Vars Planner::seen_of_seed(const algebra::Node& node, const Request& request) {
  const Vars& all = request.seed->columns;
  const auto only = [&](Vars shown) {
    add(shown, *request.row);
    return intersection(all, shown);
  };
  // What is cut, sorted or made distinct is what comes out of a projection, if there is one.
  const auto below = [&](const algebra::Node& input) {
    const bool chain = std::holds_alternative<algebra::Project>(input.value) ||
                       std::holds_alternative<algebra::Distinct>(input.value) ||
                       std::holds_alternative<algebra::Reduced>(input.value) ||
                       std::holds_alternative<algebra::OrderBy>(input.value) ||
                       std::holds_alternative<algebra::Slice>(input.value);
    return chain ? seen_of_seed(input, request) : all;
  };
  return std::visit(
      Overloaded{
          [&](const algebra::Project& project) {
            // What it hides makes a difference only if it is mentioned inside.
            Vars hidden = vars(algebra::mentioned(*project.input));
            hidden = difference(hidden, vars(project.variables));
            return intersection(all, hidden).empty() ? all : only(vars(project.variables));
          },
          [&](const algebra::Group& group) { return only(vars(group.keys)); },
          [&](const algebra::Extend& extend) { return difference(all, vars(std::vector{extend.variable})); },
          [&](const algebra::Distinct& distinct) { return below(*distinct.input); },
          [&](const algebra::Reduced& reduced) { return below(*reduced.input); },
          [&](const algebra::OrderBy& order) { return below(*order.input); },
          [&](const algebra::Slice& slice) { return below(*slice.input); },
          [&](const auto&) { return all; },
      },
      node.value);
}

NodePtr Planner::narrowed(const NodePtr& seed, const Vars& columns) {
  Node out = *seed;
  out.columns = intersection(seed->columns, columns);
  out.certain = intersection(seed->certain, columns);
  return make(std::move(out));
}

Result<NodePtr> Planner::plan_apart(const algebra::Node& node, const Request& request, const Vars& seen) {
  Request inner = request;
  inner.needed = with(with(request.needed, request.seed->columns), {*request.row});
  inner.seed = narrowed(request.seed, seen);
  QUOTH_TRY(NodePtr part, plan(node, inner));
  if (is_nothing(*part))
    return nothing(intersection(request.needed, with(request.seed->columns, part->columns)));
  Cluster cluster;
  cluster.problem.needed = request.needed;
  add_input(cluster, request.seed, 0.8);
  add_input(cluster, std::move(part), 0.8);
  QUOTH_TRY(NodePtr joined, order_joins(cluster.problem, statistics_, join_choices()));
  return keep_columns(std::move(joined), request.needed);
}

JoinChoices Planner::join_choices() const {
  return {choices_.order_joins, choices_.merge_joins, choices_.bind_joins, choices_.lateral_joins};
}

// Whether the values of the seed's rows in the tree make no difference to joining it with them.
bool Planner::starts_as_it_is(const algebra::Node& node, const Request& request) const {
  return !request.row || algebra::joins_as_it_is(node, names(request.seed->columns));
}

// Whether starting from its left rows makes no difference to the right side of a lateral join.
bool Planner::is_join(const algebra::Lateral& lateral, const Request& request) {
  Vars given = scope(*lateral.left);
  if (request.seed) add(given, request.seed->columns);
  return algebra::joins_as_it_is(*lateral.right, names(given)) && algebra::wanted(*lateral.right).empty();
}

}  // namespace plan

Result<plan::Plan> make_plan(const algebra::Node& query, QueryContext& context,
                             const PlannerChoices& choices) {
  return plan::Planner(context, choices).run(query);
}

}  // namespace quoth
