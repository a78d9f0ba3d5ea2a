// From algebra to a plan: triple patterns become index atoms, groups are handed to order_joins, and every
// operator of the algebra gets a method by its estimated cost.
#pragma once
#include "base/result.h"
#include "engine/algebra.h"
#include "engine/plan.h"
#include "engine/query_context.h"

namespace quoth {

// What a planner may do, each to be switched off for tests.
struct PlannerChoices {
  bool push_filters = true;  // look at conditions as early as possible, not after the whole group
  bool order_joins = true;   // join in the cheapest sequence, not in the written one
  bool merge_joins = true;
  bool bind_joins = true;
  bool lateral_joins = true;
  bool top_k = true;  // keep no more rows for a sort than are wanted
};

// `query` has passed check_depth and check_expression. Terms that it mentions get their ids here.
Result<plan::Plan> make_plan(const algebra::Node& query, QueryContext& context,
                             const PlannerChoices& choices);

}  // namespace quoth
