// The commands that show what is in a database: sources, verbs, names, describe.
#include <unistd.h>

#include <iostream>

#include "repl/commands.h"
#include "repl/output.h"
#include "repl/report.h"
#include "repl/terminal.h"

namespace quoth::repl {
namespace {

constexpr std::size_t kMostListed = 1000;   // unless --limit says otherwise
constexpr std::size_t kMostDescribed = 20;  // in each part of a description

ListOptions list_options(const ListCommand& command) {
  const bool describes = command.what == ListCommand::What::kDescription;
  const std::size_t usual = describes ? kMostDescribed : kMostListed;
  return {command.limit > 0 ? command.limit : usual, command.prefixes};
}

Result<Answer> list(const KnowledgeBase& kb, const ListCommand& command) {
  switch (command.what) {
    case ListCommand::What::kSources:
      return kb.sources(list_options(command));
    case ListCommand::What::kVerbs:
      return kb.verbs(list_options(command));
    default:
      return kb.meanings(command.text, list_options(command));
  }
}

Status describe(const Description& description, AnswerFormat format) {
  QUOTH_TRY(Output output, Output::open("-"));
  const std::size_t width = isatty(STDOUT_FILENO) == 1 ? terminal_width(STDOUT_FILENO) : 0;
  Status status = description.write(output.stream(), format, width, may_colour(STDOUT_FILENO));
  QUOTH_CHECK(output.commit());
  return status;
}

// What a table says below its rows, the other formats cannot hold.
void note(const std::string& text, AnswerFormat format) {
  if (!text.empty() && format != AnswerFormat::kTable) report(std::cerr, text, may_colour(STDERR_FILENO));
}

}  // namespace

int run_list(const std::string& database, const ListCommand& command) {
  const Result<KnowledgeBase> kb = open_for_reading(database);
  if (!kb) return report_failure(kb.error(), Origin::kData);
  if (command.what == ListCommand::What::kDescription) {
    const Result<Description> description = kb->describe(command.text, list_options(command));
    if (!description) return report_failure(description.error(), Origin::kStatement);
    const Status written = describe(*description, command.format);
    if (!written) return report_failure(written.error(), Origin::kData);
    for (const DescriptionPart& part : description->parts) {
      if (part.more)
        note("not all rows of '" + part.title + "' are shown; --limit N shows more", command.format);
    }
    return kSuccess;
  }
  const Result<Answer> answer = list(*kb, command);
  if (!answer) return report_failure(answer.error(), Origin::kStatement);
  const Status written = write_answer(*answer, command.format);
  if (!written) return report_failure(written.error(), Origin::kData);
  note(answer->note, command.format);
  return kSuccess;
}

}  // namespace quoth::repl
