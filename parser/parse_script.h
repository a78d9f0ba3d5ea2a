// Parsing check scripts (docs/checks.md): a line each for prefixes, files to load and the policy, and blocks of lines
// for checks. Blank lines and comments may stand anywhere; words of the form are read without regard to case.
#pragma once
#include <string_view>

#include "base/result.h"
#include "parser/script_ast.h"

namespace quoth::script {

// The whole script. kSyntax with the place and what was expected; kUnsupported for `as of`. What stands on the lines of
// patterns is not looked at. `document` names the text in messages.
Result<Script> parse_script(std::string_view text, std::string_view document);

}  // namespace quoth::script
