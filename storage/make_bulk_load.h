// How the store makes a bulk load. Private to storage/.
#pragma once
#include <memory>

#include "storage/bulk_load.h"
#include "storage/load_target.h"

namespace quoth {

std::unique_ptr<BulkLoad> make_bulk_load(std::unique_ptr<LoadTarget> target, const BulkLoadOptions& options);

}  // namespace quoth
