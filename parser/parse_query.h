// Parsing a query or an update of SPARQL 1.1 or 1.2.
#pragma once
#include <string_view>

#include "base/result.h"
#include "parser/query_ast.h"

namespace quoth::sparql {

// The whole text must be one query. Codepoint escapes count where SPARQL 1.2 has them: in strings and IRIs. What the
// grammar's notes ask for is checked as well: where a variable may be assigned, which variables a grouped query may
// show, where blank node labels may be used again, what data and deletions may hold.
//
// kSyntax with the place, what was expected and, for a misspelt keyword, the likely word; kLimit for what nests
// deeper than kMaxNesting. `document` names the text in messages. Functions are not looked up here: see
// engine/translate_query.h.
Result<Query> parse_query(std::string_view text, std::string_view document = "query");

// Likewise for a sequence of update operations; it may be empty.
Result<Update> parse_update(std::string_view text, std::string_view document = "update");

}  // namespace quoth::sparql
