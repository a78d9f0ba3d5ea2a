#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "kb/run_script.h"
#include "parser/input.h"
#include "repl/commands.h"
#include "repl/interrupt.h"
#include "repl/load_file.h"
#include "repl/output.h"
#include "repl/report.h"

namespace quoth::repl {
namespace {

constexpr std::size_t kLargestScript = std::size_t{16} << 20;

class ScriptSession {
 public:
  ScriptSession(const std::string& database, const CheckCommand& command)
      : database_(database), command_(command) {}

  ScriptReport run(const std::string& file) {
    ScriptRequest request;
    request.document = file;
    Result<std::string> text = read(file);
    if (!text) {
      ScriptReport report;
      report.document = file;
      report.failure = ScriptFailure{text.error(), true};
      return report;
    }
    request.text = *std::move(text);
    if (file != "-") request.folder = std::filesystem::path(file).parent_path().string();
    request.database = [this] { return open(); };
    request.database_is_named = command_.database_is_named;
    request.prefixes = command_.prefixes;
    request.with_retracted = command_.with_retracted;
    request.cancelled = &interrupt_flag();
    request.timeout = command_.limits.timeout;
    if (command_.limits.memory_bytes) request.memory_bytes = *command_.limits.memory_bytes;
    return run_script(request);
  }

 private:
  static Result<std::string> read(const std::string& file) {
    QUOTH_CHECK(check_readable(file));
    QUOTH_TRY(const std::unique_ptr<Input> input, open_input(file));
    return read_all(*input, kLargestScript);
  }

  // Opened for the first script that needs it; an error is that of every such script.
  Result<const KnowledgeBase*> open() {
    if (!kb_) kb_.emplace(open_for_reading(database_));
    if (!*kb_) return kb_->error();
    return &**kb_;
  }

  const std::string& database_;
  const CheckCommand& command_;
  std::optional<Result<KnowledgeBase>> kb_;
};

int status_of(const ScriptReport& report) {
  int status = kSuccess;
  for (const CheckReport& check : report.checks) {
    if (check.differs()) status = std::max<int>(status, kDiffers);
    if (check.is_error())
      status = std::max(status, exit_status(std::get<Error>(check.outcome), Origin::kStatement));
  }
  if (!report.failure) return status;
  const Origin origin = report.failure->in_data ? Origin::kData : Origin::kStatement;
  return std::max(status, report_failure(report.failure->error, origin));
}

}  // namespace

int run_check(const std::string& database, const CheckCommand& command) {
  int status = kSuccess;
  const Status written = [&]() -> Status {
    QUOTH_TRY(Output output, Output::open("-"));
    ReportWriter writer(output.stream(), command.format);
    writer.begin();
    ScriptSession session(database, command);
    for (const std::string& file : command.files) {
      const ScriptReport report = session.run(file);
      writer.add(report);
      status = std::max(status, status_of(report));
      if (status >= kInterruptedBase) break;
    }
    QUOTH_CHECK(writer.end());
    return output.commit();
  }();
  if (!written && status < kInterruptedBase)
    status = std::max(status, report_failure(written.error(), Origin::kData));
  return status;
}

}  // namespace quoth::repl
