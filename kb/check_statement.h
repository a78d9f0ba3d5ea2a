// Reading the statement of a check: one pattern with its clauses.
#pragma once
#include <string_view>

#include "base/result.h"
#include "kb/check.h"
#include "kb/reading.h"
#include "rdf/prefixes.h"
#include "storage/snapshot.h"

namespace quoth {

// The request without a policy, of a pattern, `check` or a question with "did". The errors of reading::read_statement,
// and kInvalid for what is no single pattern. `document` names the text in messages.
Result<CheckRequest> read_check(std::string_view statement, const Snapshot& snapshot,
                                const PrefixMap& prefixes, std::string_view document = "query");

// The same of a statement that is read already: requires a reading of `statement`.
Result<CheckRequest> make_check(reading::Reading reading, std::string_view statement,
                                std::string_view document = "query");

}  // namespace quoth
