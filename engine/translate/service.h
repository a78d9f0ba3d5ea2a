// SERVICE (SPARQL 1.1 Federated Query, 2.1): the query that another endpoint gets.
#pragma once
#include "base/result.h"
#include "engine/algebra.h"
#include "engine/translate/context.h"
#include "parser/query_ast.h"

namespace quoth::translation {

// The pattern goes as it was written, with the declarations that it needs; its functions are the endpoint's matter.
Result<algebra::Service> read_service(const sparql::ServicePattern& service, const Context& context);

}  // namespace quoth::translation
