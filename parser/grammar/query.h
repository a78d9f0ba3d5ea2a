// The grammar of queries and updates behind plain functions, so that Spirit X3 stays in a few translation units.
#pragma once
#include <optional>
#include <string_view>

#include "parser/grammar/expression.h"
#include "parser/query_ast.h"

namespace quoth::sparql {

// Reads the whole text, which is valid UTF-8, or says where it is wrong.
std::optional<Mismatch> match_query(std::string_view text, Query& query);
std::optional<Mismatch> match_update(std::string_view text, Update& update);

}  // namespace quoth::sparql
