#include "engine/planner.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "engine/atoms.h"
#include "engine/expression.h"
#include "engine/join_order.h"
#include "engine/scope.h"
#include "engine/selectivity.h"
#include "engine/statistics.h"

namespace quoth {
namespace plan {
namespace {

constexpr double kExpressionCost = 2;
constexpr int kNestedLaterals = 3;     // each level is planned on its own and from its outer rows
constexpr double kNominalRows = 1000;  // left rows for which a lateral join is weighed

NodePtr make(Node node) { return std::make_shared<const Node>(std::move(node)); }

NodePtr nothing(const Vars& columns) { return make({Nothing{}, {}, columns, columns, columns, 0, 0}); }

bool is_nothing(const Node& node) { return std::holds_alternative<Nothing>(node.operation); }

Condition condition(const algebra::Expression& expression) {
  return std::make_shared<const algebra::Expression>(expression);
}

class Planner {
 public:
  Planner(QueryContext& context, const PlannerChoices& choices)
      : context_(context), choices_(choices), statistics_(context.snapshot()) {}

  Result<Plan> run(const algebra::Node& query) {
    Request request;
    for (const algebra::Variable& variable : algebra::variables_in_scope(query)) {
      request.needed.push_back(symbols_.var(variable));
    }
    QUOTH_TRY(NodePtr root, plan(query, request));
    return Plan{std::move(symbols_), std::move(root), laterals_};
  }

 private:
  // What is asked of a subtree's plan: it has the columns that are needed and in scope, and no others.
  struct Request {
    Vars needed;                         // in the sequence that breaks ties of a sort
    std::optional<std::uint64_t> limit;  // if no more rows than these are wanted
    NodePtr seed;  // rows to start from and to join with, if algebra::can_start_from says so
  };

  Result<NodePtr> plan(const algebra::Node& node, const Request& request) {
    return std::visit(Overloaded{
                          [&](const algebra::LeftJoin& join) { return plan_left_join(join, request); },
                          [&](const algebra::Union& u) { return plan_union(u, request); },
                          [&](const algebra::Minus& minus) { return plan_minus(minus, request); },
                          [&](const algebra::Extend& extend) { return plan_extend(extend, request); },
                          [&](const algebra::Project& project) { return plan_project(project, request); },
                          [&](const algebra::Distinct& distinct) { return plan_distinct(distinct, request); },
                          [&](const algebra::OrderBy& order) { return plan_order(order, request); },
                          [&](const algebra::Slice& slice) { return plan_slice(slice, request); },
                          [&](const algebra::Group& group) { return plan_group(group, request); },
                          [&](const algebra::Filter& filter) {
                            return choices_.push_filters ? plan_cluster(node, request)
                                                         : plan_filter(filter, request);
                          },
                          [&](const auto&) { return plan_cluster(node, request); },  // Bgp, Join, Values
                      },
                      node.value);
  }

  // The plan of a subtree on its own; made once, though alternatives ask for it again and again.
  Result<NodePtr> plan_alone(const algebra::Node& node, const Vars& needed) {
    Vars wanted = intersection(scope(node), needed);
    std::sort(wanted.begin(), wanted.end());
    const auto key = std::pair(&node, wanted);
    if (const auto known = alone_.find(key); known != alone_.end()) return known->second;
    QUOTH_TRY(NodePtr made, plan(node, {wanted, std::nullopt, nullptr}));
    alone_.emplace(key, made);
    return made;
  }

  const Vars& scope(const algebra::Node& node) {
    const auto [entry, added] = scopes_.try_emplace(&node);
    if (added) entry->second = vars(algebra::variables_in_scope(node));
    return entry->second;
  }

  template <typename Variables>
  Vars vars(const Variables& variables) {
    Vars out;
    for (const algebra::Variable& variable : variables) add(out, symbols_.var(variable));
    return out;
  }

  algebra::Variables names(const Vars& vars) const {
    algebra::Variables out;
    for (const Var var : vars) out.insert({symbols_.name(var)});
    return out;
  }

  static Vars with(Vars vars, const Vars& more) {
    add(vars, more);
    return vars;
  }

  // ---- Groups: basic graph patterns, joins, values, and conditions on them

  struct Cluster {
    JoinProblem problem;
    std::vector<std::pair<std::size_t, const algebra::Node*>> parts;  // inputs that are subtrees of their own
    bool empty = false;                                               // there can be no solution
  };

  Result<NodePtr> plan_cluster(const algebra::Node& node, const Request& request) {
    Cluster cluster;
    cluster.problem.needed = request.needed;
    if (request.seed) add_input(cluster, request.seed, 0.8);
    QUOTH_CHECK(collect(node, true, cluster));
    const Vars columns = intersection(request.needed, cluster_columns(cluster));
    if (cluster.empty) return nothing(columns);
    if (cluster.problem.inputs.empty()) add_input(cluster, make({Once{}, {}, {}, {}, {}, 1, 0}), 1);
    QUOTH_CHECK(plan_parts(cluster));
    if (cluster.empty) return nothing(columns);
    QUOTH_CHECK(add_corrections(cluster));
    const JoinChoices joins{choices_.order_joins, choices_.merge_joins, choices_.bind_joins,
                            choices_.lateral_joins};
    QUOTH_TRY(NodePtr joined, order_joins(cluster.problem, statistics_, joins));
    return keep_columns(std::move(joined), request.needed);
  }

  static Vars cluster_columns(const Cluster& cluster) {
    Vars out;
    for (const JoinInput& input : cluster.problem.inputs) add(out, input.columns);
    return out;
  }

  // `top`: no part of the group lies outside of `node`.
  Status collect(const algebra::Node& node, bool top, Cluster& cluster) {
    if (const auto* bgp = std::get_if<algebra::Bgp>(&node.value)) return collect_bgp(*bgp, cluster);
    if (const auto* values = std::get_if<algebra::Values>(&node.value))
      return collect_values(*values, cluster);
    if (const auto* join = std::get_if<algebra::Join>(&node.value)) {
      QUOTH_CHECK(collect(*join->left, false, cluster));
      return collect(*join->right, false, cluster);
    }
    if (const auto* filter = std::get_if<algebra::Filter>(&node.value); filter && choices_.push_filters) {
      const algebra::Variables seen = algebra::variables(filter->condition);
      // A condition sees its own part of the group only: that is the same as seeing all of it where its
      // variables are bound in that part.
      if (top || algebra::subset(seen, algebra::certain(*filter->input))) {
        cluster.problem.filters.push_back(
            {condition(filter->condition), vars(seen), selectivity(filter->condition)});
        return collect(*filter->input, top, cluster);
      }
    }
    JoinInput input;
    input.columns = scope(node);
    cluster.parts.emplace_back(cluster.problem.inputs.size(), &node);
    cluster.problem.inputs.push_back(std::move(input));
    return {};
  }

  // An input that has only one plan. `spread`: how its rows' number goes down to that of different values.
  static void add_input(Cluster& cluster, NodePtr node, double spread) {
    JoinInput input;
    set_plan(input, std::move(node), spread);
    cluster.problem.inputs.push_back(std::move(input));
  }

  static void set_plan(JoinInput& input, NodePtr node, double spread) {
    input.columns = node->columns;
    input.certain = node->certain;
    input.rows = node->rows;
    for (const Var var : node->columns) input.distinct[var] = std::pow(std::max(node->rows, 1.0), spread);
    input.plans = {std::move(node)};
  }

  Status collect_bgp(const algebra::Bgp& bgp, Cluster& cluster) {
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
    if (bgp.patterns.empty()) return collect_graphs(builder.graph(), cluster);
    for (const Atom& atom : builder.atoms()) QUOTH_CHECK(collect_atom(atom, cluster));
    return {};
  }

  Status collect_atom(const Atom& atom, Cluster& cluster) {
    JoinInput input;
    input.atom = atom;
    input.columns = input.certain = variables(atom);
    QUOTH_TRY(input.rows, statistics_.rows(atom));
    if (input.rows == 0) cluster.empty = true;
    for (const Var var : input.columns) input.distinct[var] = statistics_.distinct(atom, var, input.rows);
    QUOTH_TRY(const std::vector<Access> scans, statistics_.scans(atom));
    for (const Access& access : scans) {
      const bool unbounded = access.prefix == 0;
      const double cost =
          kScanCost + access.rows_read * (unbounded ? 2 : 1) + (unbounded ? kUnboundedCost : 0);
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
  Status collect_graphs(const AtomBuilder::Graph& graph, Cluster& cluster) {
    const TermId* name = std::get_if<TermId>(&graph.slot);
    const Var* var = std::get_if<Var>(&graph.slot);
    if (name != nullptr && *name != TermId::default_graph()) {
      const Atom all{{Any{}, Any{}, Any{}, *name}, false, true};
      NodePtr scan = make({IndexScan{all, Order::kGpso}, {}, {}, {}, {}, 1, kScanCost});
      add_input(cluster, make({Slice{0, 1}, {scan}, {}, {}, {}, 1, kScanCost}), 1);
    } else if (var != nullptr) {
      QUOTH_TRY(const double rows, statistics_.rows(Atom{{Any{}, Any{}, Any{}, *var}, false, true}));
      const double graphs = std::pow(rows, 0.6);
      NodePtr named = make({GraphNames{}, {}, {*var}, {*var}, {*var}, graphs, graphs * kProbeCost});
      if (!graph.named_only) {
        NodePtr background = make({Values{{{TermId::default_graph()}}}, {}, {*var}, {*var}, {*var}, 1, 1});
        const double cost = named->cost + 1;
        named =
            make({Union{}, {std::move(named), std::move(background)}, {*var}, {*var}, {}, graphs + 1, cost});
      }
      add_input(cluster, std::move(named), 1);
    }
    return {};
  }

  Status collect_values(const algebra::Values& values, Cluster& cluster) {
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

  // Plans the subtrees of the group, which must give the columns that the rest of it needs.
  Status plan_parts(Cluster& cluster) {
    for (const auto& [index, node] : cluster.parts) {
      Vars others = cluster.problem.needed;
      for (const JoinFilter& filter : cluster.problem.filters) add(others, filter.variables);
      Vars given;
      for (std::size_t i = 0; i < cluster.problem.inputs.size(); ++i) {
        if (i != index) add(given, cluster.problem.inputs[i].columns);
      }
      add(others, given);
      QUOTH_TRY(NodePtr alone, plan_alone(*node, others));
      JoinInput& input = cluster.problem.inputs[index];
      if (is_nothing(*alone)) cluster.empty = true;
      set_plan(input, std::move(alone), 0.8);
      if (may_be_lateral() && algebra::can_start_from(*node, names(given))) set_lateral(input, *node);
    }
    return {};
  }

  bool may_be_lateral() const { return choices_.lateral_joins && lateral_depth_ < kNestedLaterals; }

  void set_lateral(JoinInput& input, const algebra::Node& node) {
    input.lateral = [this, &node](const NodePtr& left, const Vars& needed) -> Result<NodePtr> {
      return lateral_join(JoinKind::kInner, left, node, needed, nullptr);
    };
    input.lateral_cost = [this, &node, columns = input.columns](const Vars& bound) -> Result<double> {
      Vars sorted = bound;
      std::sort(sorted.begin(), sorted.end());
      const auto key = std::pair(&node, sorted);
      if (const auto known = lateral_costs_.find(key); known != lateral_costs_.end()) return known->second;
      const NodePtr left = make({Once{}, {}, sorted, sorted, {}, kNominalRows, 0});
      QUOTH_TRY(const NodePtr join,
                lateral_join(JoinKind::kInner, left, node, with(columns, sorted), nullptr));
      return lateral_costs_[key] = join->cost / kNominalRows;
    };
  }

  // How many rows some values give together with an atom is known by counting, if they are few.
  Status add_corrections(Cluster& cluster) {
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

  Result<double> count_rows(Atom atom, Var var, const Values& values) {
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

  // ---- Joins of another kind

  // The left rows with the right side, which starts from them.
  Result<NodePtr> lateral_join(JoinKind kind, const NodePtr& left, const algebra::Node& right,
                               const Vars& needed, const Condition& on) {
    LateralJoin join{kind, laterals_++, symbols_.fresh("row"), on};
    Node seed{Seed{join.number}, {}, left->columns, left->certain, {}, 0, 0};
    if (kind == JoinKind::kInner) {
      seed.sorted_by = {};
    } else {
      seed.columns.push_back(join.row);
      seed.certain.push_back(join.row);
    }
    const double batches = std::max(1.0, left->rows / static_cast<double>(Batch::kCapacity));
    seed.rows = left->rows / batches;
    Request request{needed, std::nullopt, make(std::move(seed))};
    if (kind != JoinKind::kInner) add(request.needed, join.row);
    if (on) add(request.needed, vars(algebra::variables(*on)));
    ++lateral_depth_;
    auto planned = plan(right, request);
    --lateral_depth_;
    QUOTH_TRY(NodePtr body, std::move(planned));
    Node node;
    node.cost = left->cost + batches * (body->cost + kScanCost);
    node.rows = batches * body->rows;
    node.columns = intersection(with(left->columns, body->columns), needed);
    node.certain = intersection(kind == JoinKind::kInner ? body->certain : left->certain, node.columns);
    if (kind == JoinKind::kInner && is_nothing(*body)) return nothing(node.columns);
    if (kind == JoinKind::kLeft) node.rows = std::max(node.rows, left->rows);
    if (kind == JoinKind::kMinus) node.rows = left->rows * 0.7;
    node.operation = join;
    node.inputs = {left, std::move(body)};
    return make(std::move(node));
  }

  Result<NodePtr> plan_left_join(const algebra::LeftJoin& join, const Request& request) {
    Vars of_condition;
    if (join.condition) of_condition = vars(algebra::variables(*join.condition));
    const Vars& right_scope = scope(*join.right);
    const Vars outer = with(request.needed, of_condition);
    QUOTH_TRY(NodePtr left, plan(*join.left, {with(outer, right_scope), std::nullopt, request.seed}));
    if (is_nothing(*left)) return nothing(intersection(request.needed, with(left->columns, right_scope)));
    QUOTH_TRY(NodePtr right, plan_alone(*join.right, with(outer, left->columns)));
    if (is_nothing(*right)) return keep_columns(left, request.needed);
    const Condition on = join.condition ? condition(*join.condition) : nullptr;

    const SharedColumns shared = shared_columns(*left, *right);
    Node hash;
    hash.operation = HashJoin{JoinKind::kLeft, shared.keys, shared.compared, on};
    hash.inputs = {left, right};
    hash.columns = intersection(with(left->columns, right->columns), request.needed);
    hash.certain = intersection(left->certain, hash.columns);
    if (!on) hash.sorted_by = sorted_within(left->sorted_by, hash.columns);
    hash.rows = left->rows;
    hash.cost = left->cost + right->cost + kBuildCost * right->rows + kLookUpCost * left->rows + hash.rows;
    if (shared.keys.empty()) hash.cost += left->rows * right->rows;

    const Vars common = intersection(left->columns, right_scope);
    const bool start = may_be_lateral() && !common.empty() && difference(common, left->certain).empty() &&
                       algebra::can_start_from(*join.right, names(left->columns));
    if (start) {
      QUOTH_TRY(NodePtr lateral, lateral_join(JoinKind::kLeft, left, *join.right, request.needed, on));
      if (lateral->cost < hash.cost) return lateral;
    }
    return make(std::move(hash));
  }

  Result<NodePtr> plan_minus(const algebra::Minus& minus, const Request& request) {
    const Vars common = intersection(scope(*minus.left), scope(*minus.right));
    QUOTH_TRY(NodePtr left, plan(*minus.left, {with(request.needed, common), std::nullopt, request.seed}));
    if (common.empty() || is_nothing(*left)) return keep_columns(std::move(left), request.needed);
    QUOTH_TRY(NodePtr right, plan_alone(*minus.right, common));
    if (is_nothing(*right)) return keep_columns(std::move(left), request.needed);

    Node hash;
    SharedColumns shared = shared_columns(*left, *right);
    hash.operation = HashJoin{JoinKind::kMinus, shared.keys, shared.compared, nullptr};
    hash.inputs = {left, right};
    hash.columns = intersection(left->columns, request.needed);
    hash.certain = intersection(left->certain, hash.columns);
    hash.sorted_by = sorted_within(left->sorted_by, hash.columns);
    hash.rows = left->rows * 0.7;
    hash.cost = left->cost + right->cost + kBuildCost * right->rows + kLookUpCost * left->rows;
    if (shared.keys.empty()) hash.cost += left->rows * right->rows;

    const bool start = may_be_lateral() && shared.compared.empty() && shared.keys.size() == common.size() &&
                       algebra::can_start_from(*minus.right, names(left->columns));
    if (start) {
      QUOTH_TRY(NodePtr lateral, lateral_join(JoinKind::kMinus, left, *minus.right, request.needed, nullptr));
      Node only_left = *lateral;
      only_left.columns = hash.columns;
      only_left.certain = hash.certain;
      if (lateral->cost < hash.cost) return make(std::move(only_left));
    }
    return make(std::move(hash));
  }

  Result<NodePtr> plan_union(const algebra::Union& u, const Request& request) {
    Node node;
    node.operation = Union{};
    Vars possible;
    for (const algebra::Node& branch : u.branches) {
      QUOTH_TRY(NodePtr planned, plan(branch, {request.needed, request.limit, request.seed}));
      add(possible, planned->columns);
      if (is_nothing(*planned)) continue;
      node.certain = node.inputs.empty() ? planned->certain : intersection(node.certain, planned->certain);
      node.rows += planned->rows;
      node.cost += planned->cost;
      node.inputs.push_back(std::move(planned));
    }
    node.columns = intersection(request.needed, possible);
    if (node.inputs.empty()) return nothing(node.columns);
    if (node.inputs.size() == 1 && node.inputs[0]->columns.size() == node.columns.size())
      return node.inputs[0];
    node.certain = intersection(node.certain, node.columns);
    return make(std::move(node));
  }

  // ---- Operators on one input

  // A condition that stays where it is written.
  Result<NodePtr> plan_filter(const algebra::Filter& filter, const Request& request) {
    const Vars seen = vars(algebra::variables(filter.condition));
    QUOTH_TRY(NodePtr input, plan(*filter.input, {with(request.needed, seen), std::nullopt, request.seed}));
    if (is_nothing(*input)) return nothing(intersection(input->columns, request.needed));
    Node node{plan::Filter{condition(filter.condition)},
              {input},
              intersection(input->columns, request.needed),
              {},
              {},
              0,
              0};
    node.certain = intersection(input->certain, node.columns);
    node.sorted_by = sorted_within(input->sorted_by, node.columns);
    node.rows = input->rows * selectivity(filter.condition);
    node.cost = input->cost + input->rows * kExpressionCost;
    return make(std::move(node));
  }

  Result<NodePtr> plan_extend(const algebra::Extend& extend, const Request& request) {
    const Var var = symbols_.var(extend.variable);
    Request below = request;
    below.needed = difference(request.needed, {var});
    if (!contains(request.needed, var)) return plan(*extend.input, below);
    add(below.needed, vars(algebra::variables(extend.expression)));
    QUOTH_TRY(NodePtr input, plan(*extend.input, below));
    if (is_nothing(*input)) return nothing(intersection(request.needed, with(input->columns, {var})));
    Node node{plan::Extend{var, condition(extend.expression)},
              {input},
              with(input->columns, {var}),
              input->certain,
              input->sorted_by,
              input->rows,
              input->cost + input->rows * kExpressionCost};
    return keep_columns(make(std::move(node)), request.needed);
  }

  Result<NodePtr> plan_project(const algebra::Project& project, const Request& request) {
    const Vars shown = vars(project.variables);
    Request below = request;
    below.needed = intersection(request.needed, shown);
    if (request.seed) add(below.needed, intersection(request.needed, request.seed->columns));
    return plan(*project.input, below);
  }

  Result<NodePtr> plan_distinct(const algebra::Distinct& distinct, const Request& request) {
    QUOTH_TRY(NodePtr input, plan(*distinct.input, {scope(*distinct.input), std::nullopt, nullptr}));
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

  Result<NodePtr> plan_order(const algebra::OrderBy& order, const Request& request) {
    if (request.seed) return plan(*order.input, request);  // the sequence of joined rows is nobody's
    Sort sort;
    Vars seen;
    for (const algebra::SortKey& key : order.keys) {
      add(seen, vars(algebra::variables(key.expression)));
      sort.keys.push_back({condition(key.expression), key.descending});
    }
    QUOTH_TRY(NodePtr input, plan(*order.input, {with(request.needed, seen), std::nullopt, nullptr}));
    const Vars columns = intersection(request.needed, input->columns);
    if (is_nothing(*input)) return nothing(columns);
    sort.ties = columns;
    if (choices_.top_k) sort.limit = request.limit;
    Node node{std::move(sort), {input}, columns, intersection(input->certain, columns), {}, input->rows, 0};
    node.cost = input->cost + input->rows * (kBuildCost + std::log2(std::max(input->rows, 2.0)));
    if (choices_.top_k && request.limit) node.rows = std::min(node.rows, static_cast<double>(*request.limit));
    return make(std::move(node));
  }

  Result<NodePtr> plan_slice(const algebra::Slice& slice, const Request& request) {
    Request below{request.needed, std::nullopt, nullptr};
    if (slice.limit && *slice.limit <= UINT64_MAX - slice.offset) below.limit = slice.offset + *slice.limit;
    QUOTH_TRY(NodePtr input, plan(*slice.input, below));
    if (is_nothing(*input) || slice.limit == 0) return nothing(input->columns);
    if (slice.offset == 0 && !slice.limit) return input;
    const double after = std::max(0.0, input->rows - static_cast<double>(slice.offset));
    const double rows = slice.limit ? std::min(after, static_cast<double>(*slice.limit)) : after;
    return make({plan::Slice{slice.offset, slice.limit},
                 {input},
                 input->columns,
                 input->certain,
                 input->sorted_by,
                 rows,
                 input->cost});
  }

  Result<NodePtr> plan_group(const algebra::Group& group, const Request& request) {
    const Vars keys = vars(group.keys);
    Vars needed = keys;
    for (const algebra::Aggregate& aggregate : group.aggregates) {
      if (aggregate.argument) add(needed, vars(algebra::variables(*aggregate.argument)));
      if (!aggregate.argument && aggregate.distinct) add(needed, scope(*group.input));
    }
    QUOTH_TRY(NodePtr input, plan(*group.input, {needed, std::nullopt, nullptr}));
    Node node;
    node.operation = plan::Group{keys, group.aggregates};
    node.columns = keys;
    node.certain = intersection(keys, input->certain);
    for (const algebra::Aggregate& aggregate : group.aggregates) {
      const Var var = symbols_.var(aggregate.result);
      add(node.columns, var);
      if (aggregate.function == "count") add(node.certain, var);
    }
    node.rows = keys.empty() ? 1 : std::pow(input->rows, 0.7);
    node.cost = input->cost + kBuildCost * input->rows;
    node.inputs = {std::move(input)};
    return keep_columns(make(std::move(node)), request.needed);
  }

  QueryContext& context_;
  PlannerChoices choices_;
  Statistics statistics_;
  Symbols symbols_;
  std::size_t laterals_ = 0;
  int lateral_depth_ = 0;
  std::map<const algebra::Node*, Vars> scopes_;
  std::map<std::pair<const algebra::Node*, Vars>, NodePtr> alone_;
  std::map<std::pair<const algebra::Node*, Vars>, double> lateral_costs_;
};

}  // namespace
}  // namespace plan

Result<plan::Plan> make_plan(const algebra::Node& query, QueryContext& context,
                             const PlannerChoices& choices) {
  return plan::Planner(context, choices).run(query);
}

}  // namespace quoth
