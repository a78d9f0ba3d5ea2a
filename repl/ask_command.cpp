#include <unistd.h>

#include <fstream>
#include <iostream>

#include "repl/commands.h"
#include "repl/load_file.h"
#include "repl/output.h"
#include "repl/report.h"
#include "repl/terminal.h"

namespace quoth::repl {
namespace {

constexpr std::size_t kMostStatementBytes = std::size_t{1} << 20;

struct StatementText {
  std::string text;
  std::string document;  // empty: the command line
};

Result<StatementText> read_statement(const AskCommand& command) {
  const bool from_input = command.file == "-" || (command.file.empty() && command.statement == "-");
  if (command.file.empty() && !from_input) return StatementText{command.statement, {}};
  std::ifstream file;
  if (!from_input) {
    QUOTH_CHECK(check_readable(command.file));
    file.open(command.file, std::ios::binary);
  }
  std::istream& in = from_input ? std::cin : file;
  StatementText statement{std::string(kMostStatementBytes + 1, '\0'),
                          from_input ? "standard input" : command.file};
  in.read(statement.text.data(), static_cast<std::streamsize>(statement.text.size()));
  statement.text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return Error{ErrorCode::kIo, "cannot read " + statement.document, {}, {}};
  if (statement.text.size() > kMostStatementBytes) {
    return Error{ErrorCode::kLimit, statement.document + ": a statement has at most 1 MiB", {}, {}};
  }
  return statement;
}

}  // namespace

Status write_answer(const Answer& answer, AnswerFormat format) {
  QUOTH_TRY(Output output, Output::open("-"));
  const std::size_t width = isatty(STDOUT_FILENO) == 1 ? terminal_width(STDOUT_FILENO) : 0;
  Status status = answer.write(output.stream(), format, width, may_colour(STDOUT_FILENO));
  QUOTH_CHECK(output.commit());
  return status;
}

int run_ask(const std::string& database, const AskCommand& command) {
  const Result<StatementText> statement = read_statement(command);
  if (!statement) {
    return report_failure(statement.error(),
                          statement.error().code == ErrorCode::kLimit ? Origin::kStatement : Origin::kData);
  }
  const Result<KnowledgeBase> kb = open_for_reading(database);
  if (!kb) return report_failure(kb.error(), Origin::kData);
  Result<Answer> answer = kb->ask(statement->text, ask_options(command.limits, command.prefixes));
  if (!answer) {
    Error error = std::move(answer).error();
    if (error.location && !statement->document.empty()) error.location->document = statement->document;
    return report_failure(error, Origin::kStatement);
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
