// The grammar of check scripts behind a plain function, so that Spirit X3 stays in one translation unit.
#pragma once
#include <optional>
#include <string_view>

#include "parser/grammar/claim.h"
#include "parser/script_ast.h"

namespace quoth::script {

// Reads all of `text`, which is valid UTF-8, into `script`, or says where that ends.
std::optional<claim::Mismatch> match_script(std::string_view text, Script& script);

}  // namespace quoth::script
