// Solutions grouped, extended, sorted, projected and cut (SPARQL 18.2.4 and 18.2.5).
#pragma once
#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/translate/context.h"
#include "parser/query_ast.h"

namespace quoth::translation {

// What a form of query wants of the solutions of its body.
struct Wanted {
  const std::vector<sparql::SelectItem>* items = nullptr;  // of SELECT; null: none
  std::optional<std::vector<algebra::Variable>> columns;   // nothing: those in scope, without internal ones
  sparql::Duplicates duplicates = sparql::Duplicates::kKeep;
};
Wanted wanted_by(const sparql::Select& select);

// kInvalid, kUnsupported, kLimit with their place.
Result<algebra::Node> read_body(const sparql::QueryBody& body, const Wanted& wanted,
                                const algebra::GraphTarget& graph, Context& context);

// Likewise, of a query within a pattern: what its projection hides gets names that are nowhere else.
Result<algebra::Node> read_sub_select(const sparql::Select& select, const algebra::GraphTarget& graph,
                                      Context& context);

}  // namespace quoth::translation
