#include "parser/grouping.h"

#include <algorithm>

#include "parser/query_walk.h"

namespace quoth::sparql {
namespace {

bool has_aggregate(const Expression& expression) {
  if (is_aggregate(expression)) return true;
  bool found = false;
  for_each_part(expression, [&](const Expression& part) { found = found || has_aggregate(part); });
  return found;
}

}  // namespace

bool is_aggregate(const Expression& expression) {
  if (const auto* call = std::get_if<Call>(&expression.value)) return call->distinct;
  return std::holds_alternative<Aggregate>(expression.value);
}

bool is_grouped(const SolutionModifier& modifier, const std::vector<SelectItem>* items) {
  const auto selects_aggregate = [](const SelectItem& item) {
    return item.expression && has_aggregate(*item.expression);
  };
  return !modifier.group_by.empty() ||
         std::any_of(modifier.having.begin(), modifier.having.end(), has_aggregate) ||
         std::any_of(modifier.order_by.begin(), modifier.order_by.end(),
                     [](const OrderKey& key) { return has_aggregate(key.expression); }) ||
         (items != nullptr && std::any_of(items->begin(), items->end(), selects_aggregate));
}

}  // namespace quoth::sparql
