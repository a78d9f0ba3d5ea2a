// The query operation of the SPARQL 1.1 Protocol, 2.1: from a request to the query that it asks for.
#pragma once
#include "server/query_task.h"
#include "server/routes.h"
#include "server/server.h"

namespace quoth::server {

// /sparql. What is given has to outlive the route.
Route sparql_route(const ServerOptions& options, const StartQuery& start_query);

}  // namespace quoth::server
