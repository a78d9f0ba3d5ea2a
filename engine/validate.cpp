#include "engine/validate.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/aggregates.h"
#include "engine/expression.h"
#include "engine/scope.h"

namespace quoth::algebra {
namespace {

Status invalid(std::string message) { return Error{ErrorCode::kInvalid, std::move(message), {}, {}}; }

Status check(const Node& node);

Status check_patterns(const Expression& expression) {
  if (const auto* exists = std::get_if<Exists>(&expression.value)) return check(*exists->pattern);
  if (const auto* call = std::get_if<Call>(&expression.value)) {
    for (const Expression& argument : call->arguments) QUOTH_CHECK(check_patterns(argument));
  }
  return {};
}

Status check(const Expression& expression) {
  QUOTH_CHECK(check_expression(expression));
  return check_patterns(expression);
}

Status check(const Aggregate& aggregate) {
  if (!is_aggregate(aggregate.function)) {
    return Error{
        ErrorCode::kUnsupported, fmt::format("there is no aggregate \"{}\"", aggregate.function), {}, {}};
  }
  if (!aggregate.argument && aggregate.function != "count")
    return invalid(fmt::format("the aggregate \"{}\" needs an expression", aggregate.function));
  return aggregate.argument ? check(*aggregate.argument) : Status();
}

Status check(const Node& node) {
  return std::visit(
      Overloaded{
          [](const Bgp&) -> Status { return {}; }, [](const PathPattern&) -> Status { return {}; },
          [](const Service&) -> Status { return {}; },
          [](const Lateral& lateral) -> Status {
            QUOTH_CHECK(check(*lateral.left));
            return check(*lateral.right);
          },
          [](const Join& join) -> Status {
            QUOTH_CHECK(check(*join.left));
            return check(*join.right);
          },
          [](const LeftJoin& join) -> Status {
            QUOTH_CHECK(check(*join.left));
            QUOTH_CHECK(check(*join.right));
            return join.condition ? check(*join.condition) : Status();
          },
          [](const Union& u) -> Status {
            for (const Node& branch : u.branches) QUOTH_CHECK(check(branch));
            return {};
          },
          [](const Minus& minus) -> Status {
            QUOTH_CHECK(check(*minus.left));
            return check(*minus.right);
          },
          [](const Filter& filter) -> Status {
            QUOTH_CHECK(check(filter.condition));
            return check(*filter.input);
          },
          [](const Extend& extend) -> Status {
            QUOTH_CHECK(check(extend.expression));
            QUOTH_CHECK(check(*extend.input));
            if (!scope(*extend.input).contains(extend.variable)) return {};
            return invalid(fmt::format("the variable ?{} is bound already", extend.variable.name));
          },
          [](const Values& values) -> Status {
            const bool fits = std::all_of(values.rows.begin(), values.rows.end(), [&](const auto& row) {
              return row.size() == values.variables.size();
            });
            return fits ? Status() : invalid("a row of values has not as many terms as there are variables");
          },
          [](const OrderBy& order) -> Status {
            for (const SortKey& key : order.keys) QUOTH_CHECK(check(key.expression));
            return check(*order.input);
          },
          [](const Group& group) -> Status {
            for (const Aggregate& aggregate : group.aggregates) {
              QUOTH_CHECK(check(aggregate));
              if (std::find(group.keys.begin(), group.keys.end(), aggregate.result) != group.keys.end()) {
                return invalid(fmt::format("the variable ?{} is bound already", aggregate.result.name));
              }
            }
            return check(*group.input);
          },
          [](const auto& one) -> Status { return check(*one.input); },  // Project, Distinct, Reduced, Slice
      },
      node.value);
}

}  // namespace

Status validate(const Node& node) {
  QUOTH_CHECK(check_depth(node));
  return check(node);
}

}  // namespace quoth::algebra
