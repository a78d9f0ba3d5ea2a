// How deep claims nest in a database.
#pragma once
#include <cstddef>

#include "base/result.h"
#include "storage/snapshot.h"

namespace quoth {

// How many triple terms stand inside of each other at most: 0 where there is none, 1 for <<( s p o )>>. An upper bound:
// terms that no quad holds any more count too. Takes a scan of the triple terms that hold another one.
Result<std::size_t> deepest_nesting(const Snapshot& snapshot);

}  // namespace quoth
