// Texts in JSON (RFC 8259).
#pragma once
#include <string>
#include <string_view>

namespace quoth {

// In double quotes, with what has to be escaped. Requires valid UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace quoth
