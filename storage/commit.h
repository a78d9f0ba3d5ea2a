// Working out and publishing a commit of any changes. Private to storage/.
#pragma once
#include <memory>

#include "storage/database.h"

namespace quoth {

// Requires the turn to write.
Result<CommitInfo> commit_changes(Database& database, const ChangeSet& changes);

}  // namespace quoth
