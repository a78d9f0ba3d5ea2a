// The command line as data: which command, with what.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "kb/answer.h"
#include "kb/data_format.h"
#include "kb/knowledge_base.h"
#include "kb/script_report.h"
#include "kb/table_columns.h"
#include "rdf/prefixes.h"
#include "rdf/rdf_format.h"
#include "repl/report.h"

namespace quoth::repl {

struct QueryLimits {  // of a statement
  std::optional<std::chrono::milliseconds> timeout;
  std::optional<std::size_t> memory_bytes;
};

struct LoadCommand {
  std::vector<std::string> files;
  std::optional<DataFormat> format;
  std::string source, base;
  TableOptions table;
  bool replace = false, lenient = false;
  std::size_t memory_bytes = 0;  // 0: what the library thinks fit

  LoadRequest request(const std::string& file) const;  // to load one of the files
};
struct DumpCommand {
  RdfFormat format = RdfFormat::kTriG;
  std::string output = "-";
};
struct ConvertCommand {
  std::string input, output = "-";
  RdfFormat from = RdfFormat::kTurtle, to = RdfFormat::kTurtle;
  std::string base;  // empty: the file's
};
struct AskCommand {
  std::string statement;  // "-": that of standard input
  std::string file;       // where the statement stands instead; empty: nowhere
  AnswerFormat format = AnswerFormat::kTable;
  QueryLimits limits;
  PrefixMap prefixes;
};
struct QueryCommand {                                     // in SPARQL
  std::string text;                                       // "-": that of standard input
  std::string file;                                       // where the query stands instead; empty: nowhere
  std::string format;                                     // a name or a media type; empty: a table, or Turtle
  std::string base;                                       // empty: none
  std::vector<std::string> default_graphs, named_graphs;  // instead of the query's own; none of both: its own
  bool explain = false;
  bool union_default_graph = false;
  bool allow_service = false;
  QueryLimits limits;
  PrefixMap prefixes;
};
struct ExplainCommand {
  std::string statement;
  QueryLimits limits;
  PrefixMap prefixes;
};
struct CheckCommand {
  std::vector<std::string> files;
  ReportFormat format = ReportFormat::kText;
  bool database_is_named = false;  // by --db
  bool with_retracted = false;
  QueryLimits limits;
  PrefixMap prefixes;
};
struct StatsCommand {
  bool json = false;
};
struct ListCommand {  // what is in the database, as a table
  enum class What { kSources, kVerbs, kNames, kDescription };
  What what = What::kSources;
  std::string text;  // of kNames and kDescription
  AnswerFormat format = AnswerFormat::kTable;
  std::size_t limit = 0;  // 0: what fits the list
  PrefixMap prefixes;
};
struct ServeCommand {
  std::string address = "127.0.0.1";
  std::uint16_t port = 7878;
  std::size_t threads = 0;  // 0: as many as there are cores
  std::size_t max_clients = 256;
  QueryLimits limits;  // of each query
  bool union_default_graph = false, allow_service = false;
  std::vector<std::string> allowed_origins;
};
struct ReplCommand {
  AnswerFormat format = AnswerFormat::kTable;
  QueryLimits limits;
  PrefixMap prefixes;
};

struct CommandLine {
  std::string database;
  Colour colour = Colour::kAuto;
  std::variant<ReplCommand, LoadCommand, DumpCommand, ConvertCommand, AskCommand, ExplainCommand,
               QueryCommand, CheckCommand, StatsCommand, ListCommand, ServeCommand>
      command;
};

// What to print instead of running a command: help, the version, or why the command line could not be read.
struct Message {
  std::string text;  // to standard output if the status is 0, else to standard error
  int status = 0;
};

// `arguments` without the program's name. The database is --db, before or after the sub-command, else
// $QUOTH_DB, else ./quoth.db. The sub-command may be left out: then it is `repl`.
std::variant<CommandLine, Message> parse_command_line(std::span<const std::string> arguments);

}  // namespace quoth::repl
