// Running one entry of a suite for an RDF format (rdft: types).
#pragma once
#include <string_view>

#include "tests/conformance/documents.h"
#include "tests/conformance/manifest.h"
#include "tests/conformance/verdict.h"

namespace quoth::conformance {

bool is_rdf_test(std::string_view type);

Verdict run_rdf_test(const Entry& entry, const Documents& documents);  // requires is_rdf_test(entry.type)

}  // namespace quoth::conformance
