#include "engine/execute.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/expression.h"
#include "engine/operators/operators.h"
#include "engine/passes.h"
#include "engine/planner.h"
#include "engine/query_context.h"
#include "engine/validate.h"

namespace quoth {
namespace {

class RunningQuery final : public Solutions {
 public:
  RunningQuery(std::vector<algebra::Variable> variables, std::shared_ptr<const Snapshot> snapshot,
               const ExecuteOptions& options)
      : variables_(std::move(variables)), context_(std::move(snapshot), options.limits, options.services) {}

  // The members below need each other at fixed addresses, so a plan is made once this object stands.
  Status start(const algebra::Node& query, const PlannerChoices& choices) {
    QUOTH_TRY(plan_, make_plan(query, context_, choices));
    factory_.emplace(context_, plan_, statistics_);
    root_ = factory_->make(*plan_.root);
    for (const algebra::Variable& variable : variables_) {
      const auto var = plan_.symbols.find(variable);
      columns_.push_back(var ? position(plan_.root->columns, *var) : kAbsent);
    }
    return {};
  }

  const std::vector<algebra::Variable>& variables() const override { return variables_; }

  Result<std::vector<std::vector<std::optional<Term>>>> next() override {
    std::vector<std::vector<std::optional<Term>>> rows;
    if (failed_) return *failed_;
    auto filled = fill(rows);
    if (!filled) {
      failed_ = filled.error();  // what is left would be part of an answer
      return *failed_;
    }
    return rows;
  }

  std::string explain() const override {
    return plan::to_text(plan_, [&](const plan::Node& node) {
      const auto found = statistics_.find(&node);
      const OperatorStatistics done = found == statistics_.end() ? OperatorStatistics() : found->second;
      std::string out = fmt::format("  [estimated {:.0f}, rows {}", node.rows, done.rows);
      if (done.rows_read > 0 || done.blocks_read > 0) {
        out += fmt::format(", read {} rows in {} blocks", done.rows_read, done.blocks_read);
      }
      return out + fmt::format(", {:.1f} ms]", static_cast<double>(done.nanoseconds) / 1e6);
    });
  }

 private:
  Status fill(std::vector<std::vector<std::optional<Term>>>& rows) {
    QUOTH_TRY(const bool more, root_->next(batch_));
    if (!more) return {};
    rows.assign(batch_.size, std::vector<std::optional<Term>>(variables_.size()));
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      if (columns_[c] == kAbsent) continue;
      const std::vector<TermId>& ids = batch_.columns[columns_[c]];
      QUOTH_CHECK(context_.terms().prefetch(ids));
      for (std::size_t row = 0; row < ids.size(); ++row) {
        QUOTH_TRY(const Term* term, context_.terms().term(ids[row]));
        if (term != nullptr) rows[row][c] = *term;
      }
    }
    return {};
  }

  std::vector<algebra::Variable> variables_;
  QueryContext context_;
  plan::Plan plan_;
  ExecutionStatistics statistics_;
  std::optional<OperatorFactory> factory_;
  std::unique_ptr<Operator> root_;
  std::vector<std::size_t> columns_;  // of the root's rows, for each variable
  Batch batch_;
  std::optional<Error> failed_;
};

}  // namespace

Result<std::unique_ptr<Solutions>> execute(const algebra::Node& query,
                                           std::shared_ptr<const Snapshot> snapshot,
                                           const ExecuteOptions& options) {
  QUOTH_TRY(const EnabledPasses passes, enabled_passes(options.disabled_passes));
  QUOTH_CHECK(algebra::validate(query));
  std::vector<algebra::Variable> variables = algebra::variables_in_scope(query);
  algebra::Node optimised = query;
  for (const Pass* pass : passes.rewritings) {
    optimised = pass->rewrite(std::move(optimised));
    assert(algebra::validate(optimised));
  }
  auto running = std::make_unique<RunningQuery>(std::move(variables), std::move(snapshot), options);
  QUOTH_CHECK(running->start(optimised, passes.choices));
  return std::unique_ptr<Solutions>(std::move(running));
}

Result<std::vector<std::vector<std::optional<Term>>>> all_rows(Solutions& solutions) {
  std::vector<std::vector<std::optional<Term>>> out;
  while (true) {
    QUOTH_TRY(auto rows, solutions.next());
    if (rows.empty()) return out;
    std::move(rows.begin(), rows.end(), std::back_inserter(out));
  }
}

}  // namespace quoth
