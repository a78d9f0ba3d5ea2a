// What the parts of one query share while it is translated.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "engine/algebra.h"
#include "engine/translate/names.h"
#include "parser/query_ast.h"

namespace quoth::translation {

// The graphs that a query is asked of (SPARQL 13.2).
struct QueryDataset {
  algebra::GraphTarget default_graph;             // never EachNamedGraph
  std::optional<std::vector<Term>> named_graphs;  // nothing: all that there are
};

struct Context {
  const Names& names;
  const QueryDataset& dataset;
  const sparql::Prologue& prologue;
  std::size_t fresh_variables = 0;  // handed out

  // Internal variables: one that is nowhere else, and the one of a blank node's label.
  algebra::Variable fresh() { return {"." + std::to_string(++fresh_variables)}; }
  static algebra::Variable blank(const std::string& label) { return {"._" + label}; }
};

inline bool is_internal(const algebra::Variable& variable) { return variable.name.starts_with('.'); }

}  // namespace quoth::translation
