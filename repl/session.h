// The database of a session. It is opened for reading when first needed, so that other sessions and a writer
// may go on beside this one; only a load opens it for writing, as long as it runs.
#pragma once
#include <optional>
#include <string>

#include "base/result.h"
#include "kb/knowledge_base.h"

namespace quoth::repl {

class Session {
 public:
  explicit Session(std::string directory) : directory_(std::move(directory)) {}

  const std::string& directory() const { return directory_; }

  // In the state of now. kNotFound as long as there is none: looking makes nothing. The pointer is valid
  // until load().
  Result<KnowledgeBase*> database();

  // Makes the database if there is none.
  Result<LoadSummary> load(const std::string& path, bool show_progress);

 private:
  std::string directory_;
  std::optional<KnowledgeBase> kb_;
};

}  // namespace quoth::repl
