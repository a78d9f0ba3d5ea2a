// Groups: basic graph patterns, paths, joins, values, and conditions on them.
#include <algorithm>
#include <cmath>
#include <set>

#include "engine/atoms.h"
#include "engine/planning.h"
#include "engine/selectivity.h"

namespace quoth::plan {
namespace {

constexpr double kNominalRows = 1000;  // left rows for which a lateral join is weighed
constexpr double kServiceRows = 100, kServiceCost = 100000;

}  // namespace

Result<NodePtr> Planner::plan_cluster(const algebra::Node& node, const Request& request) {
  Cluster cluster;
  if (request.seed) add_input(cluster, request.seed, 0.8);
  QUOTH_CHECK(collect(node, true, request, cluster));
  Vars columns;
  for (const JoinInput& input : cluster.problem.inputs) add(columns, input.columns);
  const Vars late = columns_of_late(cluster);
  const auto sees_late = [&](const JoinFilter& filter) {
    return !intersection(filter.variables, late).empty();
  };
  for (const JoinFilter& filter : cluster.problem.filters) {
    if (sees_late(filter)) cluster.late_conditions.push_back(filter.condition);
  }
  std::erase_if(cluster.problem.filters, sees_late);
  Vars& needed = cluster.problem.needed;
  needed = with(request.needed, late);
  for (const algebra::Node* part : cluster.late_parts) add(needed, vars(algebra::mentioned(*part)));
  for (const Condition& late_condition : cluster.late_conditions)
    add(needed, vars(algebra::variables(*late_condition)));
  columns = intersection(request.needed, with(columns, late));
  if (cluster.empty) return nothing(columns);
  if (cluster.problem.inputs.empty()) add_input(cluster, make({Once{}, {}, {}, {}, {}, 1, 0}), 1);
  QUOTH_CHECK(plan_parts(request, cluster));
  if (cluster.empty) return nothing(columns);
  QUOTH_CHECK(add_corrections(cluster));
  QUOTH_TRY(NodePtr joined, order_joins(cluster.problem, statistics_, join_choices()));
  for (const algebra::Service* service : cluster.services) {
    QUOTH_TRY(joined, plan_service(*service, joined));
  }
  for (const algebra::Node* part : cluster.late_parts) {
    const Vars all = with(needed, joined->columns);
    QUOTH_TRY(joined, lateral_join(JoinKind::kInner, joined, *part, all, nullptr, true));
  }
  for (const Condition& late_condition : cluster.late_conditions) {
    QUOTH_TRY(joined, keep_if(std::move(joined), *late_condition, needed));
  }
  return keep_columns(std::move(joined), request.needed);
}

Vars Planner::columns_of_late(const Cluster& cluster) {
  Vars out;
  for (const algebra::Node* part : cluster.late_parts) add(out, scope(*part));
  for (const algebra::Service* service : cluster.services) add(out, vars(algebra::scope({*service})));
  return out;
}

// `top`: no part of the group lies outside of `node`.
Status Planner::collect(const algebra::Node& node, bool top, const Request& request, Cluster& cluster) {
  if (const auto* bgp = std::get_if<algebra::Bgp>(&node.value)) return collect_bgp(*bgp, cluster);
  if (const auto* path = std::get_if<algebra::PathPattern>(&node.value))
    return collect_path(*path, request, cluster);
  if (const auto* values = std::get_if<algebra::Values>(&node.value)) return collect_values(*values, cluster);
  if (const auto* service = std::get_if<algebra::Service>(&node.value))
    return collect_service(*service, cluster);
  if (const auto* join = std::get_if<algebra::Join>(&node.value)) {
    QUOTH_CHECK(collect(*join->left, false, request, cluster));
    return collect(*join->right, false, request, cluster);
  }
  if (const auto* lateral = std::get_if<algebra::Lateral>(&node.value);
      lateral != nullptr && is_join(*lateral, request)) {
    QUOTH_CHECK(collect(*lateral->left, false, request, cluster));
    return collect(*lateral->right, false, request, cluster);
  }
  if (const auto* filter = std::get_if<algebra::Filter>(&node.value); filter && choices_.push_filters) {
    // A condition sees its own part of the group only: that is the same as seeing all of it where its variables
    // are bound in that part.
    const algebra::Variables seen = algebra::variables(filter->condition);
    algebra::Variables bound = algebra::certain(*filter->input);
    if (request.row) bound.merge(names(request.seed->certain));
    if (top || algebra::subset(seen, bound)) {
      add_filter(*filter, cluster);
      return collect(*filter->input, top, request, cluster);
    }
  }
  if (!algebra::wanted(node).empty()) {
    cluster.late_parts.push_back(&node);
    return {};
  }
  JoinInput input;
  input.columns = scope(node);
  cluster.parts.emplace_back(cluster.problem.inputs.size(), &node);
  cluster.problem.inputs.push_back(std::move(input));
  return {};
}

void Planner::add_filter(const algebra::Filter& filter, Cluster& cluster) {
  const auto add = [&](const algebra::Expression& expression) {
    cluster.problem.filters.push_back(
        {condition(expression), vars(algebra::variables(expression)), selectivity(expression)});
  };
  if (!has_exists(filter.condition)) return add(filter.condition);
  for (const algebra::Expression* part : conjuncts(filter.condition)) {
    if (has_exists(*part)) {
      // Not a copy: what is known of the patterns inside goes by where they stand.
      cluster.late_conditions.push_back(Condition(Condition(), part));
    } else {
      add(*part);
    }
  }
}

// An input that has only one plan. `spread`: how its rows' number goes down to that of different values.
void Planner::add_input(Cluster& cluster, NodePtr node, double spread) {
  JoinInput input;
  set_plan(input, std::move(node), spread);
  cluster.problem.inputs.push_back(std::move(input));
}

void Planner::set_plan(JoinInput& input, NodePtr node, double spread) {
  input.columns = node->columns;
  input.certain = node->certain;
  input.rows = node->rows;
  for (const Var var : node->columns) input.distinct[var] = std::pow(std::max(node->rows, 1.0), spread);
  input.plans = {std::move(node)};
}

Status Planner::collect_bgp(const algebra::Bgp& bgp, Cluster& cluster) {
  AtomBuilder builder(context_.snapshot(), symbols_);
  QUOTH_TRY(const bool possible, builder.add(bgp));
  if (!possible) {
    // The columns must be known all the same.
    JoinInput input;
    input.columns = input.certain = vars(algebra::variables_in_scope({bgp}));
    cluster.problem.inputs.push_back(std::move(input));
    cluster.empty = true;
    return {};
  }
  if (bgp.patterns.empty()) return collect_graphs(builder.graph().slot, builder.graph().named_only, cluster);
  for (const Atom& atom : builder.atoms()) QUOTH_CHECK(collect_atom(atom, cluster));
  return {};
}

Status Planner::collect_atom(const Atom& atom, Cluster& cluster) {
  JoinInput input;
  input.atom = atom;
  input.columns = input.certain = variables(atom);
  QUOTH_TRY(input.rows, statistics_.rows(atom));
  if (input.rows == 0) cluster.empty = true;
  for (const Var var : input.columns) input.distinct[var] = statistics_.distinct(atom, var, input.rows);
  QUOTH_TRY(const std::vector<Access> scans, statistics_.scans(atom));
  for (const Access& access : scans) {
    const bool unbounded = access.prefix == 0;
    const double cost = kScanCost + access.rows_read * (unbounded ? 2 : 1) + (unbounded ? kUnboundedCost : 0);
    input.plans.push_back(make({IndexScan{atom, access.order},
                                {},
                                input.columns,
                                input.columns,
                                access.sorted_by,
                                input.rows,
                                cost}));
  }
  cluster.problem.inputs.push_back(std::move(input));
  return {};
}

// A pattern without triples: one solution for each graph that there is.
Status Planner::collect_graphs(const Slot& graph, bool named_only, Cluster& cluster) {
  const TermId* name = std::get_if<TermId>(&graph);
  const Var* var = std::get_if<Var>(&graph);
  if (name != nullptr && *name != TermId::default_graph()) {
    const Atom all{{Any{}, Any{}, Any{}, *name}, false, true};
    NodePtr scan = make({IndexScan{all, Order::kGpso}, {}, {}, {}, {}, 1, kScanCost});
    add_input(cluster, make({Slice{0, 1, std::nullopt}, {scan}, {}, {}, {}, 1, kScanCost}), 1);
  } else if (var != nullptr) {
    QUOTH_TRY(const double rows, statistics_.rows(Atom{{Any{}, Any{}, Any{}, *var}, false, true}));
    const double graphs = std::pow(rows, 0.6);
    NodePtr named = make({GraphNames{}, {}, {*var}, {*var}, {*var}, graphs, graphs * kProbeCost});
    if (!named_only) {
      NodePtr background = make({Values{{{TermId::default_graph()}}}, {}, {*var}, {*var}, {*var}, 1, 1});
      const double cost = named->cost + 1;
      named =
          make({Union{}, {std::move(named), std::move(background)}, {*var}, {*var}, {}, graphs + 1, cost});
    }
    add_input(cluster, std::move(named), 1);
  }
  return {};
}

Status Planner::collect_values(const algebra::Values& values, Cluster& cluster) {
  Values table;
  Node node;
  node.columns = vars(values.variables);
  node.certain = vars(algebra::certain({values}));
  std::map<Var, std::set<TermId>> different;
  for (const auto& row : values.rows) {
    std::vector<TermId>& ids = table.rows.emplace_back();
    for (std::size_t c = 0; c < row.size(); ++c) {
      TermId id;
      if (row[c]) {
        QUOTH_TRY(id, context_.terms().id_of(*row[c]));
        symbols_.name_term(id, to_string(*row[c]));
      }
      ids.push_back(id);
      different[node.columns[c]].insert(id);
    }
  }
  node.rows = node.cost = static_cast<double>(table.rows.size());
  if (table.rows.empty()) cluster.empty = true;
  node.operation = std::move(table);
  add_input(cluster, make(std::move(node)), 1);
  for (auto& [var, distinct] : cluster.problem.inputs.back().distinct) {
    distinct = static_cast<double>(different[var].size());
  }
  return {};
}

Status Planner::collect_service(const algebra::Service& service, Cluster& cluster) {
  if (context_.services() == nullptr) {
    return Error{ErrorCode::kUnsupported, "SERVICE is not allowed; --allow-service allows it", {}, {}};
  }
  if (std::holds_alternative<algebra::Variable>(service.endpoint)) {
    cluster.services.push_back(&service);
    return {};
  }
  QUOTH_TRY(NodePtr node, plan_service(service, make({Once{}, {}, {}, {}, {}, 1, 0})));
  add_input(cluster, std::move(node), 0.8);
  return {};
}

// What an endpoint gives, joined with the rows of the input.
Result<NodePtr> Planner::plan_service(const algebra::Service& service, const NodePtr& input) {
  Service operation{Any{}, service};
  if (const auto* variable = std::get_if<algebra::Variable>(&service.endpoint)) {
    const Var var = symbols_.var(*variable);
    operation.endpoint = var;
    if (!contains(input->columns, var)) {
      return Error{ErrorCode::kInvalid,
                   "nothing binds ?" + variable->name + ", the endpoint of a SERVICE, beside it",
                   {},
                   {}};
    }
  } else if (const Term* term = std::get_if<Term>(&service.endpoint)) {
    QUOTH_TRY(const TermId id, context_.terms().id_of(*term));
    symbols_.name_term(id, to_string(*term));
    operation.endpoint = id;
  }
  Node node;
  node.operation = std::move(operation);
  node.columns = with(input->columns, vars(service.variables));
  node.certain = input->certain;
  node.rows = input->rows * kServiceRows;
  node.cost = input->cost + kServiceCost + node.rows;
  node.inputs = {input};
  return make(std::move(node));
}

// Plans the subtrees of the group, which must give the columns that the rest of it needs.
Status Planner::plan_parts(const Request& request, Cluster& cluster) {
  for (const auto& [index, node] : cluster.parts) {
    Vars others = cluster.problem.needed;
    for (const JoinFilter& filter : cluster.problem.filters) add(others, filter.variables);
    Vars given;
    for (std::size_t i = 0; i < cluster.problem.inputs.size(); ++i) {
      if (i != index) add(given, cluster.problem.inputs[i].columns);
    }
    add(others, given);
    JoinInput& input = cluster.problem.inputs[index];
    if (!starts_as_it_is(*node, request)) {
      QUOTH_TRY(NodePtr inside, plan(*node, {others, std::nullopt, request.seed, request.row}));
      if (is_nothing(*inside)) cluster.empty = true;
      set_plan(input, std::move(inside), 0.8);
      continue;
    }
    QUOTH_TRY(NodePtr alone, plan_alone(*node, others));
    if (is_nothing(*alone)) cluster.empty = true;
    set_plan(input, std::move(alone), 0.8);
    if (may_be_lateral() && algebra::can_start_from(*node, names(given))) set_lateral(input, *node);
  }
  return {};
}

void Planner::set_lateral(JoinInput& input, const algebra::Node& node) {
  input.lateral = [this, &node](const NodePtr& left, const Vars& needed) -> Result<NodePtr> {
    return lateral_join(JoinKind::kInner, left, node, needed, nullptr, false);
  };
  input.lateral_cost = [this, &node, columns = input.columns](const Vars& bound) -> Result<double> {
    Vars sorted = bound;
    std::sort(sorted.begin(), sorted.end());
    const auto key = std::pair(&node, sorted);
    if (const auto known = lateral_costs_.find(key); known != lateral_costs_.end()) return known->second;
    const NodePtr left = make({Once{}, {}, sorted, sorted, {}, kNominalRows, 0});
    QUOTH_TRY(const NodePtr join,
              lateral_join(JoinKind::kInner, left, node, with(columns, sorted), nullptr, false));
    return lateral_costs_[key] = join->cost / kNominalRows;
  };
}

// How many rows some values give together with an atom is known by counting, if they are few.
Status Planner::add_corrections(Cluster& cluster) {
  constexpr std::size_t kCounted = 32;
  std::vector<JoinInput>& inputs = cluster.problem.inputs;
  for (std::size_t v = 0; v < inputs.size(); ++v) {
    const auto* values = std::get_if<Values>(&inputs[v].plans[0]->operation);
    if (values == nullptr || inputs[v].columns.size() != 1 || values->rows.size() > kCounted) continue;
    const Var var = inputs[v].columns[0];
    for (std::size_t a = 0; a < inputs.size(); ++a) {
      if (!inputs[a].atom || !contains(inputs[a].columns, var)) continue;
      QUOTH_TRY(const double rows, count_rows(*inputs[a].atom, var, *values));
      const double different = std::max({inputs[a].distinct[var], inputs[v].distinct[var], 1.0});
      const double estimate = inputs[a].rows * inputs[v].rows / different;
      cluster.problem.corrections[{v, a}] = std::max(rows, 0.5) / std::max(estimate, 0.5);
    }
  }
  return {};
}

Result<double> Planner::count_rows(Atom atom, Var var, const Values& values) {
  const Atom original = atom;
  double rows = 0;
  for (const auto& row : values.rows) {
    for (std::size_t place = 0; place < 4; ++place) {
      const Var* other = std::get_if<Var>(&original.slots[place]);
      if (other != nullptr && *other == var) atom.slots[place] = row[0];
    }
    QUOTH_TRY(const double more, statistics_.rows(atom));
    rows += more;
  }
  return rows;
}

}  // namespace quoth::plan
