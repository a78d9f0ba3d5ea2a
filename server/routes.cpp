#include "server/routes.h"

#include <algorithm>
#include <utility>

namespace quoth::server {
namespace {

std::string allowed_methods(const Route& route) {
  std::string text;
  for (const Operation& operation : route.operations) {
    text += view(http::to_string(operation.method));
    text += operation.method == http::verb::get ? ", HEAD, " : ", ";
  }
  return text + "OPTIONS";
}

}  // namespace

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

std::string_view query_of(std::string_view target) {
  const std::size_t mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

std::variant<const Operation*, Reply> Routes::find(http::verb method, std::string_view target) const {
  const std::string_view path = path_of(target);
  const auto route = std::ranges::find(routes_, path, &Route::path);
  if (route == routes_.end()) {
    std::string known;
    for (const Route& each : routes_) known += (known.empty() ? "" : ", ") + each.path;
    return text_reply(http::status::not_found, "there is nothing at this path; there is " + known);
  }
  const http::verb wanted = method == http::verb::head ? http::verb::get : method;
  const auto operation = std::ranges::find(route->operations, wanted, &Operation::method);
  if (operation != route->operations.end()) return &*operation;

  Reply reply;
  const std::string allowed = allowed_methods(*route);
  if (method == http::verb::options) {
    reply.head.status = http::status::no_content;
  } else {
    reply =
        text_reply(http::status::method_not_allowed, "this method is not offered here: " + allowed + " are");
  }
  reply.head.fields.emplace_back(http::field::allow, allowed);
  return reply;
}

}  // namespace quoth::server
