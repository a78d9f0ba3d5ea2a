// The grammar of expressions behind a plain function, so that Spirit X3 stays in one translation unit.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.h"
#include "parser/parse_expression.h"

namespace quoth::sparql {

struct Mismatch {
  ErrorCode code = ErrorCode::kSyntax;
  std::string message;
  std::size_t offset = 0;
};

// Reads the expression at the start of `text`, which is valid UTF-8, or says where that ends. `begin`: added to
// every offset.
std::optional<Mismatch> match_expression(std::string_view text, std::size_t begin, ParsedExpression& parsed);

}  // namespace quoth::sparql
