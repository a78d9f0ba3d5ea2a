// What the server offers: one table of paths, with the methods of each and what they do.
#pragma once
#include <boost/beast/http/verb.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/reply.h"
#include "server/task.h"

namespace quoth::server {

// A reply at hand, or the task that makes it.
using Answer = std::variant<Reply, std::shared_ptr<Task>>;

struct Operation {
  http::verb method;
  std::uint64_t body_bytes = 0;  // of a request at most
  std::function<Answer(const Request&)> handle;
};

struct Route {
  std::string path;
  std::vector<Operation> operations;  // HEAD comes with GET, OPTIONS with all
};

class Routes {
 public:
  explicit Routes(std::vector<Route> routes) : routes_(std::move(routes)) {}

  // The operation for a request, or the reply where there is none: 404, 405, and the one to OPTIONS.
  std::variant<const Operation*, Reply> find(http::verb method, std::string_view target) const;

 private:
  std::vector<Route> routes_;
};

// The parts of a request's target: what stands before "?", and behind.
std::string_view path_of(std::string_view target);
std::string_view query_of(std::string_view target);

}  // namespace quoth::server
