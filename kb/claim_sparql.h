// The SPARQL 1.2 query that a statement of the claim language stands for.
#pragma once
#include <string>

#include "kb/claim_query.h"
#include "rdf/prefixes.h"

namespace quoth {

// The text, with the PREFIX lines that it needs, and a line feed at its end. On this database it gives the
// same rows in the same order as the statement. IRIs are shortened by `prefixes`.
std::string to_sparql(const ClaimQuery& query, const PrefixMap& prefixes);

}  // namespace quoth
