// Loading one file, for the `load` command and the session's `.load`.
#pragma once
#include <string>

#include "base/result.h"
#include "kb/knowledge_base.h"

namespace quoth::repl {

// kNotFound or kIo, in the words of open_input, if `path` is no file that can be read. "-" always can.
Status check_readable(const std::string& path);

// Ends early with kCancelled when a signal comes. `show_progress`: on standard error, which is a terminal.
Result<LoadSummary> load_file(KnowledgeBase& kb, LoadRequest request, bool show_progress);

}  // namespace quoth::repl
