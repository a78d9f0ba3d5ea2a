// The grammar of a statement (docs/claim-language.md, "Patterns" and "Questions") behind a plain function, so
// that Spirit X3 stays in one translation unit.
#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "parser/claim_ast.h"

namespace quoth::claim {

// What the grammar tried at the end of a text.
struct Expected {
  std::vector<std::string> keywords;  // in lower case; some more than once
  bool name = false, variable = false;
  bool reached = false;  // whether it came there
};

struct Mismatch {
  ErrorCode code = ErrorCode::kSyntax;
  std::string message;
  std::size_t offset = 0;  // in the text; not on a blank
};

// Reads all of `text` into `statement`, or says where that ends. `text` is valid UTF-8; `names` as in
// parse_statement(). `expected`, if given, takes what might go on at the end of the text.
std::optional<Mismatch> match_statement(std::string_view text, std::span<const Span> names,
                                        Statement& statement, Expected* expected = nullptr);

}  // namespace quoth::claim
