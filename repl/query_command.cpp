#include <unistd.h>

#include <utility>

#include "engine/results/write_result.h"
#include "repl/commands.h"
#include "repl/output.h"
#include "repl/query_output.h"
#include "repl/report.h"
#include "repl/statement_text.h"
#include "repl/terminal.h"
#include "server/service_client.h"

namespace quoth::repl {
namespace {

constexpr std::size_t kMostQueryBytes = std::size_t{16} << 20;

Status write(QueryResult& result, const QueryCommand& command, QueryFormat format) {
  QUOTH_TRY(Output output, Output::open("-"));
  Status status;
  if (command.explain) {
    QUOTH_TRY(const std::string plan, explain_run(result));
    output.stream() << plan;
  } else {
    const bool terminal = isatty(STDOUT_FILENO) == 1;
    TableStyle style;
    style.width = terminal ? terminal_width(STDOUT_FILENO) : 0;
    style.colour = may_colour(STDOUT_FILENO);
    status = write_result(output.stream(), result, format, style);
  }
  // What could not be written is the reason for whatever the writer says.
  if (status || status.error().code == ErrorCode::kIo) QUOTH_CHECK(output.commit());
  return status;
}

}  // namespace

int run_query(const std::string& database, const QueryCommand& command) {
  const Result<StatementText> query = read_statement(command.text, command.file, kMostQueryBytes);
  if (!query) return report_unread(query.error());
  const Result<KnowledgeBase> kb = open_for_reading(database);
  if (!kb) return report_failure(kb.error(), Origin::kData);
  QueryOptions options = query_options(command.limits, command.prefixes);
  options.base = command.base;
  options.union_default_graph = command.union_default_graph;
  if (!command.default_graphs.empty() || !command.named_graphs.empty())
    options.dataset = Dataset{command.default_graphs, command.named_graphs};
  server::HttpServiceClient services;
  if (command.allow_service) options.execute.services = &services;
  const Result<std::unique_ptr<QueryResult>> result = kb->query(query->text, options);
  if (!result)
    return report_failure(query->placed(hint_at_claims(result.error(), query->text)), Origin::kStatement);
  const QueryForm form = (*result)->form();
  const QueryFormat format =
      command.format.empty() ? usual_format(form) : *query_format_named(command.format);
  if (const Status fitting = check_fits(format, form); !fitting && !command.explain)
    return report_failure(fitting.error(), Origin::kStatement);
  const Status written = write(**result, command, format);
  return written ? kSuccess : report_failure(written.error(), Origin::kData);
}

}  // namespace quoth::repl
