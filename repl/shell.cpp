#include "repl/shell.h"

#include <fmt/format.h>

#include <chrono>
#include <csignal>
#include <ostream>
#include <utility>

#include "base/suggest.h"
#include "engine/results/write_result.h"
#include "parser/parse_claim.h"
#include "repl/commands.h"
#include "repl/interrupt.h"
#include "repl/language.h"
#include "repl/quantity.h"
#include "repl/query_output.h"
#include "repl/report.h"
#include "repl/words.h"

namespace quoth::repl {
namespace {

constexpr std::string_view kPrompt = "quoth> ";
constexpr std::string_view kMorePrompt = "   ... ";

// `prefix p: <IRI>`, as scripts have it, and no pattern.
bool is_prefix_line(std::string_view line) {
  const std::vector<std::string> words = split_words(line);
  return words.size() == 3 && words[0] == "prefix" && words[1].ends_with(':') && words[2].starts_with('<') &&
         words[2].ends_with('>');
}

}  // namespace

Shell::Shell(ShellOptions options, LineReader& lines, std::ostream& out, std::ostream& err)
    : options_(std::move(options)), lines_(lines), out_(out), err_(err), session_(options_.database) {}

int Shell::run() {
  if (options_.interactive) greet();
  while (!ended_) {
    const Line line = lines_.read(kPrompt);
    if (line.kind == Line::Kind::kEnd) break;
    if (line.kind == Line::Kind::kInterrupted) continue;
    statement_line_ = ++line_number_;
    run_line(line.text);
    if (!go_on()) break;
  }
  if (interrupt_flag()) return kInterruptedBase + interrupt_signal();
  if (!out_ && status_ == kSuccess) {
    report(err_, "cannot write to standard output", options_.colour);
    return kData;
  }
  return options_.interactive ? kSuccess : status_;
}

void Shell::run_line(std::string_view line) {
  std::string text(trim(line));
  if (text.empty() || text.starts_with('#')) return;
  if (text.starts_with('.')) {
    lines_.remember(text);
    run_dot_command(text);
  } else if (is_prefix_line(text)) {
    lines_.remember(text);
    prefix(text.substr(text.find_first_of(" \t")));
  } else if (language_of(text) == Language::kSparql) {
    if (!complete_query_text(text)) return;
    lines_.remember(text);
    run_query(text);
  } else if (complete_statement_text(text)) {
    lines_.remember(text);
    run_statement(text);
  }
}

void Shell::ask(const std::string& argument) {
  if (argument.empty()) return wrong("'.ask' needs a statement of the claim language");
  std::string text = argument;
  if (complete_statement_text(text)) run_statement(text);
}

void Shell::sparql(const std::string& argument) {
  if (argument.empty()) return wrong("'.sparql' needs a query");
  std::string text = argument;
  if (complete_query_text(text)) run_query(text);
}

bool Shell::go_on() {
  out_.flush();
  if (options_.interactive && interrupt_signal() == SIGINT) {
    clear_interrupt();
    out_.clear();
    return true;
  }
  return !interrupt_flag() && out_;
}

void Shell::greet() {
  out_ << "quoth " QUOTH_VERSION
          ". Ask, for example: who warned Russia?  .help tells more, .tutorial shows around; Ctrl-D ends.\n";
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) {
    failed(kb.error(), Origin::kData);
  } else if (const auto statistics = (*kb)->statistics()) {
    out_ << fmt::format("{}: {} quads from {} sources and the background\n", session_.directory(),
                        show_count(statistics->quads), show_count(statistics->graphs));
  }
  out_.flush();
}

// Whatever is missing at the end of a text is said by its parser.
bool Shell::read_more(std::string& text, bool& interrupted) {
  const Line line = lines_.read(kMorePrompt);
  interrupted = line.kind == Line::Kind::kInterrupted;
  ended_ = line.kind == Line::Kind::kEnd;
  if (interrupted || ended_) return false;
  ++line_number_;
  if (trim(line.text).empty()) return false;
  text += '\n' + line.text;
  return true;
}

bool Shell::complete_statement_text(std::string& text) {
  bool interrupted = false;
  while (!claim::is_complete(text) && read_more(text, interrupted)) continue;
  return !interrupted;
}

bool Shell::complete_query_text(std::string& text) {
  const auto take_end_mark = [&] {
    const std::string_view query = without_end_mark(text);
    const bool taken = query.size() < text.size();
    if (taken) text = std::string(query);
    return taken;
  };
  if (take_end_mark() || look_at_query(text) != QueryText::kOpen) return true;
  bool interrupted = false;
  while (read_more(text, interrupted) && !take_end_mark()) continue;
  return !interrupted;
}

void Shell::run_statement(const std::string& text) {
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  if (explaining_) print_plan(text);
  const Result<Answer> answer = (*kb)->ask(text, ask_options(options_.limits, options_.prefixes));
  const std::chrono::duration<double> seconds = Clock::now() - start;
  if (answer) {
    print(*answer);
  } else {
    failed(answer.error(), Origin::kStatement);
  }
  if (timing_) out_ << show_seconds(seconds.count()) << '\n';
}

void Shell::print_plan(const std::string& statement) {
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  const Result<std::string> plan = (*kb)->explain(statement, ask_options(options_.limits, options_.prefixes));
  if (!plan) return;  // what is wrong with the statement is said when it is run
  separate();
  out_ << *plan << (plan->ends_with('\n') ? "" : "\n");
}

void Shell::run_query(const std::string& text) {
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  using Clock = std::chrono::steady_clock;
  const Clock::time_point start = Clock::now();
  const auto result = (*kb)->query(text, query_options(options_.limits, options_.prefixes));
  if (!result) return failed(result.error(), Origin::kStatement);
  separate();
  const QueryFormat format =
      gives_graph((*result)->form()) ? QueryFormat(RdfFormat::kTurtle) : QueryFormat(options_.format);
  const Status written = write_result(out_, **result, format, {width(), options_.colour_tables});
  // What cannot be written is seen in the state of the stream.
  if (!written && written.error().code != ErrorCode::kIo) return failed(written.error(), Origin::kStatement);
  const std::chrono::duration<double> seconds = Clock::now() - start;
  if (explaining_) out_ << (*result)->explain();
  if (timing_) out_ << show_seconds(seconds.count()) << '\n';
}

void Shell::explain_query(const std::string& query) {
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  const auto result = (*kb)->query(query, query_options(options_.limits, options_.prefixes));
  if (!result) return failed(result.error(), Origin::kStatement);
  const Result<std::string> plan = explain_run(**result);
  if (!plan) return failed(plan.error(), Origin::kStatement);
  separate();
  out_ << *plan;
}

void Shell::print(const Answer& answer) {
  separate();
  // What cannot be written is seen in the state of the stream.
  (void)answer.write(out_, options_.format, width(), options_.colour_tables);
}

void Shell::failed(Error error, Origin origin) {
  out_.flush();
  if (status_ == kSuccess) status_ = exit_status(error, origin);
  if (!options_.interactive && origin == Origin::kStatement && error.location &&
      error.location->document == "query") {
    error.location->document = "standard input";
    error.location->line += statement_line_ - 1;
  }
  report(err_, error, options_.colour);
}

void Shell::wrong(std::string message) {
  failed(Error{ErrorCode::kInvalid, std::move(message), {}, {}}, Origin::kStatement);
}

void Shell::separate() {
  if (printed_ && !options_.interactive) out_ << '\n';
  printed_ = true;
}

}  // namespace quoth::repl
