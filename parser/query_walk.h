// Walks over the parts of a tree of a query, for what has to look at all of them.
#pragma once
#include <variant>

#include "parser/query_ast.h"

namespace quoth::sparql {

// Calls visit(part) for everything that stands in triples and that `visit` takes: each GraphNode, VerbObjects,
// Object, Reifier and AnnotationBlock, outer ones before inner ones, in the sequence of the text.
template <typename Visit>
class TriplesWalk {
 public:
  explicit TriplesWalk(Visit& visit) : visit_(visit) {}

  void operator()(const TriplesBlock& triples) const {
    for (const SameSubject& each : triples) {
      (*this)(each.subject);
      (*this)(each.properties);
    }
  }

  void operator()(const PropertyList& properties) const {
    for (const VerbObjects& each : properties) {
      call(each);
      for (const Object& object : each.objects) (*this)(object);
    }
  }

  void operator()(const GraphNode& node) const {
    call(node);
    std::visit(Overloaded{
                   [&](const Collection& list) { (*this)(list.items); },
                   [&](const BlankNodeProperties& blank) { (*this)(blank.properties); },
                   [&](const TriplePattern& triple) { (*this)(triple.parts); },
                   [&](const ReifiedTriple& triple) {
                     (*this)(triple.parts);
                     (*this)(triple.reifier);
                   },
                   [](const auto&) {},  // nothing inside
               },
               node.value);
  }

 private:
  void operator()(const std::vector<GraphNode>& nodes) const {
    for (const GraphNode& each : nodes) (*this)(each);
  }

  void operator()(const Object& object) const {
    call(object);
    (*this)(object.node);
    for (const Annotation& each : object.annotations) {
      std::visit(Overloaded{
                     [&](const Reifier& reifier) {
                       call(reifier);
                       (*this)(reifier.name);
                     },
                     [&](const AnnotationBlock& block) {
                       call(block);
                       (*this)(block.properties);
                     },
                 },
                 each);
    }
  }

  template <typename Part>
  void call(const Part& part) const {
    if constexpr (requires { visit_(part); }) visit_(part);
  }

  Visit& visit_;
};

template <typename Visit>
void walk(const TriplesBlock& triples, Visit visit) {
  TriplesWalk<Visit> walker(visit);
  walker(triples);
}

// Calls visit(expression) for those directly inside this one; patterns are left out.
template <typename Visit>
void for_each_part(const Expression& expression, const Visit& visit) {
  const auto all = [&](const std::vector<Expression>& parts) {
    for (const Expression& each : parts) visit(each);
  };
  std::visit(
      Overloaded{
          [&](const TripleTerm& triple) { all(triple.parts); },
          [&](const Chain& chain) { all(chain.operands); },
          [&](const Unary& unary) { visit(*unary.operand); },
          [&](const Membership& in) {
            visit(*in.element);
            all(in.list);
          },
          [&](const Call& call) { all(call.arguments); },
          [&](const Aggregate& aggregate) { all(aggregate.argument); }, [](const auto&) {},  // nothing inside
      },
      expression.value);
}

}  // namespace quoth::sparql
