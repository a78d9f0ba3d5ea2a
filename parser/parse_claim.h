// Parsing a statement of the claim language (docs/claim-language.md).
//
// A bare word is a run of letters, digits, marks and symbols of any script. It may go on with a hyphen, an
// apostrophe, a full stop or one of / * #, so that `Ki-moon`, `O'Brien`, `Dockers'`, `U.S.` and `AC/DC` are
// one word each; it never holds white space, quotes, brackets, or one of , ; : ? ! = < > | ^ ` \. A `#` where
// a word would start begins a comment to the end of the line.
//
// The words of the form (`and`, `from`, `to`, `that`, `on`, `not` …) are read without regard to case. They
// are never part of a bare name, whether the clause is offered yet or not: a clause that is not offered is
// kUnsupported, and never taken for a name. A name that holds such a word stands in single quotes, or is
// handed over by a caller that knows it.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "parser/claim_ast.h"

namespace quoth::claim {

// One statement, with or without a closing question mark. kSyntax with the place and what was expected;
// kUnsupported for a clause or question that belongs to the language and is not offered; kLimit for
// parentheses nested deeper than kMaxNesting. `document` names the text in messages.
//
// `names` are stretches of the text that the caller knows to be one name each, in order and not overlapping,
// each from the start of a word to the end of one: they are read as if in single quotes, so that a name may
// hold a word of the form ("Department of To and From").
Result<Statement> parse_statement(std::string_view text, std::string_view document = "query",
                                  std::span<const Span> names = {});

// A bare word, and whether it belongs to the form unless a name holds it.
struct BareWord {
  Span span;
  bool of_form = false;
};

// The runs of neighbouring bare words, in order, also of a text that does not parse: where names may lie.
std::vector<std::vector<BareWord>> word_runs(std::string_view text);

// Whether `text` is a whole statement, or a beginning that may go on: for a prompt that reads several lines.
// A text with an error before its end counts as whole.
bool is_complete(std::string_view text);

}  // namespace quoth::claim
