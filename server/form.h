// Names and values as in a form or the query part of a URL (application/x-www-form-urlencoded).
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace quoth::server {

using Form = std::vector<std::pair<std::string, std::string>>;

// In their sequence, decoded. Characters that should have been escaped are taken as they are. kSyntax: a "%" without
// two digits, or what is no UTF-8.
Result<Form> parse_form(std::string_view text);

std::string encode_form(const Form& form);

}  // namespace quoth::server
