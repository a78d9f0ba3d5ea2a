// Running any entry of a suite.
#pragma once
#include "tests/conformance/documents.h"
#include "tests/conformance/manifest.h"
#include "tests/conformance/test_database.h"
#include "tests/conformance/verdict.h"

namespace quoth::conformance {

// What is not offered is skipped; a type that nobody has heard of is a failure.
Verdict run_entry(const Entry& entry, const Documents& documents, TestDatabase& database);

}  // namespace quoth::conformance
