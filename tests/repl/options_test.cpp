#include "repl/options.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <vector>

using namespace quoth;
using namespace quoth::repl;

namespace {

std::variant<CommandLine, Message> parse(const std::vector<std::string>& arguments) {
  return parse_command_line(arguments);
}

template <typename Command>
Command parse_as(const std::vector<std::string>& arguments) {
  const auto parsed = parse(arguments);
  const auto* const command_line = std::get_if<CommandLine>(&parsed);
  if (command_line == nullptr) FAIL_CHECK(std::get<Message>(parsed).text);
  REQUIRE(command_line != nullptr);
  const auto* const command = std::get_if<Command>(&command_line->command);
  REQUIRE(command != nullptr);
  return *command;
}

std::string database(const std::vector<std::string>& arguments) {
  return std::get<CommandLine>(parse(arguments)).database;
}

// The first line of what is said about a command line that cannot be read.
std::string problem(const std::vector<std::string>& arguments) {
  const auto parsed = parse(arguments);
  const auto* const message = std::get_if<Message>(&parsed);
  if (message == nullptr || message->status != 2) return "";
  return message->text.substr(0, message->text.find('\n'));
}

}  // namespace

TEST_CASE("the database is named before or after the command, or by the environment") {
  unsetenv("QUOTH_DB");
  CHECK(database({"stats"}) == "quoth.db");
  setenv("QUOTH_DB", "env.db", 1);
  CHECK(database({"stats"}) == "env.db");
  CHECK(database({}) == "env.db");
  CHECK(database({"--db", "a.db", "stats"}) == "a.db");
  CHECK(database({"stats", "--db", "a.db"}) == "a.db");
  CHECK(database({"--db=a.db", "load", "x.nt", "--db=b.db"}) == "b.db");
  CHECK(database({"convert", "x.nt", "--to", "nq", "--db", "a.db"}) == "a.db");
  setenv("QUOTH_DB", "", 1);
  CHECK(database({"stats"}) == "quoth.db");
  unsetenv("QUOTH_DB");
}

TEST_CASE("without a command it is a session") {
  parse_as<ReplCommand>({});
  parse_as<ReplCommand>({"--db", "x"});
  CHECK(parse_as<ReplCommand>({"repl", "--timeout", "2"}).limits.timeout == std::chrono::seconds(2));
}

TEST_CASE("load takes files and where they belong") {
  const auto load = parse_as<LoadCommand>({"load", "a.nt", "--source", "http://s", "-", "--format", "nq",
                                           "--base", "http://b", "--memory", "512M"});
  CHECK(load.files == std::vector<std::string>{"a.nt", "-"});
  CHECK(load.format == DataFormat(RdfFormat::kNQuads));
  CHECK(load.source == "http://s");
  CHECK(load.base == "http://b");
  CHECK(load.memory_bytes == 512u << 20);
}

TEST_CASE("load takes tables and what their columns are") {
  const auto load = parse_as<LoadCommand>(
      {"load", "a.tsv", "--columns", "subject,-,predicate,,object", "--header", "--set", "date=2014", "--set",
       "quote=a=b,c", "--prefix", "e=http://e/", "--source", "http://s", "--lenient", "--replace"});
  CHECK(load.table.columns == std::vector<std::string>{"subject", "-", "predicate", "", "object"});
  CHECK(load.table.header);
  CHECK(load.table.values ==
        std::vector<std::pair<std::string, std::string>>{{"date", "2014"}, {"quote", "a=b,c"}});
  CHECK(load.table.prefixes.expand("e", "x") == "http://e/x");
  CHECK(load.lenient);
  CHECK(load.replace);
  CHECK(parse_as<LoadCommand>({"load", "--format", "tsv", "-"}).format == DataFormat(TableFormat::kTsv));
}

TEST_CASE("a statement is one argument or many words, whatever the words are") {
  CHECK(parse_as<AskCommand>({"ask", "who warned Russia?"}).statement == "who warned Russia?");
  const auto ask =
      parse_as<AskCommand>({"ask", "--format", "csv", "who", "load", "--timeout", "1m", "stats", "-3"});
  CHECK(ask.statement == "who load stats -3");
  CHECK(ask.format == AnswerFormat::kCsv);
  CHECK(ask.limits.timeout == std::chrono::minutes(1));
  CHECK(parse_as<ExplainCommand>({"explain", "a", "b"}).statement == "a b");
}

TEST_CASE("prefixes may be repeated and come with or without a colon") {
  const auto ask =
      parse_as<AskCommand>({"ask", "--prefix", "e=http://e/", "a", "--prefix", ":=http://d/", "b"});
  CHECK(ask.statement == "a b");
  CHECK(ask.prefixes.expand("e", "x") == "http://e/x");
  CHECK(ask.prefixes.expand("", "x") == "http://d/x");
}

TEST_CASE("formats are told by names where no option does") {
  const auto convert = parse_as<ConvertCommand>({"convert", "a.nt.gz", "-o", "b.trig"});
  CHECK(convert.from == RdfFormat::kNTriples);
  CHECK(convert.to == RdfFormat::kTriG);
  CHECK(parse_as<DumpCommand>({"dump"}).format == RdfFormat::kTriG);
  CHECK(parse_as<DumpCommand>({"dump", "-o", "x.nq"}).format == RdfFormat::kNQuads);
  CHECK(parse_as<DumpCommand>({"dump", "-o", "x.nq", "--format", "nt"}).format == RdfFormat::kNTriples);
}

TEST_CASE("every slip gets an answer that helps") {
  const std::vector<std::pair<std::vector<std::string>, std::string>> rows = {
      {{"laod", "x"}, "quoth: unknown command 'laod'; did you mean 'load'?"},
      {{"frobnicate"}, "quoth: unknown command 'frobnicate'"},
      {{"who warned Russia?"}, "quoth: 'who warned Russia?' is no command; to ask: quoth ask \"…\""},
      {{"/dev/null"}, "quoth: '/dev/null' is no command; to load a file: quoth load /dev/null"},
      {{"load"}, "quoth: FILE is required"},
      {{"load", "x.nt", "--fromat", "nt"}, "quoth: unknown option '--fromat'; did you mean '--format'?"},
      {{"load", "x.foo"}, "quoth: --format: needed: the name 'x.foo' does not tell it"},
      {{"load", "-"}, "quoth: --format: standard input needs one: nt, nq, ttl, trig, tsv or csv"},
      {{"load", "--format", "xml", "x"},
       "quoth: --format: 'xml' is no format: nt, nq, ttl, trig, tsv or csv"},
      {{"load", "x.csv", "--columns", "subject,verbs"}, "quoth: --columns: unknown column 'verbs'"},
      {{"load", "x.csv", "--columns", "subject,object"}, "quoth: --columns: there is no column 'predicate'"},
      {{"load", "x.csv", "--header"},
       "quoth: --header: goes with --columns; without them the first line names the columns"},
      {{"load", "x.csv", "--set", "date"}, "quoth: --set: 'date' is not of the form column=value"},
      {{"load", "x.csv", "--set", "day=2014"}, "quoth: --set: unknown column 'day'"},
      {{"load", "x.csv", "--replace"}, "quoth: --replace: needs the --source that is to be replaced"},
      {{"load", "x.csv", "y.csv", "--replace", "--source", "http://s"},
       "quoth: --replace: takes one file: a second one would replace the first"},
      {{"load", "--memory", "lots", "x.nt"}, "quoth: --memory: 'lots' is no size such as 512M or 2G"},
      {{"load", "--source", "no iri", "x.nt"}, "quoth: --source: 'no iri' is no absolute IRI"},
      {{"load", "--source"}, "quoth: --source needs a value"},
      {{"ask"}, "quoth: STATEMENT is required"},
      {{"ask", "x", "--format", "ttl"},
       "quoth: --format: 'ttl' is no format of answers: table, json, xml, csv or tsv"},
      {{"ask", "x", "--timeout", "0"}, "quoth: --timeout: '0' is no time such as 30, 500ms or 2m"},
      {{"ask", "x", "--prefix", "e"}, "quoth: --prefix: 'e' is not of the form p=IRI"},
      {{"--timeout", "3", "ask", "x"}, "quoth: '--timeout' goes after the command: quoth ask --timeout"},
      {{"convert", "x.nt"}, "quoth: --to: standard output needs one: nt, nq, ttl or trig"},
      {{"convert", "-", "--to", "nt"}, "quoth: --from: standard input needs one: nt, nq, ttl or trig"},
      {{"stats", "x"}, "quoth: 'x' is one argument too many"},
      {{"stats", "--format", "csv"}, "quoth: --format: 'csv' is no format here: table or json"},
  };
  for (const auto& [arguments, expected] : rows) CHECK(problem(arguments) == expected);
}

TEST_CASE("where and how to serve is read") {
  const auto serve = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "serve");
    return std::get<ServeCommand>(std::get<CommandLine>(parse(arguments)).command);
  };
  const ServeCommand plain = serve({});
  CHECK(plain.address == "127.0.0.1");
  CHECK(plain.port == 7878);
  CHECK_FALSE(plain.allow_service);
  CHECK(serve({"--listen", "0.0.0.0:80"}).address == "0.0.0.0");
  CHECK(serve({"--listen", "[::1]:8080"}).address == "::1");
  CHECK(serve({"--listen", "[::1]:8080"}).port == 8080);
  const ServeCommand full = serve({"--threads", "3", "--max-clients", "9", "--timeout", "2m", "--memory",
                                   "1M", "--union-default-graph", "--allow-service", "--allow-origin",
                                   "https://a", "--allow-origin", "https://b"});
  CHECK(full.threads == 3);
  CHECK(full.max_clients == 9);
  CHECK(full.limits.timeout == std::chrono::minutes(2));
  CHECK(full.limits.memory_bytes == std::size_t{1} << 20);
  CHECK(full.union_default_graph);
  CHECK(full.allow_service);
  CHECK(full.allowed_origins == std::vector<std::string>{"https://a", "https://b"});
  for (const std::string wrong :
       {"7878", "localhost", ":7878", "a:b", "127.0.0.1:", "127.0.0.1:65536", "127.0.0.1:1x"}) {
    CAPTURE(wrong);
    CHECK(problem({"serve", "--listen", wrong}) ==
          "quoth: --listen: '" + wrong + "' is not of the form 127.0.0.1:7878");
  }
}

TEST_CASE("help and version go to standard output with status 0") {
  for (const std::string command : {"load", "dump", "convert", "ask", "explain", "stats", "serve", "repl"}) {
    const auto parsed = parse({command, "--help"});
    const Message& help = std::get<Message>(parsed);
    CHECK(help.status == 0);
    CHECK(help.text.find("Usage: quoth " + command) != std::string::npos);
    CHECK(help.text.find("Examples:\n  quoth " + command) != std::string::npos);
    CHECK(std::get<Message>(parse({"help", command})).text == help.text);
  }
  CHECK(std::get<Message>(parse({"--help"})).text.find("Commands:") != std::string::npos);
  CHECK(std::get<Message>(parse({"--version"})).text.starts_with("quoth "));
}
