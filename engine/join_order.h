// Finding the cheapest sequence and methods to join what stands in one group: index atoms and finished plans.
//
// Dynamic programming over the sets of inputs up to a dozen of them, keeping for each set the cheapest plan
// and those that come sorted in a useful way; beyond that, greedily. Either way the sequence of the inputs
// does not matter.
#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/plan.h"
#include "engine/statistics.h"

namespace quoth::plan {

// Choices that can be switched off, for tests.
struct JoinChoices {
  bool order = true;  // else in the sequence of the inputs
  bool merge = true;
  bool bind = true;
  bool lateral = true;
};

struct JoinInput {
  std::optional<Atom> atom;
  std::vector<NodePtr> plans;  // ways to have its rows on its own; at least one
  Vars columns, certain;       // before anything is left out
  double rows = 0;
  std::map<Var, double> distinct;

  // Of an input that can start from the rows of others: the plan that joins those rows with it. The rows'
  // node becomes the left input of a lateral join.
  std::function<Result<NodePtr>(const NodePtr& left, const Vars& needed)> lateral;
  // What one left row costs then, if these variables are bound; infinite if it cannot start from them.
  std::function<Result<double>(const Vars& bound)> lateral_cost;
};

// A condition on the joined rows. It is looked at as soon as that cannot change its outcome.
struct JoinFilter {
  Condition condition;
  Vars variables;
  double selectivity = 0.3;
};

struct JoinProblem {
  std::vector<JoinInput> inputs;  // at least one
  std::vector<JoinFilter> filters;
  Vars needed;  // columns that are wanted of the result
  // By how much more or fewer rows two inputs give together than the estimate from their variables says.
  std::map<std::pair<std::size_t, std::size_t>, double> corrections;
};

Result<NodePtr> order_joins(const JoinProblem& problem, Statistics& statistics, const JoinChoices& choices);

// What things cost, about 1 for reading a row of an index in sequence.
inline constexpr double kScanCost = 50;    // to open a range
inline constexpr double kProbeCost = 100;  // to open one of many ranges, by a row
// A whole index costs what the database holds, however little there may be today.
inline constexpr double kUnboundedCost = 20000;
inline constexpr double kBuildCost = 3;     // to put a row into a hash table
inline constexpr double kLookUpCost = 1.5;  // to look one up there

// A node that keeps only those of the columns that are needed, as a projection where the node itself cannot.
NodePtr keep_columns(NodePtr node, const Vars& needed);

// The leading part of a sort order that is still there in some columns.
Vars sorted_within(const Vars& sorted_by, const Vars& columns);

// `keys` and `compared` of a join of two nodes.
struct SharedColumns {
  Vars keys;      // bound in every row of both
  Vars compared;  // the others that both have
};
SharedColumns shared_columns(const Node& a, const Node& b);

}  // namespace quoth::plan
