// A Shell is a session: it reads statements and dot-commands, line by line, and prints what comes of them. It
// knows nothing of terminals; lines, output and errors are handed in.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "repl/completion.h"
#include "repl/line_reader.h"
#include "repl/options.h"
#include "repl/report.h"
#include "repl/session.h"
#include "repl/tutorial.h"

namespace quoth::repl {

struct ShellOptions {
  std::string database;
  QueryLimits limits;  // of each statement
  PrefixMap prefixes;
  AnswerFormat format = AnswerFormat::kTable;
  bool interactive = false;            // somebody is watching: a greeting, and errors do not count in the end
  bool colour = false;                 // of errors
  bool colour_tables = false;          // of what is printed
  std::function<std::size_t()> width;  // that tables must fit in, asked for each; none: as wide as they are
  bool show_progress = false;
};

class Shell {
 public:
  // All of them must outlive the shell.
  Shell(ShellOptions options, LineReader& lines, std::ostream& out, std::ostream& err);

  // Until the input ends, `.quit` or a signal. The exit status: that of the first statement that failed; 0 if
  // interactive.
  int run();

  Completion complete(std::string_view line, std::size_t cursor);

 private:
  struct DotCommand;
  static const std::vector<DotCommand>& dot_commands();

  void greet();
  // One line: a comment, a command, or a statement with the lines that it goes on in.
  void run_line(std::string_view line);
  // Makes ready for the next line after a signal; false if the session ends.
  bool go_on();
  // Lines from `first` on until they are a whole statement. False if the input was interrupted meanwhile.
  bool complete_statement_text(std::string& text);
  // The same for a query: one that is whole in its first line, else up to a ";" that ends it, or an empty line.
  bool complete_query_text(std::string& text);
  // One more line of a text that goes on, as the text's next line. False at its end, which is an empty line or that of
  // the input; `interrupted` says whether the user gave up.
  bool read_more(std::string& text, bool& interrupted);
  void run_statement(const std::string& text);
  void run_query(const std::string& text);
  void run_dot_command(const std::string& line);

  void ask(const std::string& argument);
  void describe(const std::string& argument);
  void explain(const std::string& argument);
  void format(const std::string& argument);
  void help(const std::string& argument);
  void load(const std::string& argument);
  void names(const std::string& argument);
  void prefix(const std::string& argument);
  void quit(const std::string& argument);
  void sources(const std::string& argument);
  void sparql(const std::string& argument);
  void timer(const std::string& argument);
  void tutorial(const std::string& argument);
  void verbs(const std::string& argument);

  // The steps of a tutorial, in a database of its own.
  void walk_through(const std::vector<TutorialStep>& steps);
  void show_step(const std::vector<TutorialStep>& steps, std::size_t step);

  // `on` or `off` into the switch, nothing to show it.
  void turn(std::string_view name, const std::string& argument, bool& what);
  void print_plan(const std::string& statement);
  void explain_query(const std::string& query);
  void print(const Answer& answer);
  void print_list(const Result<Answer>& answer);

  // Prints, keeps the first failure's exit status. The place of an error in the statement becomes one in the
  // input.
  void failed(Error error, Origin origin);
  void wrong(std::string message);  // about a command
  void separate();                  // an empty line between the outputs of two statements

  NameSource name_source();
  std::size_t width() const { return options_.width ? options_.width() : 0; }

  ShellOptions options_;
  LineReader& lines_;
  std::ostream& out_;
  std::ostream& err_;
  Session session_;
  std::uint64_t line_number_ = 0;     // of the last line read
  std::uint64_t statement_line_ = 0;  // where the statement starts
  bool printed_ = false;
  bool ended_ = false;
  bool explaining_ = false;
  bool timing_ = false;
  bool in_tutorial_ = false;
  int status_ = 0;
};

}  // namespace quoth::repl
