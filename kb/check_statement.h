// Reading the statement of a check: one pattern with its clauses.
#pragma once
#include <string_view>

#include "base/result.h"
#include "kb/check.h"
#include "rdf/prefixes.h"
#include "storage/snapshot.h"

namespace quoth {

// The request without a policy. The errors of reading::read_statement, and kInvalid for what is no single pattern.
// `document` names the text in messages.
Result<CheckRequest> read_check(std::string_view statement, const Snapshot& snapshot,
                                const PrefixMap& prefixes, std::string_view document = "query");

}  // namespace quoth
