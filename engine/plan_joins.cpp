// Joins that keep their sides apart: lateral and left joins, minus, unions, and EXISTS, which is a join too.
#include <algorithm>
#include <cmath>

#include "engine/batch.h"
#include "engine/planning.h"
#include "engine/selectivity.h"

namespace quoth::plan {
namespace {

constexpr int kNestedLaterals = 3;  // each level is planned on its own and from its outer rows

bool gives_pairs(JoinKind kind) { return kind == JoinKind::kInner || kind == JoinKind::kLeft; }

double rows_of(JoinKind kind, const Node& left, double pairs) {
  switch (kind) {
    case JoinKind::kInner:
      return pairs;
    case JoinKind::kLeft:
      return std::max(pairs, left.rows);
    case JoinKind::kMark:
      return left.rows;
    case JoinKind::kMinus:
    case JoinKind::kAnti:
      return left.rows * 0.7;
    case JoinKind::kSemi:
      return left.rows * 0.5;
  }
  return left.rows;
}

}  // namespace

bool Planner::may_be_lateral() const { return choices_.lateral_joins && lateral_depth_ < kNestedLaterals; }

Planner::Handed Planner::hand_over(JoinKind kind, const NodePtr& left, bool numbered, const Condition& on) {
  Handed out;
  out.join = {kind, laterals_++, numbered, symbols_.fresh("row"), on};
  Node seed{Seed{out.join.number, left->columns}, {}, left->columns, left->certain, {}, 0, 0};
  if (numbered) {
    seed.columns.push_back(out.join.row);
    seed.certain.push_back(out.join.row);
    std::get<Seed>(seed.operation).handed = seed.columns;
  }
  out.batches = std::max(1.0, left->rows / static_cast<double>(Batch::kCapacity));
  seed.rows = left->rows / out.batches;
  out.seed = make(std::move(seed));
  return out;
}

Result<NodePtr> Planner::lateral_join(JoinKind kind, const NodePtr& left, const algebra::Node& right,
                                      const Vars& needed, const Condition& on, bool row_by_row) {
  Handed handed = hand_over(kind, left, row_by_row || kind != JoinKind::kInner, on);
  Request request;
  request.seed = handed.seed;
  if (row_by_row) request.row = handed.join.row;
  if (gives_pairs(kind)) request.needed = needed;
  if (handed.join.numbered) add(request.needed, handed.join.row);
  if (on) add(request.needed, vars(algebra::variables(*on)));
  ++lateral_depth_;
  auto planned = plan(right, request);
  --lateral_depth_;
  QUOTH_TRY(NodePtr body, std::move(planned));
  return finish_lateral(std::move(handed), left, std::move(body), needed, std::nullopt);
}

NodePtr Planner::finish_lateral(Handed handed, const NodePtr& left, NodePtr body, const Vars& needed,
                                std::optional<Var> mark) {
  const JoinKind kind = handed.join.kind;
  Node node;
  node.cost = left->cost + handed.batches * (body->cost + kScanCost);
  node.rows = rows_of(kind, *left, handed.batches * body->rows);
  node.columns = intersection(gives_pairs(kind) ? with(left->columns, body->columns) : left->columns, needed);
  node.certain = intersection(kind == JoinKind::kInner ? body->certain : left->certain, node.columns);
  if (kind == JoinKind::kInner && is_nothing(*body)) return nothing(node.columns);
  if (mark) {
    node.columns.push_back(*mark);
    node.certain.push_back(*mark);
  }
  node.operation = std::move(handed.join);
  node.inputs = {left, std::move(body)};
  return make(std::move(node));
}

Result<NodePtr> Planner::plan_lateral(const algebra::Lateral& lateral, const Request& request) {
  const Vars seen = vars(algebra::mentioned(*lateral.right));
  QUOTH_TRY(NodePtr left,
            plan(*lateral.left, {with(request.needed, seen), std::nullopt, request.seed, request.row}));
  const Vars columns = with(left->columns, scope(*lateral.right));
  if (is_nothing(*left)) return nothing(intersection(request.needed, columns));
  return lateral_join(JoinKind::kInner, left, *lateral.right, request.needed, nullptr, true);
}

Result<NodePtr> Planner::plan_left_join(const algebra::LeftJoin& join, const Request& request) {
  Vars of_condition;
  if (join.condition) of_condition = vars(algebra::variables(*join.condition));
  const Vars& right_scope = scope(*join.right);
  const Vars outer = with(request.needed, of_condition);
  const bool needs_left = !algebra::wanted(*join.right).empty();
  Vars of_left = with(outer, right_scope);
  if (needs_left) add(of_left, vars(algebra::mentioned(*join.right)));
  if (request.row) add(of_left, request.seed->columns);
  QUOTH_TRY(NodePtr left, plan(*join.left, {of_left, std::nullopt, request.seed, request.row}));
  if (is_nothing(*left)) return nothing(intersection(request.needed, with(left->columns, right_scope)));
  if (join.condition && has_exists(*join.condition)) return left_join_if_exists(join, left, request);
  const Condition on = join.condition ? condition(*join.condition) : nullptr;
  if (needs_left) return lateral_join(JoinKind::kLeft, left, *join.right, request.needed, on, true);

  const bool as_it_is = starts_as_it_is(*join.right, request);
  NodePtr right;
  if (as_it_is) {
    QUOTH_TRY(right, plan_alone(*join.right, with(outer, left->columns)));
  } else {
    QUOTH_TRY(right,
              plan(*join.right, {with(outer, left->columns), std::nullopt, request.seed, request.row}));
  }
  if (is_nothing(*right)) return keep_columns(left, request.needed);

  const SharedColumns shared = shared_columns(*left, *right);
  Node hash;
  hash.operation = HashJoin{JoinKind::kLeft, shared.keys, shared.compared, on, std::nullopt};
  hash.inputs = {left, right};
  hash.columns = intersection(with(left->columns, right->columns), request.needed);
  hash.certain = intersection(left->certain, hash.columns);
  if (!on) hash.sorted_by = sorted_within(left->sorted_by, hash.columns);
  hash.rows = left->rows;
  hash.cost = left->cost + right->cost + kBuildCost * right->rows + kLookUpCost * left->rows + hash.rows;
  if (shared.keys.empty()) hash.cost += left->rows * right->rows;

  const Vars common = intersection(left->columns, right_scope);
  const bool start = as_it_is && may_be_lateral() && !common.empty() &&
                     difference(common, left->certain).empty() &&
                     algebra::can_start_from(*join.right, names(left->columns));
  if (start) {
    QUOTH_TRY(NodePtr lateral, lateral_join(JoinKind::kLeft, left, *join.right, request.needed, on, false));
    if (lateral->cost < hash.cost) return lateral;
  }
  return make(std::move(hash));
}

// Whether there is a partner is known only after the EXISTS of its condition has been joined to each pair. So pairs
// carry the number of their left row.
Result<NodePtr> Planner::left_join_if_exists(const algebra::LeftJoin& join, const NodePtr& left,
                                             const Request& request) {
  Handed handed = hand_over(JoinKind::kLeft, left, true, nullptr);
  const Vars seen = vars(algebra::variables(*join.condition));
  const Vars needed = with(with(with(request.needed, seen), left->columns), {handed.join.row});
  NodePtr right;
  if (starts_as_it_is(*join.right, request) && algebra::wanted(*join.right).empty()) {
    QUOTH_TRY(right, plan_alone(*join.right, needed));
  } else {  // the right side sees what stands around the join, and not the left side
    Vars around = request.row ? request.seed->columns : vars(algebra::wanted(*join.right));
    add(around, handed.join.row);
    ++lateral_depth_;
    auto planned = plan(*join.right, {needed, std::nullopt, narrowed(handed.seed, around), handed.join.row});
    --lateral_depth_;
    QUOTH_TRY(right, std::move(planned));
  }
  if (is_nothing(*right)) return keep_columns(left, request.needed);
  Cluster cluster;
  cluster.problem.needed = needed;
  add_input(cluster, handed.seed, 0.8);
  add_input(cluster, std::move(right), 0.8);
  QUOTH_TRY(NodePtr pairs, order_joins(cluster.problem, statistics_, join_choices()));
  QUOTH_TRY(Marked marked, mark(std::move(pairs), *join.condition));
  handed.join.condition = marked.expression;
  return finish_lateral(std::move(handed), left, std::move(marked.input), request.needed, std::nullopt);
}

Result<NodePtr> Planner::plan_minus(const algebra::Minus& minus, const Request& request) {
  const Vars common = intersection(scope(*minus.left), scope(*minus.right));
  const bool inside =
      request.row && !intersection(request.seed->columns, vars(algebra::mentioned(*minus.right))).empty();
  Vars of_left = with(request.needed, common);
  if (inside) add(of_left, *request.row);
  QUOTH_TRY(NodePtr left, plan(*minus.left, {of_left, std::nullopt, request.seed, request.row}));
  if (common.empty() || is_nothing(*left)) return keep_columns(std::move(left), request.needed);
  NodePtr right;
  if (inside) {
    QUOTH_TRY(right,
              plan(*minus.right, {with(common, {*request.row}), std::nullopt, request.seed, request.row}));
  } else {
    QUOTH_TRY(right, plan_alone(*minus.right, common));
  }
  if (is_nothing(*right)) return keep_columns(std::move(left), request.needed);

  Node hash;
  SharedColumns shared = shared_columns(*left, *right);
  hash.operation =
      HashJoin{JoinKind::kMinus, shared.keys, shared.compared, nullptr, inside ? request.row : std::nullopt};
  hash.inputs = {left, right};
  hash.columns = intersection(left->columns, request.needed);
  hash.certain = intersection(left->certain, hash.columns);
  hash.sorted_by = sorted_within(left->sorted_by, hash.columns);
  hash.rows = rows_of(JoinKind::kMinus, *left, 0);
  hash.cost = left->cost + right->cost + kBuildCost * right->rows + kLookUpCost * left->rows;
  if (shared.keys.empty()) hash.cost += left->rows * right->rows;

  const bool start = !inside && may_be_lateral() && shared.compared.empty() &&
                     shared.keys.size() == common.size() &&
                     algebra::can_start_from(*minus.right, names(left->columns));
  if (start) {
    QUOTH_TRY(NodePtr lateral,
              lateral_join(JoinKind::kMinus, left, *minus.right, hash.columns, nullptr, false));
    if (lateral->cost < hash.cost) return lateral;
  }
  return make(std::move(hash));
}

Result<NodePtr> Planner::plan_union(const algebra::Union& u, const Request& request) {
  Node node;
  node.operation = Union{};
  Vars possible;
  for (const algebra::Node& branch : u.branches) {
    Request of_branch = request;
    of_branch.ordered = false;
    QUOTH_TRY(NodePtr planned, plan(branch, of_branch));
    add(possible, planned->columns);
    if (is_nothing(*planned)) continue;
    node.certain = node.inputs.empty() ? planned->certain : intersection(node.certain, planned->certain);
    node.rows += planned->rows;
    node.cost += planned->cost;
    node.inputs.push_back(std::move(planned));
  }
  node.columns = intersection(request.needed, possible);
  if (node.inputs.empty()) return nothing(node.columns);
  if (node.inputs.size() == 1 && node.inputs[0]->columns.size() == node.columns.size()) return node.inputs[0];
  node.certain = intersection(node.certain, node.columns);
  return make(std::move(node));
}

// ---- EXISTS

Result<NodePtr> Planner::exists_join(JoinKind kind, const NodePtr& left, const algebra::Node& pattern,
                                     const Vars& needed, std::optional<Var> mark) {
  const algebra::Variables given = names(left->columns);
  const auto lateral = [&](bool row_by_row) -> Result<NodePtr> {
    Handed handed = hand_over(kind, left, true, nullptr);
    Request request;
    request.needed = {handed.join.row};
    request.seed = handed.seed;
    if (row_by_row) request.row = handed.join.row;
    ++lateral_depth_;
    auto planned = plan(pattern, request);
    --lateral_depth_;
    QUOTH_TRY(NodePtr body, std::move(planned));
    return finish_lateral(std::move(handed), left, std::move(body), needed, mark);
  };
  if (!algebra::joins_as_it_is(pattern, given) || !algebra::wanted(pattern).empty()) return lateral(true);

  const Vars common = intersection(left->columns, scope(pattern));
  QUOTH_TRY(NodePtr right, plan_alone(pattern, common));
  if (common.empty() && !is_nothing(*right)) {  // the same for every row
    right = make({Slice{0, 1, std::nullopt}, {right}, {}, {}, {}, std::min(right->rows, 1.0), right->cost});
  }
  const SharedColumns shared = shared_columns(*left, *right);
  Node hash;
  hash.operation = HashJoin{kind, shared.keys, shared.compared, nullptr, std::nullopt};
  hash.inputs = {left, right};
  hash.columns = intersection(left->columns, needed);
  hash.certain = intersection(left->certain, hash.columns);
  hash.sorted_by = sorted_within(left->sorted_by, hash.columns);
  if (mark) {
    hash.columns.push_back(*mark);
    hash.certain.push_back(*mark);
  }
  hash.rows = rows_of(kind, *left, 0);
  hash.cost = left->cost + right->cost + kBuildCost * right->rows + kLookUpCost * left->rows;
  if (shared.keys.empty()) hash.cost += left->rows * right->rows;

  if (may_be_lateral() && algebra::can_start_from(pattern, given) && !common.empty() &&
      difference(common, left->certain).empty()) {
    QUOTH_TRY(NodePtr from_rows, lateral(false));
    if (from_rows->cost < hash.cost) return from_rows;
  }
  return make(std::move(hash));
}

Result<NodePtr> Planner::keep_if(NodePtr input, const algebra::Expression& expression, const Vars& needed) {
  if (is_nothing(*input)) return nothing(intersection(input->columns, needed));
  const auto* call = std::get_if<algebra::Call>(&expression.value);
  const bool negated = call != nullptr && call->function == "!";
  const auto& positive = negated ? call->arguments.front() : expression;
  if (const auto* exists = std::get_if<algebra::Exists>(&positive.value)) {
    return exists_join(negated ? JoinKind::kAnti : JoinKind::kSemi, input, *exists->pattern, needed,
                       std::nullopt);
  }
  QUOTH_TRY(Marked marked, mark(std::move(input), expression));
  const Vars columns = intersection(marked.input->columns, needed);
  Node node{Filter{marked.expression},
            {marked.input},
            columns,
            intersection(marked.input->certain, columns),
            sorted_within(marked.input->sorted_by, columns),
            marked.input->rows * selectivity(expression),
            marked.input->cost + marked.input->rows * kExpressionCost};
  return make(std::move(node));
}

Result<Planner::Marked> Planner::mark(NodePtr input, const algebra::Expression& expression) {
  if (!has_exists(expression)) return Marked{std::move(input), condition(expression)};
  QUOTH_TRY(algebra::Expression marked, mark_in(input, expression));
  return Marked{std::move(input), condition(marked)};
}

Result<algebra::Expression> Planner::mark_in(NodePtr& input, const algebra::Expression& expression) {
  if (const auto* exists = std::get_if<algebra::Exists>(&expression.value)) {
    const Var var = symbols_.fresh("exists");
    const Vars columns = input->columns;
    QUOTH_TRY(input, exists_join(JoinKind::kMark, input, *exists->pattern, columns, var));
    return algebra::Expression{algebra::Variable{symbols_.name(var)}};
  }
  const auto* call = std::get_if<algebra::Call>(&expression.value);
  if (call == nullptr || !has_exists(expression)) return expression;
  algebra::Call out{call->function, {}};
  for (const algebra::Expression& argument : call->arguments) {
    QUOTH_TRY(algebra::Expression marked, mark_in(input, argument));
    out.arguments.push_back(std::move(marked));
  }
  return algebra::Expression{std::move(out)};
}

}  // namespace quoth::plan
