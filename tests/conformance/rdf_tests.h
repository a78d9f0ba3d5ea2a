// Running one entry of a suite for an RDF format (rdft: types).
#pragma once
#include <string>

#include "tests/conformance/documents.h"
#include "tests/conformance/manifest.h"

namespace quoth::conformance {

enum class Outcome { kPassed, kFailed, kSkipped };

struct Verdict {
  Outcome outcome = Outcome::kPassed;
  std::string reason;  // why it failed or was skipped
};

Verdict run_entry(const Entry& entry, const Documents& documents);

}  // namespace quoth::conformance
