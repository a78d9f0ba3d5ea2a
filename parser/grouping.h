// Whether the solutions of a query are grouped (SPARQL 1.2, section 11 and 18.2.4.1).
#pragma once
#include <vector>

#include "parser/query_ast.h"

namespace quoth::sparql {

// Aggregates, and calls with DISTINCT, which can only be aggregates of somebody's own.
bool is_aggregate(const Expression& expression);

// By GROUP BY, or by an aggregate in HAVING, in ORDER BY or in `items`: those of a SELECT; null for other forms.
// Aggregates of queries within EXISTS do not count.
bool is_grouped(const SolutionModifier& modifier, const std::vector<SelectItem>* items);

}  // namespace quoth::sparql
