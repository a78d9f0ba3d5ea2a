#include "parser/parse_script.h"

#include <utility>

#include "base/utf8.h"
#include "parser/grammar/script.h"

namespace quoth::script {

Result<Script> parse_script(std::string_view text, std::string_view document) {
  if (const std::size_t bad = utf8::find_invalid(text); bad != std::string_view::npos) {
    return error_at(ErrorCode::kSyntax, "this byte is not valid UTF-8", document, text, bad);
  }
  Script script;
  if (auto mismatch = match_script(text, script)) {
    return error_at(mismatch->code, std::move(mismatch->message), document, text, mismatch->offset);
  }
  return script;
}

}  // namespace quoth::script
