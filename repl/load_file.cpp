#include "repl/load_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>
#include <optional>
#include <utility>

#include "repl/interrupt.h"
#include "repl/progress.h"
#include "repl/terminal.h"

namespace quoth::repl {

Status check_readable(const std::string& path) {
  if (path == "-") return {};
  struct stat status = {};
  if (stat(path.c_str(), &status) != 0 || access(path.c_str(), R_OK) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return Error{ErrorCode::kNotFound, path + ": there is no such file", {}, {}};
    }
    return Error{ErrorCode::kIo, path + ": " + std::strerror(errno), {}, {}};
  }
  if (S_ISDIR(status.st_mode)) return Error{ErrorCode::kIo, path + ": is a folder, not a file", {}, {}};
  return {};
}

Result<LoadSummary> load_file(KnowledgeBase& kb, LoadRequest request, bool show_progress) {
  std::optional<ProgressLine> line;
  if (show_progress) {
    line.emplace(std::cerr, terminal_width(STDERR_FILENO), request.path);
    request.progress = [&line](const LoadProgress& progress) { line->update(progress); };
  }
  request.cancelled = &interrupt_flag();
  return kb.load(request);
}

}  // namespace quoth::repl
