// What the algebra says about variables, for passes and planner.
#pragma once
#include <set>

#include "engine/algebra.h"

namespace quoth::algebra {

using Variables = std::set<Variable>;

Variables scope(const Node& node);  // variables_in_scope as a set

// Those of the variables in scope that every solution binds, for certain.
Variables certain(const Node& node);

// Whether the expression certainly has a value where these variables are bound. False where that is not looked into.
bool has_value_with_variables(const Expression& expression, const Variables& bound);

Variables variables(const Expression& expression);  // with what its EXISTS mention

// The variables whose values, given from outside as in Exists, may make a difference: all but those that a
// projection or a group hides.
Variables mentioned(const Node& node);

// The variables that something outside must bind: endpoints of SERVICE that the tree itself does not.
Variables wanted(const Node& node);

bool disjoint(const Variables& a, const Variables& b);
bool subset(const Variables& a, const Variables& b);
Variables intersection(const Variables& a, const Variables& b);

// Whether solutions of the tree stay the same when it starts from rows that bind `given`, and is joined with
// them at its leaves, instead of being joined with them at last. SPARQL means the latter; it makes a
// difference where a part sees a variable that is bound outside of its own scope, or where rows are counted,
// cut off or made distinct.
bool can_start_from(const Node& node, const Variables& given);

// Whether the values of rows that bind `given`, put into the tree as Exists does it, come to the same as joining the
// tree's own solutions with the rows.
bool joins_as_it_is(const Node& node, const Variables& given);

}  // namespace quoth::algebra
