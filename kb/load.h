// Loading a file: bytes, quads, one commit.
#pragma once
#include <string>

#include "base/result.h"
#include "kb/knowledge_base.h"
#include "storage/store.h"

namespace quoth {

// The format that a request means; kInvalid for one that cannot be met whatever the file holds.
Result<DataFormat> check_load_request(const LoadRequest& request);

// As KnowledgeBase::load. `directory` is the database's, for what has to be kept on disk meanwhile.
Result<LoadSummary> load_file(Store& store, const std::string& directory, const LoadRequest& request);

}  // namespace quoth
