#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/passes.h"
#include "engine/scope.h"
#include "engine/translate/joins.h"

// A condition ?a = ?b between parts that share no variable compares all of one with all of the other: values may be
// equal where terms are not, so that no join on terms will do. Here both parts get a key by which equal values have equal
// terms, and are joined on that. The condition stays: keys may be equal where values are not.

namespace quoth::passes {
namespace {

using algebra::Expression;
using algebra::Node;
using algebra::Variable;
using algebra::Variables;

struct Equality {
  Variable a, b;
};

std::optional<Equality> equality(const Expression& condition) {
  const auto* call = std::get_if<algebra::Call>(&condition.value);
  if (call == nullptr || call->function != "=") return std::nullopt;
  const auto* a = std::get_if<Variable>(&call->arguments[0].value);
  const auto* b = std::get_if<Variable>(&call->arguments[1].value);
  if (a == nullptr || b == nullptr) return std::nullopt;
  return Equality{*a, *b};
}

// The equalities that hold wherever the condition does.
void find_equalities(const Expression& condition, std::vector<Equality>& out) {
  if (const auto found = equality(condition)) out.push_back(*found);
  const auto* call = std::get_if<algebra::Call>(&condition.value);
  if (call == nullptr || call->function != "&&") return;
  for (const Expression& argument : call->arguments) find_equalities(argument, out);
}

// ---- Joined parts

// Takes a join apart: each pattern becomes a part of its own.
void take_apart(Node node, std::vector<Node>& parts) {
  if (auto* join = std::get_if<algebra::Join>(&node.value)) {
    take_apart(std::move(*join->left), parts);
    take_apart(std::move(*join->right), parts);
  } else if (auto* bgp = std::get_if<algebra::Bgp>(&node.value);
             bgp != nullptr && bgp->insides.empty() && bgp->patterns.size() > 1) {
    for (algebra::TriplePattern& pattern : bgp->patterns)
      parts.push_back({algebra::Bgp{bgp->graph, {std::move(pattern)}}});
  } else {
    parts.push_back(std::move(node));
  }
}

// Which of the parts are connected with `seed` by variables that they share.
std::vector<bool> connected_with(const Variable& seed, const std::vector<Variables>& scopes) {
  std::vector<bool> reached(scopes.size());
  Variables seen{seed};
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < scopes.size(); ++i) {
      if (reached[i] || algebra::disjoint(scopes[i], seen)) continue;
      reached[i] = more = true;
      seen.insert(scopes[i].begin(), scopes[i].end());
    }
  }
  return reached;
}

// ---- Rewriting

class Rewriter {
 public:
  Node rewrite(Node node) {
    rewrite_inputs(node);
    if (auto* filter = std::get_if<algebra::Filter>(&node.value)) {
      if (const auto found = equality(filter->condition)) split_filtered(*filter, *found);
    } else if (auto* join = std::get_if<algebra::LeftJoin>(&node.value); join && join->condition) {
      add_key(*join);
    }
    return node;
  }

 private:
  void in_place(Box<Node>& node) { *node = rewrite(std::move(*node)); }

  void rewrite_inputs(Node& node) {
    const auto both = [&](auto& two) { in_place(two.left), in_place(two.right); };
    std::visit(Overloaded{
                   [](algebra::Bgp&) {},
                   [](algebra::PathPattern&) {},
                   [](algebra::Values&) {},
                   [](algebra::Service&) {},
                   [&](algebra::Join& join) { both(join); },
                   [&](algebra::LeftJoin& join) { both(join); },
                   [&](algebra::Minus& minus) { both(minus); },
                   [&](algebra::Lateral& lateral) { both(lateral); },
                   [&](algebra::Union& u) {
                     for (Node& branch : u.branches) branch = rewrite(std::move(branch));
                   },
                   [&](auto& one) { in_place(one.input); },
               },
               node.value);
  }

  void split_filtered(algebra::Filter& filter, const Equality& equal) {
    Node* input = &*filter.input;  // conditions between do not matter
    while (auto* inner = std::get_if<algebra::Filter>(&input->value)) input = &*inner->input;
    if (!std::holds_alternative<algebra::Bgp>(input->value) &&
        !std::holds_alternative<algebra::Join>(input->value))
      return;
    std::vector<Node> parts;
    take_apart(*input, parts);
    std::vector<Variables> scopes;
    for (const Node& part : parts) scopes.push_back(algebra::scope(part));
    const std::vector<bool> with_b = connected_with(equal.b, scopes);
    std::vector<Node> left, right;
    for (std::size_t i = 0; i < parts.size(); ++i) (with_b[i] ? right : left).push_back(std::move(parts[i]));
    if (left.empty() || right.empty()) return;
    Node a = translation::join_all(std::move(left)), b = translation::join_all(std::move(right));
    if (!algebra::certain(a).contains(equal.a) || !algebra::certain(b).contains(equal.b)) return;
    const Variable key = fresh();
    *input = {algebra::Join{keyed(std::move(a), key, equal.a), keyed(std::move(b), key, equal.b)}};
  }

  void add_key(algebra::LeftJoin& join) {
    const Variables left = algebra::scope(*join.left), right = algebra::scope(*join.right);
    if (!algebra::disjoint(left, right)) return;
    std::vector<Equality> equalities;
    find_equalities(*join.condition, equalities);
    for (Equality& equal : equalities) {
      if (right.contains(equal.a)) std::swap(equal.a, equal.b);
      if (!algebra::certain(*join.left).contains(equal.a) || !algebra::certain(*join.right).contains(equal.b))
        continue;
      const Variable key = fresh();
      *join.left = keyed(std::move(*join.left), key, equal.a);
      *join.right = keyed(std::move(*join.right), key, equal.b);
      return;
    }
  }

  Variable fresh() { return {".equal" + std::to_string(++keys_)}; }

  static Node keyed(Node node, const Variable& key, const Variable& variable) {
    return {algebra::Extend{
        std::move(node), key,
        Expression{algebra::Call{std::string(algebra::kEqualityKey), {Expression{variable}}}}}};
  }

  std::size_t keys_ = 0;
};

}  // namespace

algebra::Node join_equalities(algebra::Node node) { return Rewriter().rewrite(std::move(node)); }

}  // namespace quoth::passes
