// What the sub-commands do: results to standard output (or a file), errors to standard error, and the exit
// status.
#pragma once
#include <string>

#include "base/result.h"
#include "kb/knowledge_base.h"
#include "repl/options.h"

namespace quoth::repl {

int run(const CommandLine& command_line);

int run_load(const std::string& database, const LoadCommand& command);
int run_dump(const std::string& database, const DumpCommand& command);
int run_convert(const ConvertCommand& command);
int run_ask(const std::string& database, const AskCommand& command);
int run_query(const std::string& database, const QueryCommand& command);
int run_explain(const std::string& database, const ExplainCommand& command);
int run_check(const std::string& database, const CheckCommand& command);
int run_stats(const std::string& database, const StatsCommand& command);
int run_list(const std::string& database, const ListCommand& command);
int run_serve(const std::string& database, const ServeCommand& command);
int run_repl(const std::string& database, const ReplCommand& command);

// Beside a writer, if there is one. Says what to do where there is no database.
Result<KnowledgeBase> open_for_reading(const std::string& database);

// The answer to standard output; a table is fitted to the terminal, if that is one.
Status write_answer(const Answer& answer, AnswerFormat format);

// Of a query that starts now and ends at the latest when a signal comes.
Limits limits_from_now(const QueryLimits& limits);
AskOptions ask_options(const QueryLimits& limits, const PrefixMap& prefixes);

}  // namespace quoth::repl
