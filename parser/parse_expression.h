// Parsing an expression of SPARQL 1.2 out of a text that may go on behind it.
#pragma once
#include <cstddef>
#include <string_view>

#include "base/result.h"
#include "parser/expression_ast.h"

namespace quoth::sparql {

struct ParsedExpression {
  Expression expression;  // its places are offsets in the whole text
  std::size_t end = 0;    // the offset behind its last token
};

// The longest expression that begins at the byte `begin` of `text`, behind white space and comments. Whatever
// stands behind it - a bracket that it did not open, a word that is no operator - is not looked at.
//
// kSyntax with the place and what was expected; kLimit for brackets and "!" that nest deeper than kMaxNesting;
// kUnsupported for EXISTS, NOT EXISTS and aggregates, which need a query around them. `document` names the
// text in messages. Function names are not looked up here: see engine/translate_expression.h.
Result<ParsedExpression> parse_expression(std::string_view text, std::size_t begin = 0,
                                          std::string_view document = "query");

}  // namespace quoth::sparql
