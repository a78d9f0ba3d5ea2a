// Asks other SPARQL endpoints over HTTP and HTTPS, for SERVICE (SPARQL 1.1 Federated Query).
#pragma once
#include <cstddef>
#include <cstdint>

#include "engine/service.h"

namespace quoth::server {

// For one query: blank nodes of its different answers never have the same label. The text of an answer has at most a
// sixteenth of the query's memory, and 256 MiB; its terms take several times as much.
class HttpServiceClient final : public ServiceClient {
 public:
  Result<Answer> select(const std::string& endpoint, const std::string& query, const Limits& limits) override;

 private:
  std::uint64_t answers_ = 0;
};

}  // namespace quoth::server
