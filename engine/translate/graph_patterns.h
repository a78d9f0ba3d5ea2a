// GRAPH { … }, pushed down to the patterns: see groups.h.
#pragma once
#include "base/result.h"
#include "engine/algebra.h"
#include "engine/translate/context.h"
#include "parser/query_ast.h"

namespace quoth::translation {

Result<algebra::Node> read_graph_pattern(const sparql::GraphPattern& pattern, Context& context);

// MINUS below GRAPH ?g: both sides bind the graph's variable, by which they must agree. But it is no variable that they
// have in common, without which nothing is taken away.
algebra::Node minus_in_each_graph(algebra::Node left, algebra::Node right, const algebra::Variable& graph,
                                  Context& context);

}  // namespace quoth::translation
