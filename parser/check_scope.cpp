#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "parser/check_query.h"
#include "parser/grouping.h"
#include "parser/query_walk.h"

// Returns the fault from this function, if there is one.
#define QUOTH_FAULT(...)                                    \
  do {                                                      \
    if (auto quoth_fault = __VA_ARGS__) return quoth_fault; \
  } while (false)

namespace quoth::sparql {
namespace {

using Scope = std::set<std::string_view>;

// Where aggregates may stand: outside of patterns, and of each other.
enum class Aggregates { kAllowed, kNested, kForbidden };

QueryCheck check(const GroupPattern& group, Scope& scope);

QueryCheck check(const Expression& expression, Aggregates aggregates) {
  if (const auto* exists = std::get_if<Exists>(&expression.value)) {
    Scope within;
    return check(*exists->pattern, within);
  }
  if (is_aggregate(expression)) {
    if (aggregates == Aggregates::kNested) {
      return QueryFault{"an aggregate cannot stand within another", expression.span};
    }
    if (aggregates == Aggregates::kForbidden) {
      return QueryFault{"an aggregate can stand only in SELECT, HAVING and ORDER BY", expression.span};
    }
    aggregates = Aggregates::kNested;
  }
  QueryCheck fault;
  for_each_part(expression, [&](const Expression& part) {
    if (!fault) fault = check(part, aggregates);
  });
  return fault;
}

// ---- Patterns: each check adds the variables that are in scope behind the pattern (18.2.1)

void add(const GraphName& name, Scope& scope) {
  if (const auto* variable = std::get_if<Variable>(&name)) scope.insert(variable->name);
}

QueryCheck check(const Triples& triples, Scope& scope) {
  struct Variables {
    void operator()(const GraphNode& node) const {
      if (const auto* variable = std::get_if<Variable>(&node.value)) scope.insert(variable->name);
    }
    void operator()(const VerbObjects& properties) const {
      if (const auto* variable = std::get_if<Variable>(&properties.verb)) scope.insert(variable->name);
    }
    Scope& scope;
  };
  walk(triples.triples, Variables{scope});
  return check_annotations(triples.triples);
}

// What is in scope in a pattern does not depend on what stands before it.
QueryCheck check_within(const GroupPattern& group, Scope& scope) {
  Scope within;
  QUOTH_FAULT(check(group, within));
  scope.merge(within);
  return {};
}

QueryCheck check(const OptionalPattern& optional, Scope& scope) {
  return check_within(*optional.pattern, scope);
}
QueryCheck check(const LateralPattern& lateral, Scope& scope) {
  return check_within(*lateral.pattern, scope);
}
QueryCheck check(const MinusPattern& minus, Scope&) {
  Scope removed;
  return check(*minus.pattern, removed);
}
QueryCheck check(const NestedPattern& nested, Scope& scope) {
  for (const GroupPattern& branch : nested.branches) QUOTH_FAULT(check_within(branch, scope));
  return {};
}
QueryCheck check(const GraphPattern& graph, Scope& scope) {
  add(graph.name, scope);
  return check_within(*graph.pattern, scope);
}
QueryCheck check(const ServicePattern& service, Scope& scope) {
  add(service.endpoint, scope);
  return check_within(*service.pattern, scope);
}
QueryCheck check(const FilterPattern& filter, Scope&) {
  return check(filter.condition, Aggregates::kForbidden);
}

QueryCheck check(const Bind& bind, Scope& scope) {
  QUOTH_FAULT(check(bind.expression, Aggregates::kForbidden));
  if (!scope.insert(bind.variable.name).second) {
    return QueryFault{"BIND cannot assign ?" + bind.variable.name + ", which this group uses already",
                      bind.variable_span};
  }
  return {};
}

QueryCheck check(const InlineData& data, Scope& scope) {
  Scope variables;
  for (const Variable& each : data.variables) {
    if (!variables.insert(each.name).second)
      return QueryFault{"VALUES lists ?" + each.name + " twice", data.span};
  }
  for (const InlineData::Row& row : data.rows) {
    if (row.cells.size() == data.variables.size()) continue;
    return QueryFault{"this row has " + std::to_string(row.cells.size()) + " values for " +
                          std::to_string(data.variables.size()) + " variables",
                      row.span};
  }
  scope.merge(variables);
  return {};
}

QueryCheck check(const Select& select, Scope& scope);
QueryCheck check(const SubSelect& select, Scope& scope) {
  Scope projected;
  QUOTH_FAULT(check(*select.select, projected));
  scope.merge(projected);
  return {};
}

QueryCheck check(const GroupPattern& group, Scope& scope) {
  for (const GroupElement& element : group.elements) {
    QUOTH_FAULT(std::visit([&](const auto& each) { return check(each, scope); }, element.value));
  }
  return {};
}

// ---- Queries

// What is in scope behind all but the projection: with grouping, only what is grouped by.
QueryCheck check(const QueryBody& body, bool grouped, Scope& scope) {
  QUOTH_FAULT(check(body.where, scope));
  Scope keys;
  for (const GroupKey& key : body.modifier.group_by) {
    QUOTH_FAULT(check(key.expression, Aggregates::kForbidden));
    if (key.variable) {
      if (scope.contains(key.variable->name) || !keys.insert(key.variable->name).second) {
        return QueryFault{"GROUP BY cannot assign ?" + key.variable->name + ", which is used already",
                          key.expression.span};
      }
    } else if (const auto* variable = std::get_if<Variable>(&key.expression.value)) {
      keys.insert(variable->name);
    }
  }
  if (grouped) scope = std::move(keys);
  for (const Expression& condition : body.modifier.having)
    QUOTH_FAULT(check(condition, Aggregates::kAllowed));
  for (const OrderKey& key : body.modifier.order_by) QUOTH_FAULT(check(key.expression, Aggregates::kAllowed));
  return {};
}

// A variable outside of aggregates, in what a grouped query shows, is one of `known`.
QueryCheck check_grouped(const Expression& expression, const Scope& known) {
  if (is_aggregate(expression)) return {};
  if (const auto* variable = std::get_if<Variable>(&expression.value)) {
    if (known.contains(variable->name)) return {};
    return QueryFault{"?" + variable->name + " is not grouped by, and can be shown only within an aggregate",
                      expression.span};
  }
  QueryCheck fault;
  for_each_part(expression, [&](const Expression& part) {
    if (!fault) fault = check_grouped(part, known);
  });
  return fault;
}

QueryCheck check(const Select& select, Scope& projected) {
  const bool grouped = is_grouped(select.body.modifier, &select.items);
  Scope scope;
  QUOTH_FAULT(check(select.body, grouped, scope));
  Scope known = scope;
  if (select.body.values) QUOTH_FAULT(check(*select.body.values, scope));
  if (select.items.empty()) {
    if (grouped) return QueryFault{"SELECT * cannot be used with GROUP BY or aggregates", select.star_span};
    projected = std::move(scope);
    return {};
  }
  for (const SelectItem& item : select.items) {
    const std::string& name = item.variable.name;
    if (item.expression) {
      QUOTH_FAULT(check(*item.expression, Aggregates::kAllowed));
      if (grouped) QUOTH_FAULT(check_grouped(*item.expression, known));
      if (scope.contains(name) || projected.contains(name)) {
        return QueryFault{"SELECT cannot assign ?" + name + ", which is used already", item.span};
      }
      known.insert(name);
    } else if (grouped) {
      QUOTH_FAULT(check_grouped({item.variable, item.span}, known));
    }
    projected.insert(name);
  }
  return {};
}

template <typename Form>
QueryCheck check_form(const Form& form) {
  Scope scope;
  QUOTH_FAULT(check(form.body, is_grouped(form.body.modifier, nullptr), scope));
  return form.body.values ? check(*form.body.values, scope) : std::nullopt;
}

}  // namespace

QueryCheck check_scope(const Query& query) {
  return std::visit(Overloaded{
                        [](const Select& select) {
                          Scope projected;
                          return check(select, projected);
                        },
                        [](const auto& form) { return check_form(form); },
                    },
                    query.form);
}

QueryCheck check_scope(const GroupPattern& where) {
  Scope scope;
  return check(where, scope);
}

}  // namespace quoth::sparql
