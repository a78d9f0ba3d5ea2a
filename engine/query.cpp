#include "engine/query.h"

#include <utility>

#include "engine/query/running_query.h"
#include "engine/translate_query.h"
#include "parser/parse_query.h"

namespace quoth {

Result<std::unique_ptr<QueryResult>> start_query(std::string_view text,
                                                 std::shared_ptr<const Snapshot> snapshot,
                                                 const QueryOptions& options) {
  QUOTH_TRY(const sparql::Query query, sparql::parse_query(text, options.document));
  QUOTH_TRY(TranslatedQuery translated, translate_query(query, text, options));
  QuerySetup setup{std::move(translated), std::move(snapshot), options.execute};
  switch (setup.query.form) {
    case QueryForm::kSelect:
      return run_select(std::move(setup));
    case QueryForm::kAsk:
      return run_ask(std::move(setup));
    case QueryForm::kConstruct:
      return run_construct(std::move(setup));
    case QueryForm::kDescribe:
      break;
  }
  return run_describe(std::move(setup));
}

}  // namespace quoth
