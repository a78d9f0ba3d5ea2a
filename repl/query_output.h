// What the command and the session make of a running query.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "engine/query.h"
#include "engine/results/result_format.h"
#include "rdf/prefixes.h"
#include "repl/options.h"

namespace quoth::repl {

// With limits_from_now().
QueryOptions query_options(const QueryLimits& limits, const PrefixMap& prefixes);

// A table for SELECT and ASK, Turtle for CONSTRUCT and DESCRIBE.
QueryFormat usual_format(QueryForm form);

// Algebra and plan of a query, with what running it to its end took; its results are dropped.
Result<std::string> explain_run(QueryResult& result);

// An error of a text that is no SPARQL but might be of the claim language, with a hint at that.
Error hint_at_claims(Error error, std::string_view text);

}  // namespace quoth::repl
