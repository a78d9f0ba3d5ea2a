// Loading a file: bytes, quads, one commit.
#pragma once
#include <string>

#include "base/result.h"
#include "kb/knowledge_base.h"
#include "storage/store.h"

namespace quoth {

// As KnowledgeBase::load. `directory` is the database's, for what has to be kept on disk meanwhile.
Result<LoadSummary> load_file(Store& store, const std::string& directory, const LoadRequest& request);

}  // namespace quoth
