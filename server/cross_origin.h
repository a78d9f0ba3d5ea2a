// Which pages of other servers a browser lets read our replies (CORS, Fetch Standard 3.2).
#pragma once
#include <string>
#include <vector>

#include "server/reply.h"

namespace quoth::server {

// The fields to add to the reply to `request`. `allowed_origins`: as browsers name them, `https://example.org`; "*" is
// any.
std::vector<std::pair<http::field, std::string>> cross_origin_fields(
    const http::request_header<>& request, const std::vector<std::string>& allowed_origins);

}  // namespace quoth::server
