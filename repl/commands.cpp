#include "repl/commands.h"

#include "base/variant.h"
#include "repl/interrupt.h"
#include "repl/report.h"

namespace quoth::repl {

int run(const CommandLine& command_line) {
  const std::string& database = command_line.database;
  set_colour(command_line.colour);
  return std::visit(Overloaded{
                        [&](const LoadCommand& command) { return run_load(database, command); },
                        [&](const DumpCommand& command) { return run_dump(database, command); },
                        [&](const ConvertCommand& command) { return run_convert(command); },
                        [&](const AskCommand& command) { return run_ask(database, command); },
                        [&](const QueryCommand& command) { return run_query(database, command); },
                        [&](const ExplainCommand& command) { return run_explain(database, command); },
                        [&](const CheckCommand& command) { return run_check(database, command); },
                        [&](const StatsCommand& command) { return run_stats(database, command); },
                        [&](const ListCommand& command) { return run_list(database, command); },
                        [&](const ServeCommand& command) { return run_serve(database, command); },
                        [&](const ReplCommand& command) { return run_repl(database, command); },
                    },
                    command_line.command);
}

Result<KnowledgeBase> open_for_reading(const std::string& database) {
  Result<KnowledgeBase> kb = KnowledgeBase::open(database, {.mode = OpenMode::kRead});
  if (!kb && kb.error().code == ErrorCode::kNotFound) {
    return Error{
        ErrorCode::kNotFound,
        "there is no database at '" + database + "'\n  'quoth load FILE' makes one; --db DIR names another",
        {},
        {}};
  }
  return kb;
}

Limits limits_from_now(const QueryLimits& limits) {
  Limits out;
  out.cancelled = &interrupt_flag();
  if (limits.timeout) out.deadline = std::chrono::steady_clock::now() + *limits.timeout;
  if (limits.memory_bytes) out.memory_bytes = *limits.memory_bytes;
  return out;
}

AskOptions ask_options(const QueryLimits& limits, const PrefixMap& prefixes) {
  return {limits_from_now(limits), prefixes};
}

}  // namespace quoth::repl
