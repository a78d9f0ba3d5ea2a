#include "engine/results/write_result.h"

#include <string>
#include <utility>

#include "engine/results/result_stream.h"

namespace quoth {
namespace {

Error misfit(QueryFormat format, QueryForm form) {
  std::string message =
      gives_graph(form) ? "this query gives a graph" : "this query gives a table or a yes or no";
  message += ", which cannot be written as ";
  message += name_of(format);
  message += gives_graph(form) ? "\n  the formats of graphs are nt, ttl, trig and nq"
                               : "\n  the formats of tables are table, json, xml, csv and tsv";
  return {ErrorCode::kInvalid, std::move(message), {}, {}};
}

}  // namespace

bool gives_graph(QueryForm form) { return form == QueryForm::kConstruct || form == QueryForm::kDescribe; }

bool fits(QueryFormat format, QueryForm form) {
  return std::holds_alternative<RdfFormat>(format) == gives_graph(form);
}

Status check_fits(QueryFormat format, QueryForm form) {
  return fits(format, form) ? Status() : Status(misfit(format, form));
}

Status write_result(std::ostream& out, QueryResult& result, QueryFormat format, const TableStyle& style) {
  QUOTH_CHECK(check_fits(format, result.form()));
  ResultStream stream(result, format, out, style);
  while (true) {
    QUOTH_TRY(const bool more, stream.write_some());
    if (!more) return {};
  }
}

}  // namespace quoth
