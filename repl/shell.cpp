#include "repl/shell.h"

#include <fmt/format.h>

#include <algorithm>
#include <csignal>
#include <ostream>
#include <utility>
#include <vector>

#include "base/suggest.h"
#include "parser/parse_claim.h"
#include "repl/commands.h"
#include "repl/completion.h"
#include "repl/interrupt.h"
#include "repl/progress.h"
#include "repl/quantity.h"
#include "repl/report.h"

namespace quoth::repl {
namespace {

constexpr std::string_view kPrompt = "quoth> ";
constexpr std::string_view kMorePrompt = "   ... ";

std::string_view trim(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// The words of a dot-command: apart by blanks, save in single or double quotes or after a backslash.
std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  bool in_word = false;
  char quote = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool blank = quote == 0 && (c == ' ' || c == '\t');
    if (!blank && !in_word) words.emplace_back();
    in_word = !blank;
    if (blank) continue;
    if (c == '\\' && quote != '\'' && i + 1 < text.size()) {
      words.back() += text[++i];
    } else if (quote != 0 ? c == quote : c == '\'' || c == '"') {
      quote = quote != 0 ? '\0' : c;
    } else {
      words.back() += c;
    }
  }
  return words;
}

}  // namespace

struct Shell::DotCommand {
  std::string_view name;
  std::string_view argument;
  std::string_view help;
  void (Shell::*run)(const std::string& argument);
};

const std::vector<Shell::DotCommand>& Shell::dot_commands() {
  static const std::vector<DotCommand> kCommands = {
      {".help", "", "this text", &Shell::help},
      {".load", "FILE…", "bring RDF files and tables into the database", &Shell::load},
      {".quit", "", "end the session; so does Ctrl-D", &Shell::quit},
  };
  return kCommands;
}

Shell::Shell(ShellOptions options, LineReader& lines, std::ostream& out, std::ostream& err)
    : options_(std::move(options)), lines_(lines), out_(out), err_(err), session_(options_.database) {}

int Shell::run() {
  if (options_.interactive) greet();
  while (!ended_) {
    const Line line = lines_.read(kPrompt);
    if (line.kind == Line::Kind::kEnd) break;
    if (line.kind == Line::Kind::kInterrupted) continue;
    statement_line_ = ++line_number_;
    std::string text(trim(line.text));
    if (text.empty() || text.starts_with('#')) continue;
    if (text.starts_with('.')) {
      lines_.remember(text);
      run_dot_command(text);
    } else if (complete_statement_text(text)) {
      lines_.remember(text);
      run_statement(text);
    }
    out_.flush();
    if (options_.interactive && interrupt_signal() == SIGINT) {
      clear_interrupt();
      out_.clear();
    } else if (interrupt_flag() || !out_) {
      break;
    }
  }
  if (interrupt_flag()) return kInterruptedBase + interrupt_signal();
  if (!out_ && status_ == kSuccess) {
    report(err_, "cannot write to standard output", options_.colour);
    return kData;
  }
  return options_.interactive ? kSuccess : status_;
}

void Shell::greet() {
  out_ << "quoth " QUOTH_VERSION ". Ask, for example: who warned Russia?  .help tells more; Ctrl-D ends.\n";
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) {
    failed(kb.error(), Origin::kData);
  } else if (const auto statistics = (*kb)->statistics()) {
    out_ << fmt::format("{}: {} quads from {} sources and the background\n", session_.directory(),
                        show_count(statistics->quads), show_count(statistics->graphs));
  }
  out_.flush();
}

bool Shell::complete_statement_text(std::string& text) {
  while (!claim::is_complete(text)) {
    const Line line = lines_.read(kMorePrompt);
    if (line.kind == Line::Kind::kInterrupted) return false;
    if (line.kind == Line::Kind::kEnd) {
      ended_ = true;
      break;
    }
    ++line_number_;
    if (trim(line.text).empty()) break;  // enough: whatever is missing is said by the parser
    text += '\n' + line.text;
  }
  return true;
}

void Shell::run_statement(const std::string& text) {
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  const AskOptions ask = ask_options(options_.limits, options_.prefixes);
  const Result<Answer> answer = (*kb)->ask(text, ask);
  if (!answer) return failed(answer.error(), Origin::kStatement);
  separate();
  // What cannot be written is seen in the state of the stream.
  (void)answer->write(out_, AnswerFormat::kTable, options_.width ? options_.width() : 0);
}

void Shell::run_dot_command(const std::string& line) {
  const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
  const std::string name = line.substr(0, blank);
  for (const DotCommand& command : dot_commands()) {
    if (command.name == name) return (this->*command.run)(std::string(trim(line.substr(blank))));
  }
  std::vector<std::string> names;
  for (const DotCommand& command : dot_commands()) names.emplace_back(command.name);
  const std::string near = nearest(name, names);
  failed(Error{ErrorCode::kInvalid,
               "unknown command '" + name + "'; " +
                   (near.empty() ? "'.help' lists them" : "did you mean '" + near + "'?"),
               {},
               {}},
         Origin::kStatement);
}

void Shell::help(const std::string& /*argument*/) {
  separate();
  out_ << "A question or a pattern, on one line or several:\n"
          "  what did Obama urge Russia to do?\n"
          "  who warned Russia?\n"
          "  ?who urged (Russia ?does ?what) limit 10\n"
          "  ?a warned (?b ?does ?what) and ?c said (?b ?does ?what)\n"
          "  explain Ban Ki-moon said ?what\n"
          "An empty line ends a statement that has not found its end.\n"
          "\n";
  for (const DotCommand& command : dot_commands()) {
    out_ << fmt::format("  {:<14}{}\n", fmt::format("{} {}", command.name, command.argument), command.help);
  }
  if (options_.interactive) out_ << "\nTab completes, Ctrl-R searches the history, Ctrl-C stops what runs.\n";
}

void Shell::load(const std::string& argument) {
  const std::vector<std::string> files = split_words(argument);
  if (files.empty()) {
    return failed(Error{ErrorCode::kInvalid, "'.load' needs the name of a file", {}, {}}, Origin::kStatement);
  }
  for (const std::string& file : files) {
    const Result<LoadSummary> summary = session_.load(file, options_.show_progress);
    if (!summary) return failed(summary.error(), Origin::kData);
    if (&file == &files.front()) separate();
    out_ << describe_summary(file, *summary) << std::flush;
  }
}

void Shell::quit(const std::string& /*argument*/) { ended_ = true; }

void Shell::failed(Error error, Origin origin) {
  out_.flush();
  if (status_ == kSuccess) status_ = exit_status(error, origin);
  if (!options_.interactive && origin == Origin::kStatement && error.location) {
    error.location->document = "standard input";
    error.location->line += statement_line_ - 1;
  }
  report(err_, error, options_.colour);
}

void Shell::separate() {
  if (printed_ && !options_.interactive) out_ << '\n';
  printed_ = true;
}

Completion Shell::complete(std::string_view line, std::size_t cursor) {
  if (line.starts_with('.')) {
    std::vector<std::string> names;
    for (const DotCommand& command : dot_commands()) names.emplace_back(command.name);
    const std::vector<std::string> take_files = {".load"};
    return complete_dot_command(line, cursor, names, take_files);
  }
  return complete_statement(line, cursor, [this](std::string_view text, std::size_t limit) {
    const Result<KnowledgeBase*> kb = session_.database();
    if (!kb) return std::vector<std::string>();
    auto names = (*kb)->complete_name(text, limit);
    return names ? std::move(names).value() : std::vector<std::string>();
  });
}

}  // namespace quoth::repl
