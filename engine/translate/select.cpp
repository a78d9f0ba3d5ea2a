#include "engine/translate/select.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/scope.h"
#include "engine/translate/dataset.h"
#include "engine/translate/expressions.h"
#include "engine/translate/groups.h"
#include "engine/translate/variables.h"
#include "parser/grouping.h"
#include "rdf/vocabulary.h"

namespace quoth::translation {
namespace {

using namespace algebra;

std::vector<Variable> visible_variables(const Node& node) {
  std::vector<Variable> out = variables_in_scope(node);
  std::erase_if(out, is_internal);
  return out;
}

// Whether some aggregate counts different solutions: then they may hold nothing that nobody sees.
bool compares_solutions(const std::vector<Aggregate>& aggregates) {
  return std::any_of(aggregates.begin(), aggregates.end(),
                     [](const Aggregate& each) { return each.distinct && !each.argument; });
}

class BodyReader {
 public:
  BodyReader(const sparql::QueryBody& body, const Wanted& wanted, const GraphTarget& graph, Context& context)
      : body_(body), wanted_(wanted), graph_(graph), context_(context), grouping_(context) {}

  Result<Node> read() {
    QUOTH_CHECK(check_size());
    grouped_ = sparql::is_grouped(body_.modifier, wanted_.items);
    QUOTH_TRY(Node node, read_group(body_.where, graph_, context_));
    if (grouped_) QUOTH_CHECK(add_keys(node));

    // All expressions are read before the groups are made, since their aggregates belong there.
    QUOTH_TRY(std::vector<Expression> having, read_having());
    QUOTH_TRY(std::vector<Extend> extensions, read_items());
    QUOTH_TRY(std::vector<SortKey> sort_keys, read_sort_keys());
    if (grouped_) {
      QUOTH_TRY(node, group(std::move(node)));
    }

    for (Expression& condition : having) node = {Filter{std::move(node), std::move(condition)}};
    if (body_.values) {
      QUOTH_TRY(Node values, read_values(*body_.values, context_));
      node = {Join{std::move(node), std::move(values)}};
    }
    for (Extend& extension : extensions)
      node = {Extend{std::move(node), std::move(extension.variable), std::move(extension.expression)}};
    if (!sort_keys.empty()) node = {OrderBy{std::move(node), std::move(sort_keys)}};
    node = project(std::move(node));
    if (!body_.modifier.offset && !body_.modifier.limit) return node;
    node = {Slice{std::move(node), body_.modifier.offset.value_or(0), body_.modifier.limit}};
    if (!in_each_graph()) return node;
    return Node{Lateral{empty_pattern(graph_, context_.dataset), std::move(node)}};  // cut in each graph
  }

 private:
  // Below GRAPH ?g each graph has solutions of its own, told apart by the graph's variable.
  bool in_each_graph() const { return std::holds_alternative<EachNamedGraph>(graph_); }
  const Variable& graph_variable() const { return std::get<EachNamedGraph>(graph_).name; }

  // ---- Parts

  // Each of them is a level of the tree.
  Status check_size() const {
    const std::size_t items = wanted_.items == nullptr ? 0 : wanted_.items->size();
    if (items + body_.modifier.group_by.size() + body_.modifier.having.size() < std::size_t{kMaxDepth})
      return {};
    return too_many("columns, keys of groups and conditions on groups");
  }

  Error too_many(std::string_view what) const {
    return context_.names.error(
        ErrorCode::kLimit, fmt::format("a query has more than {} of {}", kMaxDepth, what), body_.where.span);
  }

  Result<Expression> expression(const sparql::Expression& written) {
    return read_expression(written, graph_, context_, grouped_ ? &grouping_ : nullptr);
  }

  Status add_keys(Node& node) {
    for (const sparql::GroupKey& key : body_.modifier.group_by) {
      const auto* plain = std::get_if<sparql::Variable>(&key.expression.value);
      if (plain != nullptr && !key.variable) {
        keys_.push_back({plain->name});
      } else {
        QUOTH_TRY(Expression value, read_expression(key.expression, graph_, context_));
        keys_.push_back(key.variable ? Variable{key.variable->name} : context_.fresh());
        node = {Extend{std::move(node), keys_.back(), std::move(value)}};
      }
      grouping_.show(keys_.back());
    }
    if (in_each_graph()) keys_.push_back(graph_variable());
    return {};
  }

  Result<std::vector<Expression>> read_having() {
    std::vector<Expression> out;
    for (const sparql::Expression& condition : body_.modifier.having) {
      QUOTH_TRY(Expression translated, expression(condition));
      out.push_back(std::move(translated));
    }
    return out;
  }

  // In their sequence, each of which sees those before it. They have no input yet.
  Result<std::vector<Extend>> read_items() {
    std::vector<Extend> out;
    if (wanted_.items == nullptr) return out;
    for (const sparql::SelectItem& item : *wanted_.items) {
      const Variable variable{item.variable.name};
      if (item.expression) {
        QUOTH_TRY(Expression value, expression(*item.expression));
        out.push_back({Node{Values{}}, variable, std::move(value)});
      }
      grouping_.show(variable);
    }
    return out;
  }

  Result<std::vector<SortKey>> read_sort_keys() {
    std::vector<SortKey> out;
    for (const sparql::OrderKey& key : body_.modifier.order_by) {
      QUOTH_TRY(Expression value, expression(key.expression));
      out.push_back({std::move(value), key.descending});
    }
    return out;
  }

  Result<Node> group(Node input) {
    std::vector<Aggregate> aggregates = grouping_.take();
    if (compares_solutions(aggregates)) {
      std::vector<Variable> columns = visible_variables(input);
      for (const Variable& key : keys_) {
        if (std::find(columns.begin(), columns.end(), key) == columns.end()) columns.push_back(key);
      }
      input = {Project{std::move(input), std::move(columns)}};
    }
    if (!in_each_graph() || !body_.modifier.group_by.empty())
      return Node{Group{std::move(input), keys_, std::move(aggregates)}};
    if (aggregates.size() >= std::size_t{kMaxDepth}) return too_many("aggregates within GRAPH");
    return group_in_each_graph(std::move(input), std::move(aggregates));
  }

  // Without keys, a graph has one group even if nothing in it matches.
  Node group_in_each_graph(Node input, std::vector<Aggregate> aggregates) {
    std::vector<Extend> results;  // without input yet
    const Variable matches = context_.fresh();
    for (Aggregate& aggregate : aggregates) {
      const Variable found = context_.fresh();
      Call chosen{"if", {{Call{"bound", {{matches}}}}, {found}, of_nothing(aggregate.function)}};
      results.push_back({Node{Values{}}, std::exchange(aggregate.result, found), {std::move(chosen)}});
    }
    aggregates.push_back({"count", false, std::nullopt, matches});
    Node groups{Group{std::move(input), keys_, std::move(aggregates)}};
    Node node{LeftJoin{empty_pattern(graph_, context_.dataset), std::move(groups), std::nullopt}};
    for (Extend& result : results)
      node = {Extend{std::move(node), std::move(result.variable), std::move(result.expression)}};
    return node;
  }

  // What an aggregate makes of no solution at all (18.5.1).
  static Expression of_nothing(const std::string& function) {
    if (function == "group_concat") return {Term::literal("")};
    if (function == "count" || function == "sum" || function == "avg")
      return {Term::typed("0", std::string(xsd::kInteger))};
    return {Call{"coalesce", {}}};  // no value
  }

  Node project(Node node) const {
    std::vector<Variable> columns = wanted_.columns ? *wanted_.columns : visible_variables(node);
    if (in_each_graph()) columns.push_back(graph_variable());
    node = {Project{std::move(node), std::move(columns)}};
    if (wanted_.duplicates == sparql::Duplicates::kDistinct) return {Distinct{std::move(node)}};
    if (wanted_.duplicates == sparql::Duplicates::kReduced) return {Reduced{std::move(node)}};
    return node;
  }

  const sparql::QueryBody& body_;
  const Wanted& wanted_;
  const GraphTarget& graph_;
  Context& context_;
  bool grouped_ = false;
  std::vector<Variable> keys_;
  Grouping grouping_;
};

}  // namespace

Wanted wanted_by(const sparql::Select& select) {
  Wanted wanted{&select.items, std::nullopt, select.duplicates};
  if (select.items.empty()) return wanted;
  wanted.columns.emplace();
  for (const sparql::SelectItem& item : select.items) {
    const Variable column{item.variable.name};
    if (std::find(wanted.columns->begin(), wanted.columns->end(), column) == wanted.columns->end())
      wanted.columns->push_back(column);
  }
  return wanted;
}

Result<Node> read_body(const sparql::QueryBody& body, const Wanted& wanted, const GraphTarget& graph,
                       Context& context) {
  QUOTH_TRY(Node node, BodyReader(body, wanted, graph, context).read());
  if (check_depth(node)) return node;
  return context.names.error(
      ErrorCode::kLimit, fmt::format("the query nests deeper than {} levels", kMaxDepth), body.where.span);
}

Result<Node> read_sub_select(const sparql::Select& select, const GraphTarget& graph, Context& context) {
  QUOTH_TRY(Node node, read_body(select.body, wanted_by(select), graph, context));
  const Variables shown = scope(node);
  Renaming renaming;
  for (const Variable& variable : all_variables(node)) {
    if (is_internal(variable) || shown.contains(variable)) continue;
    renaming.emplace(variable, Variable{context.fresh().name + ":" + variable.name});
  }
  rename(node, renaming);
  return node;
}

}  // namespace quoth::translation
