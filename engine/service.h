// Another endpoint, for SERVICE (SPARQL 1.1 Federated Query).
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/limits.h"
#include "rdf/term.h"

namespace quoth {

// Asks other endpoints. Called by one query at a time, in its thread.
class ServiceClient {
 public:
  struct Answer {
    std::vector<std::string> variables;
    std::vector<std::vector<std::optional<Term>>> rows;
  };
  virtual ~ServiceClient() = default;
  // The solutions of a SELECT query. `limits`: those of the asking query. kIo, kSyntax (of what it answered),
  // kLimit, kCancelled, kTimeout.
  virtual Result<Answer> select(const std::string& endpoint, const std::string& query,
                                const Limits& limits) = 0;
};

}  // namespace quoth
