// Running one entry of a suite for SPARQL (mf: types): syntax of queries and updates, and what queries give.
#pragma once
#include <string_view>

#include "tests/conformance/documents.h"
#include "tests/conformance/manifest.h"
#include "tests/conformance/test_database.h"
#include "tests/conformance/verdict.h"

namespace quoth::conformance {

bool is_sparql_test(std::string_view type);

// Requires is_sparql_test(entry.type).
Verdict run_sparql_test(const Entry& entry, const Documents& documents, TestDatabase& database);

}  // namespace quoth::conformance
