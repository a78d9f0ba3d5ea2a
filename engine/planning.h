// The planner at work: one object for one query. What it plans is spread over planner.cpp (which method for which
// node), plan_groups.cpp (groups: patterns, values, paths, and conditions on them), plan_joins.cpp (joins that keep their
// sides apart, EXISTS among them) and plan_steps.cpp (operators on one input).
#pragma once
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/join_order.h"
#include "engine/plan.h"
#include "engine/planner.h"
#include "engine/query_context.h"
#include "engine/scope.h"
#include "engine/statistics.h"

namespace quoth::plan {

inline constexpr double kExpressionCost = 2;

NodePtr make(Node node);
NodePtr nothing(const Vars& columns);
bool is_nothing(const Node& node);
Condition condition(const algebra::Expression& expression);
bool has_exists(const algebra::Expression& expression);
// The parts of a conjunction: all of them must hold.
std::vector<const algebra::Expression*> conjuncts(const algebra::Expression& condition);
Vars with(Vars vars, const Vars& more);

class Planner {
 public:
  Planner(QueryContext& context, const PlannerChoices& choices)
      : context_(context), choices_(choices), statistics_(context.snapshot()) {}

  Result<Plan> run(const algebra::Node& query);

 private:
  // What is asked of a subtree's plan: it has the columns that are needed and in scope, or of its seed, and no
  // others.
  struct Request {
    Vars needed;                         // in the sequence that breaks ties of a sort
    std::optional<std::uint64_t> limit;  // if no more rows than these are wanted
    // Rows to start from and to join with.
    NodePtr seed;
    // Nothing: the tree can start from them (algebra::can_start_from). Else the column that numbers them, and asked
    // for is what the tree gives with the values of each of them in it, as algebra::Exists says.
    std::optional<Var> row;
    bool ordered = false;  // with a seed: whether the sequence of rows matters all the same
  };

  Result<NodePtr> plan(const algebra::Node& node, const Request& request);
  // The plan of a subtree on its own; made once, though alternatives ask for it again and again.
  Result<NodePtr> plan_alone(const algebra::Node& node, const Vars& needed);

  const Vars& scope(const algebra::Node& node);
  template <typename Variables>
  Vars vars(const Variables& variables) {
    Vars out;
    for (const algebra::Variable& variable : variables) add(out, symbols_.var(variable));
    return out;
  }
  algebra::Variables names(const Vars& vars) const;

  // ---- Subtrees in which the rows of a seed are to be seen one by one

  // Those columns of the request's seed that the tree sees: not what is another variable inside.
  Vars seen_of_seed(const algebra::Node& node, const Request& request);
  JoinChoices join_choices() const;
  static NodePtr narrowed(const NodePtr& seed, const Vars& columns);
  // Plans a tree from some of the seed's columns, and joins what comes out with the whole seed.
  Result<NodePtr> plan_apart(const algebra::Node& node, const Request& request, const Vars& seen);
  bool is_join(const algebra::Lateral& lateral, const Request& request);
  bool starts_as_it_is(const algebra::Node& node, const Request& request) const;

  // ---- Groups: basic graph patterns, paths, joins, values, and conditions on them

  struct Cluster {
    JoinProblem problem;
    std::vector<std::pair<std::size_t, const algebra::Node*>> parts;  // inputs that are subtrees of their own
    std::vector<const algebra::Node*> late_parts;   // what needs a variable that the others bind
    std::vector<const algebra::Service*> services;  // whose endpoint is a variable
    std::vector<Condition> late_conditions;         // on these, or with an EXISTS in them
    bool empty = false;                             // there can be no solution
  };

  Result<NodePtr> plan_cluster(const algebra::Node& node, const Request& request);
  Status collect(const algebra::Node& node, bool top, const Request& request, Cluster& cluster);
  Vars columns_of_late(const Cluster& cluster);
  void add_filter(const algebra::Filter& filter, Cluster& cluster);
  Status collect_bgp(const algebra::Bgp& bgp, Cluster& cluster);
  Status collect_atom(const Atom& atom, Cluster& cluster);
  Status collect_graphs(const Slot& graph, bool named_only, Cluster& cluster);
  Status collect_values(const algebra::Values& values, Cluster& cluster);
  Status collect_service(const algebra::Service& service, Cluster& cluster);
  static void add_input(Cluster& cluster, NodePtr node, double spread);
  static void set_plan(JoinInput& input, NodePtr node, double spread);
  Status plan_parts(const Request& request, Cluster& cluster);
  void set_lateral(JoinInput& input, const algebra::Node& node);
  Status add_corrections(Cluster& cluster);
  Result<double> count_rows(Atom atom, Var var, const Values& values);
  Result<NodePtr> plan_service(const algebra::Service& service, const NodePtr& input);

  // ---- Paths (plan_paths.cpp)

  Status collect_path(const algebra::PathPattern& pattern, const Request& request, Cluster& cluster);
  // The same in patterns, joins and unions; lives as long as this object.
  const algebra::Node& without_path(const algebra::PathPattern& pattern);
  struct PathEstimate {
    double links = 0, starts = 0, pairs = 0;
  };
  Result<PathEstimate> estimate_path(const PathWalk& walk, const algebra::PathRepeat& repeat);
  Result<TermId> find_iri(const Term& term) const;

  // ---- Joins that keep their sides apart

  bool may_be_lateral() const;
  // The left rows with the right side, which starts from them; `numbered`: row by row.
  Result<NodePtr> lateral_join(JoinKind kind, const NodePtr& left, const algebra::Node& right,
                               const Vars& needed, const Condition& on, bool numbered);
  struct Handed {
    LateralJoin join;
    NodePtr seed;
    double batches = 1;
  };
  Handed hand_over(JoinKind kind, const NodePtr& left, bool numbered, const Condition& on);
  NodePtr finish_lateral(Handed handed, const NodePtr& left, NodePtr body, const Vars& needed,
                         std::optional<Var> mark);
  Result<NodePtr> plan_lateral(const algebra::Lateral& lateral, const Request& request);
  Result<NodePtr> plan_left_join(const algebra::LeftJoin& join, const Request& request);
  Result<NodePtr> left_join_if_exists(const algebra::LeftJoin& join, const NodePtr& left,
                                      const Request& request);
  Result<NodePtr> plan_minus(const algebra::Minus& minus, const Request& request);
  Result<NodePtr> plan_union(const algebra::Union& u, const Request& request);

  // ---- EXISTS

  // The left rows that have a solution of the pattern (kSemi), have none (kAnti), or with that in `mark` (kMark).
  Result<NodePtr> exists_join(JoinKind kind, const NodePtr& left, const algebra::Node& pattern,
                              const Vars& needed, std::optional<Var> mark);
  // The rows for which a condition holds that may have EXISTS in it.
  Result<NodePtr> keep_if(NodePtr input, const algebra::Expression& condition, const Vars& needed);
  // A column for each EXISTS in an expression, which then sees these.
  struct Marked {
    NodePtr input;
    Condition expression;
  };
  Result<Marked> mark(NodePtr input, const algebra::Expression& expression);
  Result<algebra::Expression> mark_in(NodePtr& input, const algebra::Expression& expression);

  // ---- Operators on one input

  Result<NodePtr> plan_filter(const algebra::Filter& filter, const Request& request);
  Result<NodePtr> plan_extend(const algebra::Extend& extend, const Request& request);
  Result<NodePtr> plan_project(const algebra::Project& project, const Request& request);
  Result<NodePtr> plan_distinct(const algebra::Distinct& distinct, const Request& request);
  Result<NodePtr> plan_reduced(const algebra::Reduced& reduced, const Request& request);
  Result<NodePtr> plan_order(const algebra::OrderBy& order, const Request& request);
  Result<NodePtr> plan_slice(const algebra::Slice& slice, const Request& request);
  Result<NodePtr> plan_group(const algebra::Group& group, const Request& request);

  QueryContext& context_;
  PlannerChoices choices_;
  Statistics statistics_;
  Symbols symbols_;
  std::size_t laterals_ = 0;
  int lateral_depth_ = 0;
  std::map<const algebra::Node*, Vars> scopes_;
  std::map<std::pair<const algebra::Node*, Vars>, NodePtr> alone_;
  std::map<std::pair<const algebra::Node*, Vars>, double> lateral_costs_;
  std::map<const algebra::PathPattern*, algebra::Node> without_path_;
};

}  // namespace quoth::plan
