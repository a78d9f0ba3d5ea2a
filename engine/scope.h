// What the algebra says about variables, for passes and planner.
#pragma once
#include <set>

#include "engine/algebra.h"

namespace quoth::algebra {

using Variables = std::set<Variable>;

Variables scope(const Node& node);  // variables_in_scope as a set

// Those of the variables in scope that every solution binds, for certain.
Variables certain(const Node& node);

Variables variables(const Expression& expression);

bool disjoint(const Variables& a, const Variables& b);
bool subset(const Variables& a, const Variables& b);
Variables intersection(const Variables& a, const Variables& b);

// Whether solutions of the tree stay the same when it starts from rows that bind `given`, and is joined with
// them at its leaves, instead of being joined with them at last. SPARQL means the latter; it makes a
// difference where a part sees a variable that is bound outside of its own scope, or where rows are counted,
// cut off or made distinct.
bool can_start_from(const Node& node, const Variables& given);

}  // namespace quoth::algebra
