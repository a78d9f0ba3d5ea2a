#include "engine/translate/variables.h"

#include <concepts>
#include <type_traits>

namespace quoth::translation {
namespace {

using namespace algebra;

template <typename T, typename... Kinds>
concept Is = (std::same_as<std::remove_const_t<T>, Kinds> || ...);

// Shows each variable of a tree, constant or not, to a function. Depth is bounded by algebra::check_depth.
template <typename Visit>
class Walk {
 public:
  explicit Walk(Visit visit) : visit_(visit) {}

  void node(Is<Node> auto& tree) {
    std::visit([&](auto& each) { parts(each); }, tree.value);
  }

  void expression(Is<Expression> auto& tree) {
    std::visit(Overloaded{
                   [&](Is<Variable> auto& variable) { visit_(variable); },
                   [](Is<Term> auto&) {},
                   [&](Is<Call> auto& call) {
                     for (auto& argument : call.arguments) expression(argument);
                   },
                   [&](Is<Exists> auto& exists) { node(*exists.pattern); },
               },
               tree.value);
  }

 private:
  void term(Is<TermPattern> auto& pattern) {
    if (auto* variable = std::get_if<Variable>(&pattern)) visit_(*variable);
    if (auto* nested = std::get_if<Box<TriplePattern>>(&pattern)) triple(**nested);
  }
  void triple(Is<TriplePattern> auto& pattern) {
    term(pattern.subject);
    term(pattern.predicate);
    term(pattern.object);
  }
  void graph(Is<GraphTarget> auto& target) {
    if (auto* each = std::get_if<EachNamedGraph>(&target)) visit_(each->name);
    if (auto* every = std::get_if<EveryGraph>(&target); every != nullptr && every->name) visit_(*every->name);
  }
  void all(auto& variables) {
    for (auto& variable : variables) visit_(variable);
  }

  void parts(Is<Bgp> auto& bgp) {
    graph(bgp.graph);
    for (auto& pattern : bgp.patterns) triple(pattern);
    for (auto& inside : bgp.insides) {
      visit_(inside.term);
      triple(inside.parts);
    }
  }
  void parts(Is<PathPattern> auto& path) {
    graph(path.graph);
    term(path.subject);
    term(path.object);
  }
  void parts(Is<LeftJoin> auto& join) {
    node(*join.left);
    node(*join.right);
    if (join.condition) expression(*join.condition);
  }
  void parts(Is<Union> auto& u) {
    for (auto& branch : u.branches) node(branch);
  }
  void parts(Is<Filter> auto& filter) {
    node(*filter.input);
    expression(filter.condition);
  }
  void parts(Is<Extend> auto& extend) {
    node(*extend.input);
    visit_(extend.variable);
    expression(extend.expression);
  }
  void parts(Is<Values> auto& values) { all(values.variables); }
  void parts(Is<Project> auto& project) {
    node(*project.input);
    all(project.variables);
  }
  void parts(Is<OrderBy> auto& order) {
    node(*order.input);
    for (auto& key : order.keys) expression(key.expression);
  }
  void parts(Is<Group> auto& group) {
    node(*group.input);
    all(group.keys);
    for (auto& aggregate : group.aggregates) {
      visit_(aggregate.result);
      if (aggregate.argument) expression(*aggregate.argument);
    }
  }
  void parts(Is<Service> auto& service) {
    term(service.endpoint);
    all(service.variables);
  }
  void parts(Is<Join, Lateral, Minus> auto& pair) {
    node(*pair.left);
    node(*pair.right);
  }
  void parts(Is<Distinct, Reduced, Slice> auto& one) { node(*one.input); }

  Visit visit_;
};

}  // namespace

std::set<Variable> all_variables(const Node& node) {
  std::set<Variable> out;
  Walk([&](const Variable& variable) { out.insert(variable); }).node(node);
  return out;
}

std::set<Variable> all_variables(const Expression& expression) {
  std::set<Variable> out;
  Walk([&](const Variable& variable) { out.insert(variable); }).expression(expression);
  return out;
}

void rename(Node& node, const Renaming& renaming) {
  Walk([&](Variable& variable) {
    const auto found = renaming.find(variable);
    if (found != renaming.end()) variable = found->second;
  }).node(node);
}

}  // namespace quoth::translation
