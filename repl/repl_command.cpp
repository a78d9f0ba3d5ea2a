#include <unistd.h>

#include <iostream>

#include "repl/commands.h"
#include "repl/descriptor_stream.h"
#include "repl/history.h"
#include "repl/report.h"
#include "repl/shell.h"
#include "repl/terminal.h"

namespace quoth::repl {

// At a terminal: a session. Else the statements of standard input, without prompts.
int run_repl(const std::string& database, const ReplCommand& command) {
  ShellOptions options;
  options.database = database;
  options.limits = command.limits;
  options.prefixes = command.prefixes;
  options.format = command.format;
  options.colour = may_colour(STDERR_FILENO);
  options.colour_tables = may_colour(STDOUT_FILENO);
  options.show_progress = isatty(STDERR_FILENO) == 1;
  options.interactive = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
  DescriptorStream out(STDOUT_FILENO);
  if (!options.interactive) {
    StreamLines lines(std::cin);
    return Shell(std::move(options), lines, out, std::cerr).run();
  }
  options.width = [] { return terminal_width(STDOUT_FILENO); };
  Terminal terminal({.history_path = HistoryFile::default_path(), .colour = may_colour(STDOUT_FILENO)});
  Shell shell(std::move(options), terminal, out, std::cerr);
  terminal.set_completer(
      [&shell](std::string_view line, std::size_t cursor) { return shell.complete(line, cursor); });
  return shell.run();
}

}  // namespace quoth::repl
