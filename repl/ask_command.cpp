#include "repl/commands.h"
#include "repl/output.h"
#include "repl/report.h"

namespace quoth::repl {

int run_ask(const std::string& database, const AskCommand& command) {
  const Result<KnowledgeBase> kb = open_for_reading(database);
  if (!kb) return report_failure(kb.error(), Origin::kData);
  const Result<Answer> answer = kb->ask(command.statement, ask_options(command.limits, command.prefixes));
  if (!answer) return report_failure(answer.error(), Origin::kStatement);
  const Status written = [&]() -> Status {
    QUOTH_TRY(Output output, Output::open("-"));
    Status status = answer->write(output.stream(), command.format);
    QUOTH_CHECK(output.commit());
    return status;
  }();
  return written ? kSuccess : report_failure(written.error(), Origin::kData);
}

int run_explain(const std::string& database, const ExplainCommand& command) {
  const Result<KnowledgeBase> kb = open_for_reading(database);
  if (!kb) return report_failure(kb.error(), Origin::kData);
  const Result<std::string> plan =
      kb->explain(command.statement, ask_options(command.limits, command.prefixes));
  if (!plan) return report_failure(plan.error(), Origin::kStatement);
  const Status written = [&]() -> Status {
    QUOTH_TRY(Output output, Output::open("-"));
    output.stream() << *plan << (plan->ends_with('\n') ? "" : "\n");
    return output.commit();
  }();
  return written ? kSuccess : report_failure(written.error(), Origin::kData);
}

}  // namespace quoth::repl
