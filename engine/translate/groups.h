// Group graph patterns to algebra (SPARQL 18.2.2).
//
// GRAPH is pushed down to the patterns. Below GRAPH ?g a tree binds an internal variable to the graph that it is
// matched in, in every solution of each group; it is the union, over all graphs, of what the standard says for
// one.
#pragma once
#include "base/result.h"
#include "engine/algebra.h"
#include "engine/translate/context.h"
#include "parser/query_ast.h"

namespace quoth::translation {

// kInvalid, kUnsupported, kLimit with their place.
Result<algebra::Node> read_group(const sparql::GroupPattern& group, const algebra::GraphTarget& graph,
                                 Context& context);

Result<algebra::Node> read_values(const sparql::InlineData& data, Context& context);

}  // namespace quoth::translation
