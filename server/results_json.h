// SPARQL 1.2 Query Results JSON Format, read.
#pragma once
#include <string>
#include <string_view>

#include "engine/service.h"

namespace quoth::server {

// The solutions of a SELECT query. Blank nodes get labels of ours, which begin with `blank_prefix`. kSyntax: the text is
// something else. Takes about ten times the memory of the text.
Result<ServiceClient::Answer> read_results_json(std::string_view text, const std::string& blank_prefix);

}  // namespace quoth::server
