#include "server/cross_origin.h"

#include <algorithm>

namespace quoth::server {

std::vector<std::pair<http::field, std::string>> cross_origin_fields(
    const http::request_header<>& request, const std::vector<std::string>& allowed_origins) {
  if (allowed_origins.empty()) return {};
  const std::string origin(request[http::field::origin]);
  const bool any = std::ranges::find(allowed_origins, "*") != allowed_origins.end();
  // A reply that is kept for one page may not serve another one.
  std::vector<std::pair<http::field, std::string>> fields;
  if (!any) fields.emplace_back(http::field::vary, "Origin");
  if (origin.empty() || (!any && std::ranges::find(allowed_origins, origin) == allowed_origins.end()))
    return fields;

  fields.emplace_back(http::field::access_control_allow_origin, any ? "*" : origin);
  if (request.method() != http::verb::options) return fields;
  fields.emplace_back(http::field::access_control_allow_methods, "GET, HEAD, POST, OPTIONS");
  fields.emplace_back(http::field::access_control_allow_headers, "Accept, Content-Type");
  fields.emplace_back(http::field::access_control_max_age, "86400");
  return fields;
}

}  // namespace quoth::server
