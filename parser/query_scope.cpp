#include "parser/query_scope.h"

#include <set>
#include <utility>

#include "parser/query_walk.h"

namespace quoth::sparql {
namespace {

// Recurses no deeper than brackets nest, which the parser bounds.
class Scope {
 public:
  void add(const GroupPattern& group) {
    for (const GroupElement& element : group.elements)
      std::visit([&](const auto& each) { add(each); }, element.value);
  }

  std::vector<std::string> take() { return std::move(names_); }

 private:
  void add(const Variable& variable) {
    if (seen_.insert(variable.name).second) names_.push_back(variable.name);
  }
  void add_if_variable(const auto& alternatives) {
    if (const auto* variable = std::get_if<Variable>(&alternatives)) add(*variable);
  }

  // ---- Elements of groups

  void add(const Triples& triples) {
    struct Variables {
      void operator()(const GraphNode& node) const { scope.add_if_variable(node.value); }
      void operator()(const VerbObjects& properties) const { scope.add_if_variable(properties.verb); }
      Scope& scope;
    };
    walk(triples.triples, Variables{*this});
  }
  void add(const OptionalPattern& optional) { add(*optional.pattern); }
  void add(const LateralPattern& lateral) { add(*lateral.pattern); }
  void add(const NestedPattern& nested) {
    for (const GroupPattern& branch : nested.branches) add(branch);
  }
  void add(const GraphPattern& graph) { add_if_variable(graph.name), add(*graph.pattern); }
  void add(const ServicePattern& service) { add_if_variable(service.endpoint), add(*service.pattern); }
  void add(const Bind& bind) { add(bind.variable); }
  void add(const InlineData& data) {
    for (const Variable& variable : data.variables) add(variable);
  }
  void add(const SubSelect& nested) {
    const Select& select = *nested.select;
    for (const SelectItem& item : select.items) add(item.variable);
    if (!select.items.empty()) return;
    add(select.body.where);
    if (select.body.values) add(*select.body.values);
  }
  void add(const MinusPattern&) {}
  void add(const FilterPattern&) {}

  std::vector<std::string> names_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<std::string> visible_variables(const GroupPattern& group) {
  Scope scope;
  scope.add(group);
  return scope.take();
}

}  // namespace quoth::sparql
