// Parsing a statement of the claim language (docs/claim-language.md).
#pragma once
#include <span>
#include <string_view>

#include "base/result.h"
#include "parser/claim_ast.h"

namespace quoth::claim {

// One statement, with or without a closing question mark. kSyntax with the place and what was expected; kLimit for
// parentheses nested deeper than kMaxNesting. `document` names the text in messages.
//
// `names` are stretches of the text that the caller knows to be one name each, in order and not overlapping: they are
// read as if in single quotes, so that a name may hold a word of the form ("Department of To and From").
Result<Statement> parse_statement(std::string_view text, std::string_view document = "query",
                                  std::span<const Span> names = {});

// Whether `text` is a whole statement, or a beginning that may go on: for a prompt that reads several lines.
// A text with a syntax error before its end counts as whole.
bool is_complete(std::string_view text);

}  // namespace quoth::claim
