// Which variables a pattern may bind, going by its form (SPARQL 1.2, section 18.2.1).
#pragma once
#include <string>
#include <vector>

#include "parser/query_ast.h"

namespace quoth::sparql {

// The names of the variables in scope, in order of first appearance.
std::vector<std::string> visible_variables(const GroupPattern& group);

}  // namespace quoth::sparql
