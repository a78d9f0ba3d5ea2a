// What a bulk load writes into: the store's side of storage/load_target.h. Private to storage/.
#pragma once
#include <memory>

#include "storage/database.h"
#include "storage/load_target.h"

namespace quoth {

// Waits for the turn to write.
Result<std::unique_ptr<LoadTarget>> make_load_target(std::shared_ptr<Database> database);

}  // namespace quoth
