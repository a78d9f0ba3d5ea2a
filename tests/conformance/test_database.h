// One database for all tests of a run: making one for each would cost more than the tests.
#pragma once
#include <memory>
#include <vector>

#include "base/result.h"
#include "rdf/term.h"
#include "storage/store.h"
#include "tests/support/temp_dir.h"

namespace quoth::conformance {

class TestDatabase {
 public:
  // A state that holds exactly these quads. It stays what it is when the next one is asked for; the database must outlive
  // it.
  Result<std::shared_ptr<const Snapshot>> holding(const std::vector<Quad>& quads);

 private:
  test::TempDir directory_;
  std::unique_ptr<Store> store_;  // opened when it is needed
  std::vector<Quad> held_;
};

}  // namespace quoth::conformance
