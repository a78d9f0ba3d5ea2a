#include "repl/options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <map>

#include "base/suggest.h"
#include "engine/results/result_format.h"
#include "kb/load.h"
#include "rdf/iri.h"
#include "repl/command_examples.h"
#include "repl/quantity.h"
#include "repl/report.h"

namespace quoth::repl {
namespace {

[[noreturn]] void fail(const std::string& option, const std::string& problem) {
  throw CLI::ValidationError(option, problem);
}

using Read = std::function<void(const std::string&)>;

CLI::Option* add_value(CLI::App& app, const std::string& name, const std::string& meta,
                       const std::string& help, const Read& read) {
  return app.add_option_function<std::string>(name, read, help)->type_name(meta);
}

RdfFormat rdf_format(const std::string& option, const std::string& text) {
  if (const auto format = rdf_format_named(text)) return *format;
  fail(option, "'" + text + "' is no format of RDF: nt, nq, ttl or trig");
}

void add_format(CLI::App& app, const std::string& name, std::optional<RdfFormat>& format,
                const std::string& help) {
  add_value(app, name, "FORMAT", help,
            [&format, name](const std::string& text) { format = rdf_format(name, text); });
}

void add_iri(CLI::App& app, const std::string& name, std::string& iri, const std::string& help) {
  add_value(app, name, "IRI", help, [&iri, name](const std::string& text) {
    if (!is_valid_iri(text)) fail(name, "'" + text + "' is no absolute IRI");
    iri = text;
  });
}

void add_iris(CLI::App& app, const std::string& name, std::vector<std::string>& iris,
              const std::string& help) {
  app.add_option_function<std::vector<std::string>>(
         name,
         [&iris, name](const std::vector<std::string>& texts) {
           for (const std::string& text : texts) {
             if (!is_valid_iri(text)) fail(name, "'" + text + "' is no absolute IRI");
             iris.push_back(text);
           }
         },
         help)
      ->type_name("IRI")
      ->allow_extra_args(false)
      ->take_all();
}

void add_memory(CLI::App& app, const std::function<void(std::size_t)>& set, const std::string& help) {
  add_value(app, "--memory", "SIZE", help, [set](const std::string& text) {
    const auto bytes = parse_size(text);
    if (!bytes) fail("--memory", "'" + text + "' is no size such as 512M or 2G");
    set(*bytes);
  });
}

void add_answer_format(CLI::App& app, AnswerFormat& format) {
  add_value(app, "--format", "FORMAT", "table, json, xml, csv or tsv; else table",
            [&format](const std::string& text) {
              const auto named = result_format_named(text);
              if (!named)
                fail("--format", "'" + text + "' is no format of answers: table, json, xml, csv or tsv");
              format = *named;
            });
}

void add_limits(CLI::App& app, QueryLimits& limits) {
  add_value(app, "--timeout", "TIME", "give up after this time: 30 (seconds), 500ms, 2m",
            [&limits](const std::string& text) {
              limits.timeout = parse_duration(text);
              if (!limits.timeout) fail("--timeout", "'" + text + "' is no time such as 30, 500ms or 2m");
            });
  add_memory(
      app, [&limits](std::size_t bytes) { limits.memory_bytes = bytes; },
      "give up above this much memory: 512M, 2G");
}

void add_count(CLI::App& app, const std::string& name, std::size_t& count, const std::string& help) {
  add_value(app, name, "N", help, [&count, name](const std::string& text) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size() || count == 0)
      fail(name, "'" + text + "' is no number above zero");
  });
}

// "127.0.0.1:7878", "[::1]:7878", "localhost:7878"; what is left out stays.
void add_listen(CLI::App& app, std::string& address, std::uint16_t& port) {
  add_value(app, "--listen", "HOST:PORT", "where to listen; else 127.0.0.1:7878; port 0: any that is free",
            [&](const std::string& text) {
              const std::size_t colon = text.rfind(':');
              std::string host = text.substr(0, colon);
              if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
              const char* const end = text.data() + text.size();
              const char* const digits = colon == std::string::npos ? end : text.data() + colon + 1;
              const auto [rest, error] = std::from_chars(digits, end, port);
              if (host.empty() || error != std::errc() || rest != end)
                fail("--listen", "'" + text + "' is not of the form 127.0.0.1:7878");
              address = host;
            });
}

void add_prefixes(CLI::App& app, PrefixMap& prefixes,
                  const std::string& help = "a prefix for the statement; may be repeated") {
  app.add_option_function<std::vector<std::string>>(
         "--prefix",
         [&prefixes](const std::vector<std::string>& entries) {
           for (const std::string& entry : entries) {
             const std::size_t equals = entry.find('=');
             const std::string iri = equals == std::string::npos ? "" : entry.substr(equals + 1);
             if (!is_valid_iri(iri)) fail("--prefix", "'" + entry + "' is not of the form p=IRI");
             std::string label = entry.substr(0, equals);
             if (label.ends_with(':')) label.pop_back();
             prefixes.set(label, iri);
           }
         },
         help)
      ->type_name("P=IRI")
      ->allow_extra_args(false)
      ->take_all();
}

void add_table_options(CLI::App& app, TableOptions& table) {
  add_value(app, "--columns", "NAMES", "of a table: names of its columns; else its first line has them",
            [&table](const std::string& text) {
              for (std::size_t begin = 0; begin <= text.size();) {
                const std::size_t end = std::min(text.find(',', begin), text.size());
                table.columns.push_back(text.substr(begin, end - begin));
                begin = end + 1;
              }
            });
  app.add_flag("--header", table.header, "with --columns: the first line is a header to skip");
  app.add_option_function<std::vector<std::string>>(
         "--set",
         [&table](const std::vector<std::string>& entries) {
           for (const std::string& entry : entries) {
             const std::size_t equals = entry.find('=');
             if (equals == std::string::npos)
               fail("--set", "'" + entry + "' is not of the form column=value");
             table.values.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
           }
         },
         "a column's value in rows that have none; may be repeated")
      ->type_name("COLUMN=VALUE")
      ->allow_extra_args(false)
      ->take_all();
  add_prefixes(app, table.prefixes, "a prefix for the names in a table; may be repeated");
}

// The tail of the help: what CLI11 knows about an app, in one form whatever its version.
std::string help_text(const CLI::App* app, const std::string& /*name*/, CLI::AppFormatMode /*mode*/) {
  const auto label = [](const CLI::Option& option) {
    if (option.get_positional()) return option.get_name(true, false);
    std::string text;
    for (const std::string& name : option.get_snames()) text += (text.empty() ? "-" : ", -") + name;
    for (const std::string& name : option.get_lnames()) text += (text.empty() ? "--" : ", --") + name;
    return option.get_type_size_max() > 0 ? text + " " + option.get_type_name() : text;
  };
  const auto line = [](std::string_view name, std::string_view help) {
    return fmt::format("  {:<22}{}\n", name, help);
  };
  std::string arguments, options, commands;
  std::string usage = app->get_parent() != nullptr ? "quoth " + app->get_name() : "quoth";
  for (const CLI::Option* option : app->get_options()) {
    if (option->get_group().empty()) continue;  // hidden
    (option->get_positional() ? arguments : options) += line(label(*option), option->get_description());
  }
  for (const CLI::App* sub : app->get_subcommands({}))
    commands += line(sub->get_name(), sub->get_description());
  usage += " [OPTIONS]";
  if (!commands.empty()) usage += " [COMMAND]";
  for (const CLI::Option* option : app->get_options()) {
    if (option->get_positional())
      usage += " " + label(*option) + (option->get_expected_max() > 1 ? "..." : "");
  }
  std::string text = app->get_description() + "\n\nUsage: " + usage + "\n";
  if (!commands.empty()) text += "\nCommands:\n" + commands;
  if (!arguments.empty()) text += "\nArguments:\n" + arguments;
  text += "\nOptions:\n" + options;
  return text + "\n" + app->get_footer() + "\n";
}

// The parser with what it fills in. Every sub-command has a --db of its own, so that it may stand on either
// side.
class Parser {
 public:
  Parser();
  std::variant<CommandLine, Message> parse(std::span<const std::string> arguments);

 private:
  CLI::App& add_command(const std::string& name, const std::string& description, const char* examples) {
    CLI::App& sub = *app_.add_subcommand(name, description);
    sub.footer(examples);
    add_value(sub, "--db", "DIR", "the database; else $QUOTH_DB, else ./quoth.db",
              [this](const std::string& text) { database_after_ = text; });
    add_colour(sub);
    return sub;
  }

  void add_colour(CLI::App& app) {
    add_value(app, "--color", "WHEN", "auto, always or never; auto: at a terminal, unless NO_COLOR is set",
              [this](const std::string& text) {
                if (text == "auto") return void(colour_ = Colour::kAuto);
                if (text == "always") return void(colour_ = Colour::kAlways);
                if (text == "never") return void(colour_ = Colour::kNever);
                fail("--color", "'" + text + "' is none of auto, always and never");
              });
  }

  void add_list(const std::string& name, const std::string& description, const char* examples,
                ListCommand::What what) {
    CLI::App& sub = add_command(name, description, examples);
    ListCommand& list = lists_[name];
    list.what = what;
    if (what == ListCommand::What::kNames || what == ListCommand::What::kDescription)
      sub.add_option("NAME", words_, "a name, ex:Obama or <IRI>; in one argument, or word by word")
          ->required();
    add_answer_format(sub, list.format);
    add_count(sub, "--limit", list.limit, "at most so many rows");
    add_prefixes(sub, list.prefixes);
  }

  CommandLine command_line();
  void check_load() const;
  void resolve_convert();
  Message usage_error(const std::string& problem) const;
  std::string extra_words_problem() const;

  CLI::App app_{"quoth keeps what sources claim, and answers who claimed what.", "quoth"};
  std::string database_before_, database_after_;
  std::vector<std::string> words_;  // of a statement
  std::optional<RdfFormat> from_, to_, dump_format_;
  LoadCommand load_;
  DumpCommand dump_;
  ConvertCommand convert_;
  AskCommand ask_;
  QueryCommand query_;
  ExplainCommand explain_;
  CheckCommand check_;
  StatsCommand stats_;
  std::map<std::string, ListCommand> lists_;  // by the name of the command
  ServeCommand serve_;
  ReplCommand repl_;
  Colour colour_ = Colour::kAuto;
};

Parser::Parser() {
  app_.formatter_fn(help_text);
  app_.footer(kExamples);
  app_.require_subcommand(0, 1);
  app_.set_help_flag("-h,--help", "print this text");
  app_.set_version_flag("--version", "quoth " QUOTH_VERSION, "print the version");
  add_value(app_, "--db", "DIR", "the database; else $QUOTH_DB, else ./quoth.db",
            [this](const std::string& text) { database_before_ = text; });
  add_colour(app_);

  CLI::App& load = add_command("load", "Bring RDF files and tables into the database.", kLoadExamples);
  load.add_option("FILE", load_.files, "a file, also .gz or .zst; - is standard input")->required();
  add_value(load, "--format", "FORMAT", std::string(kDataFormats) + "; else by the file's name",
            [this](const std::string& text) {
              load_.format = data_format_named(text);
              if (!load_.format)
                fail("--format", "'" + text + "' is no format: " + std::string(kDataFormats));
            });
  add_iri(load, "--source", load_.source, "the source of all rows, or of the file's default graph");
  load.add_flag("--replace", load_.replace, "what the source holds, and the file does not, is removed");
  add_iri(load, "--base", load_.base, "the document's IRI; of a table, what its names belong to");
  add_table_options(load, load_.table);
  load.add_flag("--lenient", load_.lenient, "skip bad rows of a table, or bad lines (nt, nq)");
  add_memory(
      load, [this](std::size_t bytes) { load_.memory_bytes = bytes; },
      "what the load may hold at once: 512M, 2G");

  CLI::App& dump = add_command("dump", "Write out every quad of the database.", kDumpExamples);
  add_format(dump, "--format", dump_format_, "nt, nq, ttl or trig; else by the output's name, else trig");
  dump.add_option("-o,--output", dump_.output, "a file; else standard output")->type_name("FILE");

  CLI::App& convert = add_command("convert", "Rewrite an RDF file in another format.", kConvertExamples);
  convert.get_option("--db")->group(
      "");  // of no use here, so not shown; taken, so that it may stand anywhere
  convert.add_option("FILE", convert_.input, "a file, also .gz or .zst; - is standard input")->required();
  convert.add_option("-o,--output", convert_.output, "a file; else standard output")->type_name("FILE");
  add_format(convert, "--from", from_, "nt, nq, ttl or trig; else by the file's name");
  add_format(convert, "--to", to_, "nt, nq, ttl or trig; else by the output's name");
  add_iri(convert, "--base", convert_.base, "the document's IRI; else the file's");

  CLI::App& ask = add_command("ask", "Answer a question or a pattern.", kAskExamples);
  ask.add_option("STATEMENT", words_, "in one argument, or word by word; - is standard input");
  ask.add_option("-f,--file", ask_.file, "a file with the statement; - is standard input")->type_name("FILE");
  add_answer_format(ask, ask_.format);
  add_limits(ask, ask_.limits);
  add_prefixes(ask, ask_.prefixes);

  CLI::App& query = add_command("query", "Run a query in SPARQL.", kQueryExamples);
  query.add_option("QUERY", words_, "in one argument, or word by word; - is standard input");
  query.add_option("-f,--file", query_.file, "a file with the query; - is standard input")->type_name("FILE");
  add_value(
      query, "--format", "FORMAT", "table, json, xml, csv, tsv; of graphs: ttl, nt, nq, trig",
      [this](const std::string& text) {
        if (!query_format_named(text))
          fail("--format",
               "'" + text + "' is no format of results: table, json, xml, csv, tsv, ttl, nt, nq or trig");
        query_.format = text;
      });
  query.add_flag("--explain", query_.explain,
                 "show algebra and plan, with what running it took, instead of the result");
  query.add_flag("--union-default-graph", query_.union_default_graph,
                 "the default graph is the background and all sources");
  add_iris(query, "--default-graph", query_.default_graphs,
           "a graph of the default graph, instead of FROM; may be repeated");
  add_iris(query, "--named-graph", query_.named_graphs,
           "a named graph, instead of FROM NAMED; may be repeated");
  add_iri(query, "--base", query_.base, "what relative IRIs are resolved against");
  query.add_flag("--allow-service", query_.allow_service, "SERVICE may ask other endpoints");
  add_limits(query, query_.limits);
  add_prefixes(query, query_.prefixes, "a prefix for the query; may be repeated");

  CLI::App& explain = add_command("explain", "Show how a statement is answered.", kExplainExamples);
  explain.add_option("STATEMENT", words_, "in one argument, or word by word")->required();
  add_limits(explain, explain_.limits);
  add_prefixes(explain, explain_.prefixes);

  CLI::App& check = add_command("check", "Run check scripts.", kCheckExamples);
  check.add_option("FILE", check_.files, "a script; - is standard input")->required();
  add_value(check, "--format", "FORMAT", "text, tap or json; else text", [this](const std::string& text) {
    if (text == "text") return void(check_.format = ReportFormat::kText);
    if (text == "tap") return void(check_.format = ReportFormat::kTap);
    if (text == "json") return void(check_.format = ReportFormat::kJson);
    fail("--format", "'" + text + "' is no format of reports: text, tap or json");
  });
  check.add_flag("--with-retracted", check_.with_retracted, "count claims that were taken back, too");
  add_limits(check, check_.limits);
  add_prefixes(check, check_.prefixes);

  add_list("sources", "List the sources of the database.", kSourcesExamples, ListCommand::What::kSources);
  add_list("verbs", "List the verbs of the database by mood.", kVerbsExamples, ListCommand::What::kVerbs);
  add_list("names", "Show what a text may mean.", kNamesExamples, ListCommand::What::kNames);
  add_list("describe", "Show everything about one thing.", kDescribeExamples,
           ListCommand::What::kDescription);

  CLI::App& stats = add_command("stats", "Show what the database holds.", kStatsExamples);
  add_value(stats, "--format", "FORMAT", "table or json; else table", [this](const std::string& text) {
    if (text != "table" && text != "json")
      fail("--format", "'" + text + "' is no format here: table or json");
    stats_.json = text == "json";
  });

  CLI::App& serve = add_command("serve", "Answer SPARQL queries over HTTP.", kServeExamples);
  add_listen(serve, serve_.address, serve_.port);
  add_count(serve, "--threads", serve_.threads,
            "queries that compute at once; else as many as there are cores");
  add_count(serve, "--max-clients", serve_.max_clients, "connections at once; else 256");
  add_limits(serve, serve_.limits);
  serve.add_flag("--union-default-graph", serve_.union_default_graph,
                 "the default graph is the merge of all graphs");
  serve.add_flag("--allow-service", serve_.allow_service, "queries may ask other servers (SERVICE)");
  serve
      .add_option("--allow-origin", serve_.allowed_origins,
                  "pages of this origin may read answers; * for all; may be repeated")
      ->type_name("ORIGIN")
      ->allow_extra_args(false)
      ->take_all();

  CLI::App& repl =
      add_command("repl", "Ask in a session, or run the statements of standard input.", kReplExamples);
  add_answer_format(repl, repl_.format);
  add_limits(repl, repl_.limits);
  add_prefixes(repl, repl_.prefixes);

  for (CLI::App* each : app_.get_subcommands({})) each->formatter_fn(help_text);
}

std::variant<CommandLine, Message> Parser::parse(std::span<const std::string> arguments) {
  std::vector<std::string> reversed(arguments.rbegin(), arguments.rend());
  if (!reversed.empty() && reversed.back() == "help") {  // `quoth help load` is `quoth load --help`
    reversed.pop_back();
    reversed.insert(reversed.begin(), "--help");
  }
  try {
    app_.parse(reversed);
    return command_line();
  } catch (const CLI::CallForHelp&) {
    const auto chosen = app_.get_subcommands();
    return Message{chosen.empty() ? app_.help() : chosen.front()->help(), kSuccess};
  } catch (const CLI::CallForVersion&) {
    return Message{"quoth " QUOTH_VERSION "\n", kSuccess};
  } catch (const CLI::ExtrasError&) {
    return usage_error(extra_words_problem());
  } catch (const CLI::ArgumentMismatch& error) {
    const std::string text = error.what();  // "--name: …"
    return usage_error(text.substr(0, text.find(':')) + " needs a value");
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
}

CommandLine Parser::command_line() {
  CommandLine result;
  const char* const from_environment = std::getenv("QUOTH_DB");
  result.database = !database_after_.empty()                                   ? database_after_
                    : !database_before_.empty()                                ? database_before_
                    : from_environment != nullptr && *from_environment != '\0' ? from_environment
                                                                               : "quoth.db";
  result.colour = colour_;
  std::string statement;
  for (const std::string& word : words_) statement += (statement.empty() ? "" : " ") + word;

  const auto chosen = app_.get_subcommands();
  const std::string name = chosen.empty() ? "repl" : chosen.front()->get_name();
  if (name == "load") {
    for (const std::string& file : load_.files) {
      if (load_.format || data_format_of_file(file)) continue;
      fail("--format", file == "-" ? "standard input needs one: " + std::string(kDataFormats)
                                   : "needed: the name '" + file + "' does not tell it");
    }
    check_load();
    result.command = load_;
  } else if (name == "dump") {
    dump_.format = dump_format_.value_or(rdf_format_of_file(dump_.output).value_or(RdfFormat::kTriG));
    result.command = dump_;
  } else if (name == "convert") {
    resolve_convert();
    result.command = convert_;
  } else if (name == "ask") {
    if (words_.empty() && ask_.file.empty()) throw CLI::RequiredError("STATEMENT");
    if (!words_.empty() && !ask_.file.empty())
      fail("--file", "it has the statement; there is another one beside it");
    ask_.statement = statement;
    result.command = ask_;
  } else if (name == "query") {
    if (words_.empty() && query_.file.empty()) throw CLI::RequiredError("QUERY");
    if (!words_.empty() && !query_.file.empty())
      fail("--file", "it has the query; there is another one beside it");
    query_.text = statement;
    result.command = query_;
  } else if (name == "explain") {
    explain_.statement = statement;
    result.command = explain_;
  } else if (const auto list = lists_.find(name); list != lists_.end()) {
    list->second.text = statement;
    result.command = list->second;
  } else if (name == "check") {
    check_.database_is_named = !database_after_.empty() || !database_before_.empty();
    result.command = check_;
  } else if (name == "stats") {
    result.command = stats_;
  } else if (name == "serve") {
    result.command = serve_;
  } else {
    result.command = repl_;
  }
  return result;
}

// What is wrong with the command line whatever the files hold.
void Parser::check_load() const {
  const auto columns = TableColumns::of(load_.table);
  if (!columns) fail(load_.table.columns.empty() ? "--set" : "--columns", columns.error().message);
  if (load_.table.header && load_.table.columns.empty())
    fail("--header", "goes with --columns; without them the first line names the columns");
  if (load_.replace && load_.source.empty()) fail("--replace", "needs the --source that is to be replaced");
  if (load_.replace && load_.files.size() > 1)
    fail("--replace", "takes one file: a second one would replace the first");
  for (const std::string& file : load_.files) {
    const auto possible = check_load_request(load_.request(file));
    if (!possible) throw CLI::ValidationError(possible.error().message);
  }
}

void Parser::resolve_convert() {
  const auto from = from_ ? from_ : rdf_format_of_file(convert_.input);
  if (!from) {
    fail("--from", convert_.input == "-" ? "standard input needs one: nt, nq, ttl or trig"
                                         : "needed: the name '" + convert_.input + "' does not tell it");
  }
  const auto to = to_ ? to_ : rdf_format_of_file(convert_.output);
  if (!to) {
    fail("--to", convert_.output == "-" ? "standard output needs one: nt, nq, ttl or trig"
                                        : "needed: the name '" + convert_.output + "' does not tell it");
  }
  convert_.from = *from;
  convert_.to = *to;
}

// Words that no option or argument takes: a mistyped command or option, most likely.
std::string Parser::extra_words_problem() const {
  const auto chosen = app_.get_subcommands();
  const std::vector<std::string> extras = app_.remaining(true);
  const std::string word = extras.empty() ? "" : extras.front();
  const CLI::App& context = chosen.empty() ? app_ : *chosen.front();

  std::vector<std::string> known;
  if (word.starts_with("-")) {
    for (const CLI::Option* option : context.get_options()) {
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
    }
    const std::string name = word.substr(0, word.find('='));
    if (std::find(known.begin(), known.end(), name) != known.end()) {
      return "'" + name + "' goes after the command: quoth " + context.get_name() + " " + word;
    }
    const std::string near = nearest(name, known);
    return "unknown option '" + word + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?");
  }
  if (!chosen.empty()) return "'" + word + "' is one argument too many";
  if (word.find_first_of(" ?(") != std::string::npos)
    return "'" + word + "' is no command; to ask: quoth ask \"…\"";
  if (std::filesystem::exists(word))
    return "'" + word + "' is no command; to load a file: quoth load " + word;
  for (const CLI::App* sub : app_.get_subcommands({})) known.push_back(sub->get_name());
  const std::string near = nearest(word, known);
  return "unknown command '" + word + "'" + (near.empty() ? "" : "; did you mean '" + near + "'?");
}

Message Parser::usage_error(const std::string& problem) const {
  const auto chosen = app_.get_subcommands();
  const std::string name = chosen.empty() ? "quoth" : "quoth " + chosen.front()->get_name();
  return Message{"quoth: " + problem + "\nTry '" + name + " --help'.\n", kUsage};
}

}  // namespace

std::variant<CommandLine, Message> parse_command_line(std::span<const std::string> arguments) {
  return Parser().parse(arguments);
}

}  // namespace quoth::repl
