// The commands of a session, and their completion.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <utility>

#include "base/suggest.h"
#include "parser/parse_claim.h"
#include "rdf/iri.h"
#include "repl/commands.h"
#include "repl/help.h"
#include "repl/language.h"
#include "repl/progress.h"
#include "repl/shell.h"
#include "repl/words.h"

namespace quoth::repl {
namespace {

constexpr std::size_t kMostListed = 200;
constexpr std::size_t kMostDescribed = 20;  // in each part of a description

constexpr std::string_view kIntroduction = R"text(A question or a pattern, on one line or several:
  what did Obama urge Russia to do?
  who warned Russia?
  ?who urged (Russia ?does ?what) limit 10
  ?a warned (?b ?does ?what) and ?c said (?b ?does ?what)
  explain Ban Ki-moon said ?what
  SELECT ?who { GRAPH ?source { ?who :urged ?what } }
An empty line ends a statement that has not found its end. SPARQL works as well: see .help sparql.
)text";

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

// Whether `label:` can be written before a name.
bool is_prefix_label(const std::string& label) {
  return label.find_first_of(" \t") == std::string::npos &&
         claim::parse_statement(label + ":x ?verb ?what").has_value();
}

std::vector<std::string> format_names() {
  std::vector<std::string> names;
  for (const ResultFormat format : result_formats()) names.emplace_back(name_of(format));
  return names;
}

}  // namespace

struct Shell::DotCommand {
  enum class Takes { kNothing, kFiles, kName, kSwitch, kStatement, kFormat, kTopic };
  std::string_view name;
  std::string_view argument;
  std::string_view help;
  void (Shell::*run)(const std::string& argument);
  Takes takes = Takes::kNothing;
};

const std::vector<Shell::DotCommand>& Shell::dot_commands() {
  using Takes = DotCommand::Takes;
  static const std::vector<DotCommand> kCommands = {
      {".ask", "STATEMENT", "one of the claim language, though it looks like SPARQL", &Shell::ask,
       Takes::kStatement},
      {".describe", "NAME", "everything about one thing", &Shell::describe, Takes::kName},
      {".explain", "on|off", "show how each statement is answered, or not", &Shell::explain,
       Takes::kStatement},
      {".explain", "STATEMENT", "show it for one", &Shell::explain, Takes::kStatement},
      {".format", "FORMAT", "of answers: table, json, xml, csv or tsv", &Shell::format, Takes::kFormat},
      {".help", "[TOPIC]", "this text, or one on a topic", &Shell::help, Takes::kTopic},
      {".load", "FILE…", "bring RDF files and tables into the database", &Shell::load, Takes::kFiles},
      {".names", "TEXT", "what a text may mean", &Shell::names, Takes::kName},
      {".prefix", "[P IRI]", "the prefixes, or one more for this session", &Shell::prefix},
      {".quit", "", "end the session; so does Ctrl-D", &Shell::quit},
      {".sources", "", "the sources, the largest first", &Shell::sources},
      {".sparql", "QUERY", "a query, though it looks like the claim language", &Shell::sparql},
      {".timer", "on|off", "show how long statements take, or not", &Shell::timer, Takes::kSwitch},
      {".tutorial", "", "ten minutes on an example, step by step", &Shell::tutorial},
      {".verbs", "", "the verbs by mood", &Shell::verbs},
  };
  return kCommands;
}

void Shell::run_dot_command(const std::string& line) {
  const std::size_t blank = std::min(line.find_first_of(" \t"), line.size());
  const std::string name = line.substr(0, blank);
  for (const DotCommand& command : dot_commands()) {
    if (command.name != name) continue;
    const std::string argument(trim(line.substr(blank)));
    if (command.argument.empty() && !argument.empty()) return wrong("'" + name + "' stands alone");
    return (this->*command.run)(argument);
  }
  std::vector<std::string> names;
  for (const DotCommand& command : dot_commands()) names.emplace_back(command.name);
  const std::string near = nearest(name, names);
  wrong("unknown command '" + name + "'; " +
        (near.empty() ? "'.help' lists them" : "did you mean '" + near + "'?"));
}

// ---- What is in the database

void Shell::print_list(const Result<Answer>& answer) {
  if (!answer) return failed(answer.error(), Origin::kStatement);
  print(*answer);
}

void Shell::sources(const std::string& /*argument*/) {
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  print_list((*kb)->sources({kMostListed, options_.prefixes}));
}

void Shell::verbs(const std::string& /*argument*/) {
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  print_list((*kb)->verbs({kMostListed, options_.prefixes}));
}

void Shell::names(const std::string& argument) {
  if (argument.empty()) return wrong("'.names' needs a text");
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  print_list((*kb)->meanings(argument, {kMostListed, options_.prefixes}));
}

void Shell::describe(const std::string& argument) {
  if (argument.empty()) return wrong("'.describe' needs a name");
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  const Result<Description> description = (*kb)->describe(argument, {kMostDescribed, options_.prefixes});
  if (!description) return failed(description.error(), Origin::kStatement);
  separate();
  (void)description->write(out_, options_.format, width(), options_.colour_tables);
}

void Shell::load(const std::string& argument) {
  const std::vector<std::string> files = split_words(argument);
  if (files.empty()) return wrong("'.load' needs the name of a file");
  for (const std::string& file : files) {
    const Result<LoadSummary> summary = session_.load(file, options_.show_progress);
    if (!summary) return failed(summary.error(), Origin::kData);
    if (&file == &files.front()) separate();
    out_ << describe_summary(file, *summary) << std::flush;
  }
}

// ---- What is set for the session

void Shell::turn(std::string_view name, const std::string& argument, bool& what) {
  if (argument == "on" || argument == "off") {
    what = argument == "on";
  } else if (argument.empty()) {
    separate();
    out_ << name.substr(1) << " is " << (what ? "on" : "off") << '\n';
  } else {
    wrong(fmt::format("'{}' takes on or off", name));
  }
}

void Shell::timer(const std::string& argument) { turn(".timer", argument, timing_); }

void Shell::explain(const std::string& argument) {
  if (argument.empty() || argument == "on" || argument == "off")
    return turn(".explain", argument, explaining_);
  if (language_of(argument) == Language::kSparql) {
    std::string query = argument;
    if (complete_query_text(query)) explain_query(query);
    return;
  }
  const Result<KnowledgeBase*> kb = session_.database();
  if (!kb) return failed(kb.error(), Origin::kData);
  const Result<std::string> plan = (*kb)->explain(argument, ask_options(options_.limits, options_.prefixes));
  if (!plan) return failed(plan.error(), Origin::kStatement);
  separate();
  out_ << *plan << (plan->ends_with('\n') ? "" : "\n");
}

void Shell::format(const std::string& argument) {
  if (argument.empty()) {
    separate();
    out_ << name_of(options_.format) << '\n';
  } else if (const auto format = result_format_named(argument)) {
    options_.format = *format;
  } else {
    wrong("'" + argument + "' is no format of answers: table, json, xml, csv or tsv");
  }
}

void Shell::prefix(const std::string& argument) {
  std::vector<std::string> words = split_words(argument);
  if (words.empty()) {
    PrefixMap all = options_.prefixes;
    if (const Result<KnowledgeBase*> kb = session_.database()) {
      const PrefixMap stored = (*kb)->prefixes();
      for (const auto& [label, iri] : stored.entries()) all.add(label, iri);
    }
    separate();
    if (all.entries().empty()) out_ << "no prefixes\n";
    for (const auto& [label, iri] : all.entries()) out_ << label << ": <" << iri << ">\n";
    return;
  }
  if (words.size() != 2)
    return wrong("'.prefix' takes a prefix and its IRI: .prefix ex: <https://example.org/>");
  std::string& label = words[0];
  std::string& iri = words[1];
  if (label.ends_with(':')) label.pop_back();
  if (iri.starts_with('<') && iri.ends_with('>')) iri = iri.substr(1, iri.size() - 2);
  if (!is_prefix_label(label)) return wrong("'" + label + "' is no prefix");
  if (!is_valid_iri(iri)) return wrong("'" + iri + "' is no absolute IRI");
  options_.prefixes.set(label, iri);
}

void Shell::help(const std::string& argument) {
  if (!argument.empty() && argument != "commands") {
    const auto text = help_on(argument);
    const std::string near = nearest(argument, help_topics());
    if (!text && near.empty())
      return wrong("no help on '" + argument + "'; the topics are " + joined(help_topics()));
    if (!text) return wrong("no help on '" + argument + "'; did you mean '" + near + "'?");
    separate();
    out_ << *text;
    return;
  }
  separate();
  if (argument.empty()) out_ << kIntroduction << '\n';
  for (const DotCommand& command : dot_commands()) {
    out_ << fmt::format("  {:<21}{}\n", fmt::format("{} {}", command.name, command.argument), command.help);
  }
  if (argument.empty()) out_ << "\nTopics of .help: " << joined(help_topics()) << "\n";
}

void Shell::quit(const std::string& /*argument*/) { ended_ = true; }

// ---- Completion

NameSource Shell::name_source() {
  return [this](NameRequest request) {
    request.prefixes = options_.prefixes;
    const Result<KnowledgeBase*> kb = session_.database();
    if (!kb) return std::vector<NameSuggestion>();
    auto names = (*kb)->complete_name(request);
    return names ? std::move(names).value() : std::vector<NameSuggestion>();
  };
}

Completion Shell::complete(std::string_view line, std::size_t cursor) {
  const std::string_view before = line.substr(0, cursor);
  if (!before.starts_with('.')) return complete_statement(line, cursor, name_source());
  const std::size_t blank = before.find_first_of(" \t");
  if (blank == std::string_view::npos) {
    std::vector<std::string> names;
    for (const DotCommand& command : dot_commands()) names.emplace_back(command.name);
    return complete_word(line, 0, cursor, names);
  }
  const auto command =
      std::find_if(dot_commands().begin(), dot_commands().end(),
                   [&](const DotCommand& each) { return each.name == before.substr(0, blank); });
  if (command == dot_commands().end()) return {};
  using Takes = DotCommand::Takes;
  const std::size_t begin = std::min(before.find_first_not_of(" \t", blank), before.size());
  const std::vector<std::string> on_or_off = {"off", "on"};
  switch (command->takes) {
    case Takes::kFiles:
      return complete_file(line, std::max(begin, before.find_last_of(" \t") + 1), cursor);
    case Takes::kName:
      return complete_name(line, begin, cursor, name_source());
    case Takes::kSwitch:
      return complete_word(line, begin, cursor, on_or_off);
    case Takes::kFormat:
      return complete_word(line, begin, cursor, format_names());
    case Takes::kTopic:
      return complete_word(line, begin, cursor, help_topics());
    case Takes::kStatement: {
      Completion completion = complete_statement(line.substr(begin), cursor - begin, name_source());
      completion.begin += begin;
      return completion;
    }
    case Takes::kNothing:
      break;
  }
  return {};
}

}  // namespace quoth::repl
