#include <unistd.h>

#include "repl/commands.h"
#include "repl/load_file.h"
#include "repl/output.h"
#include "repl/progress.h"
#include "repl/report.h"

namespace quoth::repl {

int run_load(const std::string& database, const LoadCommand& command) {
  // Before the database is made: a slip in a name should leave nothing behind.
  for (const std::string& file : command.files) {
    if (const Status readable = check_readable(file); !readable) {
      return report_failure(readable.error(), Origin::kData);
    }
  }
  Result<KnowledgeBase> kb = KnowledgeBase::open(database, {.mode = OpenMode::kCreate});
  if (!kb) return report_failure(kb.error(), Origin::kData);

  for (const std::string& file : command.files) {
    LoadRequest request;
    request.path = file;
    request.format = command.format;
    request.base = command.base;
    request.source = command.source;
    request.memory_bytes = command.memory_bytes;
    const Result<LoadSummary> summary = load_file(*kb, std::move(request), isatty(STDERR_FILENO) == 1);
    if (!summary) return report_failure(summary.error(), Origin::kData);
    const Status written = [&]() -> Status {
      QUOTH_TRY(Output output, Output::open("-"));
      output.stream() << describe_summary(file, *summary);
      return output.commit();
    }();
    if (!written) return report_failure(written.error(), Origin::kData);
  }
  return kSuccess;
}

}  // namespace quoth::repl
