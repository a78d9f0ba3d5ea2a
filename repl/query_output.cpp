#include "repl/query_output.h"

#include <chrono>
#include <utility>

#include "parser/parse_claim.h"
#include "repl/commands.h"

namespace quoth::repl {

QueryOptions query_options(const QueryLimits& limits, const PrefixMap& prefixes) {
  QueryOptions options;
  options.execute.limits = limits_from_now(limits);
  options.prefixes = prefixes;
  return options;
}

QueryFormat usual_format(QueryForm form) {
  if (form == QueryForm::kConstruct || form == QueryForm::kDescribe) return RdfFormat::kTurtle;
  return ResultFormat::kTable;
}

Result<std::string> explain_run(QueryResult& result) {
  switch (result.form()) {
    case QueryForm::kSelect:
      while (true) {
        QUOTH_TRY(const auto rows, result.next_rows());
        if (rows.empty()) break;
      }
      break;
    case QueryForm::kAsk:
      QUOTH_CHECK(result.answer());
      break;
    case QueryForm::kConstruct:
    case QueryForm::kDescribe:
      while (true) {
        QUOTH_TRY(const auto triples, result.next_triples());
        if (triples.empty()) break;
      }
      break;
  }
  std::string text = result.explain();
  if (!text.ends_with('\n')) text += '\n';
  return text;
}

Error hint_at_claims(Error error, std::string_view text) {
  if (error.code == ErrorCode::kSyntax && claim::parse_statement(text))
    error.message += "\n  questions and patterns of the claim language go to 'quoth ask'";
  return error;
}

}  // namespace quoth::repl
