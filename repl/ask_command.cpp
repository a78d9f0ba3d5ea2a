#include <unistd.h>

#include <utility>

#include "repl/commands.h"
#include "repl/output.h"
#include "repl/report.h"
#include "repl/statement_text.h"
#include "repl/terminal.h"

namespace quoth::repl {
Status write_answer(const Answer& answer, AnswerFormat format) {
  QUOTH_TRY(Output output, Output::open("-"));
  const std::size_t width = isatty(STDOUT_FILENO) == 1 ? terminal_width(STDOUT_FILENO) : 0;
  Status status = answer.write(output.stream(), format, width, may_colour(STDOUT_FILENO));
  QUOTH_CHECK(output.commit());
  return status;
}

int run_ask(const std::string& database, const AskCommand& command) {
  const Result<StatementText> statement = read_statement(command.statement, command.file);
  if (!statement) return report_unread(statement.error());
  const Result<KnowledgeBase> kb = open_for_reading(database);
  if (!kb) return report_failure(kb.error(), Origin::kData);
  Result<Answer> answer = kb->ask(statement->text, ask_options(command.limits, command.prefixes));
  if (!answer) {
    return report_failure(statement->placed(std::move(answer).error()), Origin::kStatement);
  }
  const Status written = write_answer(*answer, command.format);
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
