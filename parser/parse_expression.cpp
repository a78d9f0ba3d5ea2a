#include "parser/parse_expression.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "parser/grammar/expression.h"

namespace quoth::sparql {

Result<ParsedExpression> parse_expression(std::string_view text, std::size_t begin,
                                          std::string_view document) {
  begin = std::min(begin, text.size());
  const std::string_view rest = text.substr(begin);
  if (const std::size_t bad = utf8::find_invalid(rest); bad != std::string_view::npos) {
    return error_at(ErrorCode::kSyntax, "this byte is not valid UTF-8", document, text, begin + bad);
  }
  ParsedExpression parsed;
  if (auto mismatch = match_expression(rest, begin, parsed)) {
    return error_at(mismatch->code, std::move(mismatch->message), document, text, mismatch->offset);
  }
  return parsed;
}

}  // namespace quoth::sparql
