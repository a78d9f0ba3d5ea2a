// What the session's `.help TOPIC` says.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quoth::repl {

std::vector<std::string> help_topics();
std::optional<std::string_view> help_on(std::string_view topic);

}  // namespace quoth::repl
