#include "engine/translate/groups.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/translate/dataset.h"
#include "engine/translate/expressions.h"
#include "engine/translate/graph_patterns.h"
#include "engine/translate/joins.h"
#include "engine/translate/paths.h"
#include "engine/translate/select.h"
#include "engine/translate/service.h"
#include "engine/translate/triples.h"

namespace quoth::translation {
namespace {

using namespace algebra;

std::optional<Expression> conjunction(std::vector<Expression> conditions) {
  if (conditions.empty()) return std::nullopt;
  if (conditions.size() == 1) return std::move(conditions.front());
  return Expression{Call{"&&", std::move(conditions)}};
}

struct GroupParts {
  Node node;
  std::optional<Expression> condition;  // of the group's own filters
};
Result<GroupParts> read_parts(const sparql::GroupPattern& group, const GraphTarget& graph, Context& context);

// Reads the elements of one group in their sequence.
class GroupReader {
 public:
  GroupReader(const GraphTarget& graph, Context& context) : graph_(graph), context_(context) {}

  Status add(const sparql::GroupElement& element) {
    QUOTH_CHECK(std::visit([&](const auto& each) { return add_element(each); }, element.value));
    if (depth_ < kMaxDepth) return {};
    return context_.names.error(
        ErrorCode::kLimit,
        fmt::format("a group holds more than {} of OPTIONAL, MINUS, BIND and LATERAL", kMaxDepth),
        element.span);
  }

  GroupParts take() {
    Node node = take_joined();
    return {std::move(node), conjunction(std::move(filters_))};
  }

 private:
  // ---- What is joined, in any sequence

  Status add_element(const sparql::Triples& triples) {
    QUOTH_TRY(TripleList list, read_triples(triples.triples, context_));
    if (!list.patterns.empty()) joined_.push_back({Bgp{graph_, std::move(list.patterns)}});
    for (const PathTriple& path : list.paths) QUOTH_CHECK(add_path(path, graph_, context_, joined_));
    return {};
  }

  Status add_element(const sparql::NestedPattern& nested) {
    std::vector<Node> branches;
    for (const sparql::GroupPattern& branch : nested.branches) {
      QUOTH_TRY(Node node, read_group(branch, graph_, context_));
      branches.push_back(std::move(node));
    }
    joined_.push_back(branches.size() == 1 ? std::move(branches.front()) : Node{Union{std::move(branches)}});
    return {};
  }

  Status add_element(const sparql::GraphPattern& pattern) {
    QUOTH_TRY(Node node, read_graph_pattern(pattern, context_));
    joined_.push_back(std::move(node));
    return {};
  }

  Status add_element(const sparql::ServicePattern& pattern) {
    QUOTH_TRY(Service service, read_service(pattern, context_));
    joined_.push_back({std::move(service)});
    return {};
  }

  Status add_element(const sparql::InlineData& data) {
    QUOTH_TRY(Node values, read_values(data, context_));
    joined_.push_back(std::move(values));
    return {};
  }

  Status add_element(const sparql::SubSelect& select) {
    QUOTH_TRY(Node node, read_sub_select(*select.select, graph_, context_));
    joined_.push_back(std::move(node));
    return {};
  }

  // ---- What counts for the whole group

  Status add_element(const sparql::FilterPattern& filter) {
    QUOTH_TRY(Expression condition, read_expression(filter.condition, graph_, context_));
    filters_.push_back(std::move(condition));
    return {};
  }

  // ---- What looks at all that stands before it

  Status add_element(const sparql::OptionalPattern& optional) {
    QUOTH_TRY(GroupParts right, read_parts(*optional.pattern, graph_, context_));
    Node left = take_joined();
    go_on_with({LeftJoin{std::move(left), std::move(right.node), std::move(right.condition)}});
    return {};
  }

  Status add_element(const sparql::LateralPattern& lateral) {
    QUOTH_TRY(Node right, read_group(*lateral.pattern, graph_, context_));
    Node left = take_joined();
    go_on_with({Lateral{std::move(left), std::move(right)}});
    return {};
  }

  Status add_element(const sparql::Bind& bind) {
    QUOTH_TRY(Expression expression, read_expression(bind.expression, graph_, context_));
    Node input = take_joined();
    go_on_with({Extend{std::move(input), {bind.variable.name}, std::move(expression)}});
    return {};
  }

  Status add_element(const sparql::MinusPattern& pattern) {
    QUOTH_TRY(Node right, read_group(*pattern.pattern, graph_, context_));
    Node left = take_joined();
    const auto* each = std::get_if<EachNamedGraph>(&graph_);
    go_on_with(each == nullptr
                   ? Node{Minus{std::move(left), std::move(right)}}
                   : minus_in_each_graph(std::move(left), std::move(right), each->name, context_));
    return {};
  }

  // ---- The tree so far

  Node take_joined() {
    if (joined_.empty()) return empty_pattern(graph_, context_.dataset);
    const auto implies = [&](const Node& part) {
      return implies_empty_pattern(part, graph_, context_.dataset);
    };
    if (!whole_ && std::none_of(joined_.begin(), joined_.end(), implies))
      joined_.insert(joined_.begin(), empty_pattern(graph_, context_.dataset));
    return join_all(std::exchange(joined_, {}));
  }

  void go_on_with(Node node) {
    joined_.push_back(std::move(node));
    whole_ = true;
    ++depth_;
  }

  const GraphTarget& graph_;
  Context& context_;
  std::vector<Node> joined_;
  bool whole_ = false;  // one of them binds what the empty pattern would
  int depth_ = 0;       // levels that elements have added
  std::vector<Expression> filters_;
};

Result<GroupParts> read_parts(const sparql::GroupPattern& group, const GraphTarget& graph, Context& context) {
  GroupReader reader(graph, context);
  for (const sparql::GroupElement& element : group.elements) QUOTH_CHECK(reader.add(element));
  GroupParts parts = reader.take();
  if (check_depth(parts.node)) return parts;
  return context.names.error(ErrorCode::kLimit, fmt::format("a group nests deeper than {} levels", kMaxDepth),
                             group.span);
}

}  // namespace

Result<Node> read_values(const sparql::InlineData& data, Context& context) {
  Values values;
  for (const sparql::Variable& variable : data.variables) values.variables.push_back({variable.name});
  for (const sparql::InlineData::Row& row : data.rows) {
    auto& cells = values.rows.emplace_back();
    for (const auto& cell : row.cells) {
      if (!cell) {
        cells.emplace_back();
        continue;
      }
      QUOTH_TRY(Term term, read_data_term(*cell, context));
      cells.emplace_back(std::move(term));
    }
  }
  return Node{std::move(values)};
}

Result<Node> read_group(const sparql::GroupPattern& group, const GraphTarget& graph, Context& context) {
  QUOTH_TRY(GroupParts parts, read_parts(group, graph, context));
  if (!parts.condition) return std::move(parts.node);
  return Node{Filter{std::move(parts.node), *std::move(parts.condition)}};
}

}  // namespace quoth::translation
