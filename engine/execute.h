// From algebra to solutions: optimise, plan, run.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/limits.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

class ServiceClient;  // engine/service.h

struct ExecuteOptions {
  Limits limits;
  ServiceClient* services = nullptr;         // nullptr: SERVICE is not allowed
  std::vector<std::string> disabled_passes;  // for tests: names of passes that do not run
};

// The solutions of a query, pulled batch by batch. Keeps its snapshot alive. One thread at a time.
class Solutions {
 public:
  virtual ~Solutions() = default;
  virtual const std::vector<algebra::Variable>& variables() const = 0;
  // The next rows, each with a term or nothing for each variable; empty at the end.
  virtual Result<std::vector<std::vector<std::optional<Term>>>> next() = 0;
  // The plan as an indented tree with estimated rows, and the actual rows, blocks and time so far of each
  // operator.
  virtual std::string explain() const = 0;
};

Result<std::unique_ptr<Solutions>> execute(const algebra::Node& query,
                                           std::shared_ptr<const Snapshot> snapshot,
                                           const ExecuteOptions& options = {});

// Every solution at once; for small answers and tests.
Result<std::vector<std::vector<std::optional<Term>>>> all_rows(Solutions& solutions);

}  // namespace quoth
