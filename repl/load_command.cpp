#include <unistd.h>

#include <iostream>

#include "repl/commands.h"
#include "repl/load_file.h"
#include "repl/output.h"
#include "repl/progress.h"
#include "repl/report.h"

namespace quoth::repl {

LoadRequest LoadCommand::request(const std::string& file) const {
  LoadRequest request;
  request.path = file;
  request.format = format;
  request.base = base;
  request.source = source;
  request.table = table;
  request.replace = replace;
  request.lenient = lenient;
  request.memory_bytes = memory_bytes;
  return request;
}

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
    const Result<LoadSummary> summary = load_file(*kb, command.request(file), isatty(STDERR_FILENO) == 1);
    if (!summary) return report_failure(summary.error(), Origin::kData);
    for (const Error& error : summary->first_skipped) report(std::cerr, error, may_colour(STDERR_FILENO));
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
