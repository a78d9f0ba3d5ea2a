#include "kb/guarded_query.h"

#include <utility>

#include "kb/guarded.h"

namespace quoth {
namespace {

class GuardedQuery final : public QueryResult {
 public:
  explicit GuardedQuery(std::unique_ptr<QueryResult> query) : query_(std::move(query)) {}

  QueryForm form() const override { return query_->form(); }
  const std::vector<std::string>& variables() const override { return query_->variables(); }
  const PrefixMap& prefixes() const override { return query_->prefixes(); }
  std::string explain() const override { return query_->explain(); }

  Result<std::vector<Row>> next_rows() override {
    return guarded([&] { return query_->next_rows(); });
  }
  Result<bool> answer() override {
    return guarded([&] { return query_->answer(); });
  }
  Result<std::vector<Triple>> next_triples() override {
    return guarded([&] { return query_->next_triples(); });
  }

 private:
  std::unique_ptr<QueryResult> query_;
};

}  // namespace

std::unique_ptr<QueryResult> guard(std::unique_ptr<QueryResult> query) {
  return std::make_unique<GuardedQuery>(std::move(query));
}

}  // namespace quoth
