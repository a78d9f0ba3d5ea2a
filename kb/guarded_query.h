// The border of kb/ for queries whose results are still to be pulled.
#pragma once
#include <memory>

#include "engine/query.h"

namespace quoth {

// The same query, from which no exception comes: see kb/guarded.h.
std::unique_ptr<QueryResult> guard(std::unique_ptr<QueryResult> query);

}  // namespace quoth
