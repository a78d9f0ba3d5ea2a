// What the running queries of all forms have in common.
#pragma once
#include <memory>
#include <utility>

#include "engine/query.h"
#include "engine/translate_query.h"

namespace quoth {

// What every form is made from.
struct QuerySetup {
  TranslatedQuery query;
  std::shared_ptr<const Snapshot> snapshot;
  ExecuteOptions options;
};

class RunningForm : public QueryResult {
 public:
  QueryForm form() const override { return query_.form; }
  const std::vector<std::string>& variables() const override { return variables_; }
  const PrefixMap& prefixes() const override { return query_.prefixes; }
  std::string explain() const override;

  // kInvalid, save for the one that the form has.
  Result<std::vector<Row>> next_rows() override;
  Result<bool> answer() override;
  Result<std::vector<Triple>> next_triples() override;

 protected:
  RunningForm(const QuerySetup& setup, std::unique_ptr<Solutions> solutions);

  const TranslatedQuery& query() const { return query_; }
  Solutions& solutions() { return *solutions_; }

 private:
  TranslatedQuery query_;
  std::unique_ptr<Solutions> solutions_;
  std::vector<std::string> variables_;  // of the solutions
};

// They run the query's solutions; nothing is read beyond what planning needs.
Result<std::unique_ptr<QueryResult>> run_select(QuerySetup setup);
Result<std::unique_ptr<QueryResult>> run_ask(QuerySetup setup);
Result<std::unique_ptr<QueryResult>> run_construct(QuerySetup setup);
Result<std::unique_ptr<QueryResult>> run_describe(QuerySetup setup);

}  // namespace quoth
