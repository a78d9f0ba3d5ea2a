#include "engine/query/running_query.h"

#include <fmt/format.h>

namespace quoth {
namespace {

Error not_of_this_form(std::string_view what) {
  return {ErrorCode::kInvalid, fmt::format("a query of this form gives no {}", what), {}, {}};
}

class SelectForm final : public RunningForm {
 public:
  using RunningForm::RunningForm;
  SelectForm(const QuerySetup& setup, std::unique_ptr<Solutions> solutions)
      : RunningForm(setup, std::move(solutions)) {}

  Result<std::vector<Row>> next_rows() override { return solutions().next(); }
};

class AskForm final : public RunningForm {
 public:
  AskForm(const QuerySetup& setup, std::unique_ptr<Solutions> solutions)
      : RunningForm(setup, std::move(solutions)) {}

  Result<bool> answer() override {
    QUOTH_TRY(const auto rows, solutions().next());
    return !rows.empty();
  }
};

template <typename Form>
Result<std::unique_ptr<QueryResult>> run(const QuerySetup& setup) {
  QUOTH_TRY(std::unique_ptr<Solutions> solutions,
            execute(setup.query.solutions, setup.snapshot, setup.options));
  return std::unique_ptr<QueryResult>(std::make_unique<Form>(setup, std::move(solutions)));
}

}  // namespace

RunningForm::RunningForm(const QuerySetup& setup, std::unique_ptr<Solutions> solutions)
    : query_(setup.query), solutions_(std::move(solutions)) {
  for (const algebra::Variable& variable : solutions_->variables()) variables_.push_back(variable.name);
}

std::string RunningForm::explain() const {
  return algebra::to_text(query_.solutions) + "\n" + solutions_->explain();
}

Result<std::vector<QueryResult::Row>> RunningForm::next_rows() { return not_of_this_form("rows"); }
Result<bool> RunningForm::answer() { return not_of_this_form("yes or no"); }
Result<std::vector<Triple>> RunningForm::next_triples() { return not_of_this_form("triples"); }

Result<std::unique_ptr<QueryResult>> run_select(QuerySetup setup) { return run<SelectForm>(setup); }
Result<std::unique_ptr<QueryResult>> run_ask(QuerySetup setup) { return run<AskForm>(setup); }

}  // namespace quoth
