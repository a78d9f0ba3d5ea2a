#include "engine/scope.h"

#include <algorithm>
#include <iterator>

namespace quoth::algebra {

Variables scope(const Node& node) {
  const std::vector<Variable> all = variables_in_scope(node);
  return {all.begin(), all.end()};
}

bool disjoint(const Variables& a, const Variables& b) { return intersection(a, b).empty(); }
bool subset(const Variables& a, const Variables& b) {
  return std::includes(b.begin(), b.end(), a.begin(), a.end());
}

Variables intersection(const Variables& a, const Variables& b) {
  Variables out;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::inserter(out, out.end()));
  return out;
}

namespace {

Variables united(Variables a, const Variables& b) {
  a.insert(b.begin(), b.end());
  return a;
}

Variables bound_by(const Values& values) {
  Variables out;
  for (std::size_t c = 0; c < values.variables.size(); ++c) {
    const bool all = std::all_of(values.rows.begin(), values.rows.end(),
                                 [&](const auto& row) { return row[c].has_value(); });
    if (all) out.insert(values.variables[c]);
  }
  return out;
}

}  // namespace

bool has_value_with_variables(const Expression& expression, const Variables& bound) {
  if (const auto* variable = std::get_if<Variable>(&expression.value)) return bound.contains(*variable);
  if (const auto* call = std::get_if<Call>(&expression.value))
    return call->function == kEqualityKey && has_value_with_variables(call->arguments[0], bound);
  return std::holds_alternative<Term>(expression.value);
}

Variables certain(const Node& node) {
  return std::visit(
      Overloaded{
          [&](const Bgp&) { return scope(node); }, [&](const PathPattern&) { return scope(node); },
          [](const Service&) { return Variables(); },
          [](const Lateral& lateral) { return united(certain(*lateral.left), certain(*lateral.right)); },
          [](const Join& join) { return united(certain(*join.left), certain(*join.right)); },
          [](const LeftJoin& join) { return certain(*join.left); },
          [](const Union& u) {
            Variables out;
            for (std::size_t i = 0; i < u.branches.size(); ++i) {
              const Variables branch = certain(u.branches[i]);
              out = i == 0 ? branch : intersection(out, branch);
            }
            return out;
          },
          [](const Minus& minus) { return certain(*minus.left); },
          [](const Extend& extend) {
            Variables out = certain(*extend.input);
            if (has_value_with_variables(extend.expression, out)) out.insert(extend.variable);
            return out;
          },
          [](const Values& values) { return bound_by(values); },
          [](const Project& project) {
            return intersection(certain(*project.input),
                                Variables(project.variables.begin(), project.variables.end()));
          },
          [](const Group& group) {
            return intersection(certain(*group.input), Variables(group.keys.begin(), group.keys.end()));
          },
          [](const auto& one) { return certain(*one.input); },  // Filter, Distinct, Reduced, OrderBy, Slice
      },
      node.value);
}

namespace {

// Into one set: a set for each level would take time that grows with the square of the depth.
class Mentioned {
 public:
  void add(const Expression& expression) {
    if (const auto* variable = std::get_if<Variable>(&expression.value)) out_.insert(*variable);
    if (const auto* exists = std::get_if<Exists>(&expression.value)) add(*exists->pattern);
    if (const auto* call = std::get_if<Call>(&expression.value)) {
      for (const Expression& argument : call->arguments) add(argument);
    }
  }

  void add(const Node& node) {
    std::visit(Overloaded{
                   [&](const Bgp& bgp) {
                     add_scope(node);
                     for (const Inside& inside : bgp.insides) out_.insert(inside.term);
                   },
                   [&](const PathPattern&) { add_scope(node); }, [&](const Service&) { add_scope(node); },
                   [&](const Values&) { add_scope(node); }, [&](const Project&) { add_scope(node); },
                   [&](const Group&) { add_scope(node); },
                   [&](const Join& join) { add(*join.left), add(*join.right); },
                   [&](const Lateral& lateral) { add(*lateral.left), add(*lateral.right); },
                   [&](const LeftJoin& join) {
                     add(*join.left), add(*join.right);
                     if (join.condition) add(*join.condition);
                   },
                   [&](const Union& u) {
                     for (const Node& branch : u.branches) add(branch);
                   },
                   [&](const Minus& minus) { add(*minus.left), add(*minus.right); },
                   [&](const Filter& filter) { add(*filter.input), add(filter.condition); },
                   [&](const Extend& extend) {
                     add(*extend.input), add(extend.expression);
                     out_.insert(extend.variable);
                   },
                   [&](const OrderBy& order) {
                     add(*order.input);
                     for (const SortKey& key : order.keys) add(key.expression);
                   },
                   [&](const auto& one) { add(*one.input); },  // Distinct, Reduced, Slice
               },
               node.value);
  }

  Variables take() { return std::move(out_); }

 private:
  void add_scope(const Node& node) {
    for (Variable& variable : variables_in_scope(node)) out_.insert(std::move(variable));
  }

  Variables out_;
};

}  // namespace

Variables mentioned(const Node& node) {
  Mentioned out;
  out.add(node);
  return out.take();
}

Variables variables(const Expression& expression) {
  Mentioned out;
  out.add(expression);
  return out.take();
}

Variables wanted(const Node& node) {
  const auto without = [](Variables a, const Variables& b) {
    for (const Variable& variable : b) a.erase(variable);
    return a;
  };
  return std::visit(Overloaded{
                        [](const Bgp&) { return Variables(); },
                        [](const PathPattern&) { return Variables(); },
                        [](const Values&) { return Variables(); },
                        [](const Service& service) {
                          const auto* variable = std::get_if<Variable>(&service.endpoint);
                          return variable == nullptr ? Variables() : Variables{*variable};
                        },
                        [&](const Join& join) {
                          return united(without(wanted(*join.left), scope(*join.right)),
                                        without(wanted(*join.right), scope(*join.left)));
                        },
                        [&](const Lateral& lateral) {
                          return united(wanted(*lateral.left),
                                        without(wanted(*lateral.right), scope(*lateral.left)));
                        },
                        [&](const LeftJoin& join) {
                          return united(wanted(*join.left), without(wanted(*join.right), scope(*join.left)));
                        },
                        [](const Union& u) {
                          Variables out;
                          for (const Node& branch : u.branches) out = united(out, wanted(branch));
                          return out;
                        },
                        [](const Minus& minus) { return united(wanted(*minus.left), wanted(*minus.right)); },
                        [](const auto& one) { return wanted(*one.input); },
                    },
                    node.value);
}

namespace {

// `everywhere`: `given` is put into sides that solutions are only compared with, too.
bool can_take(const Node& node, const Variables& given, bool everywhere) {
  const auto take = [&](const Node& part) { return can_take(part, given, everywhere); };
  // Whether what an expression or a side sees of `given` is bound in `node` itself.
  const auto bound_in = [&](const Node& input, const Variables& seen) {
    return subset(intersection(seen, given), certain(input));
  };
  return std::visit(Overloaded{
                        [](const Bgp&) { return true; },
                        [](const PathPattern&) { return true; },
                        // One that starts from rows is asked again for each batch of them.
                        [&](const Service& service) {
                          return everywhere || std::holds_alternative<Variable>(service.endpoint);
                        },
                        [](const Values&) { return true; },
                        [&](const Lateral& lateral) {
                          return take(*lateral.left) && bound_in(*lateral.left, mentioned(*lateral.right));
                        },
                        [&](const Join& join) { return take(*join.left) && take(*join.right); },
                        [&](const LeftJoin& join) {
                          return take(*join.left) && bound_in(*join.left, scope(*join.right)) &&
                                 (!join.condition || bound_in(*join.left, variables(*join.condition)));
                        },
                        [&](const Union& u) {
                          return std::all_of(u.branches.begin(), u.branches.end(),
                                             [&](const Node& branch) { return take(branch); });
                        },
                        [&](const Minus& minus) {
                          const Variables seen = mentioned(*minus.right);
                          return take(*minus.left) &&
                                 (!everywhere || (take(*minus.right) && bound_in(*minus.left, seen) &&
                                                  bound_in(*minus.right, seen)));
                        },
                        [&](const Filter& filter) {
                          return take(*filter.input) && bound_in(*filter.input, variables(filter.condition));
                        },
                        [&](const Extend& extend) {
                          return !given.contains(extend.variable) && take(*extend.input) &&
                                 bound_in(*extend.input, variables(extend.expression));
                        },
                        [&](const Project& project) {
                          Variables hidden = scope(*project.input);
                          for (const Variable& variable : project.variables) hidden.erase(variable);
                          return disjoint(hidden, given) && take(*project.input);
                        },
                        [&](const OrderBy& order) { return take(*order.input); },
                        // Distinct, Reduced, Slice, Group
                        [](const auto&) { return false; },
                    },
                    node.value);
}

}  // namespace

bool can_start_from(const Node& node, const Variables& given) { return can_take(node, given, false); }
bool joins_as_it_is(const Node& node, const Variables& given) { return can_take(node, given, true); }

}  // namespace quoth::algebra
