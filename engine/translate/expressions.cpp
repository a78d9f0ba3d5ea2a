#include "engine/translate/expressions.h"

#include <fmt/format.h>

#include <cctype>
#include <utility>

#include "engine/translate/groups.h"
#include "engine/translate_expression.h"

namespace quoth::translation {
namespace {

using algebra::Expression;

std::string lower(std::string word) {
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return word;
}

class Surroundings final : public ExpressionSurroundings {
 public:
  Surroundings(const algebra::GraphTarget& graph, Context& context, Grouping* grouping)
      : graph_(graph), context_(context), grouping_(grouping) {}

  Result<Expression> variable(const sparql::Variable& written) override {
    algebra::Variable variable{written.name};
    if (grouping_ == nullptr || grouping_->shows(variable)) return Expression{std::move(variable)};
    algebra::Aggregate sample{"sample", false, Expression{std::move(variable)}, {}};
    return Expression{grouping_->result(std::move(sample))};
  }

  Result<Expression> exists(const sparql::Exists& exists) override {
    QUOTH_TRY(algebra::Node pattern, read_group(*exists.pattern, graph_, context_));
    Expression holds{algebra::Exists{std::move(pattern)}};
    if (!exists.negated) return holds;
    algebra::Call negation{"!", {}};
    negation.arguments.push_back(std::move(holds));
    return Expression{std::move(negation)};
  }

  Result<Expression> aggregate(const sparql::Aggregate& written) override {
    if (grouping_ == nullptr) {
      return context_.names.error(ErrorCode::kInvalid,
                                  fmt::format("the aggregate {} cannot stand here", written.function),
                                  written.function_span);
    }
    algebra::Aggregate aggregate{lower(written.function), written.distinct, {}, {}};
    if (!written.argument.empty()) {
      QUOTH_TRY(aggregate.argument, read_expression(written.argument.front(), graph_, context_));
    }
    if (written.separator) aggregate.separator = *written.separator;
    return Expression{grouping_->result(std::move(aggregate))};
  }

 private:
  const algebra::GraphTarget& graph_;
  Context& context_;
  Grouping* grouping_;
};

}  // namespace

algebra::Variable Grouping::result(algebra::Aggregate aggregate) {
  const std::string text =
      fmt::format("{} {} {} {}", aggregate.function, aggregate.distinct,
                  aggregate.argument ? to_text(*aggregate.argument) : "*", aggregate.separator);
  const auto known = results_.find(text);
  if (known != results_.end()) return known->second;
  aggregate.result = context_.fresh();
  results_.emplace(text, aggregate.result);
  aggregates_.push_back(std::move(aggregate));
  return aggregates_.back().result;
}

Result<Expression> read_expression(const sparql::Expression& expression, const algebra::GraphTarget& graph,
                                   Context& context, Grouping* grouping) {
  Surroundings surroundings(graph, context, grouping);
  return translate_expression(expression, context.names.source(), &surroundings);
}

}  // namespace quoth::translation
