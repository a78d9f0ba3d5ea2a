#include "parser/check_query.h"
#include "parser/query_walk.h"

namespace quoth::sparql {
namespace {

// The first fault of triples, in the sequence of the text.
class Faults {
 public:
  void add(std::string message, Span span) {
    if (!first_) first_ = QueryFault{std::move(message), span};
  }
  QueryCheck take() { return std::move(first_); }

 private:
  QueryCheck first_;
};

class NoVariables {
 public:
  explicit NoVariables(Faults& faults) : faults_(faults) {}

  void operator()(const GraphNode& node) const {
    if (const auto* variable = std::get_if<Variable>(&node.value)) refuse(*variable, node.span);
  }
  void operator()(const VerbObjects& properties) const {
    if (const auto* variable = std::get_if<Variable>(&properties.verb))
      refuse(*variable, properties.verb_span);
  }
  void refuse(const Variable& variable, Span span) const {
    faults_.add("data can hold no variable, such as ?" + variable.name, span);
  }

 private:
  Faults& faults_;
};

// Whatever stands for a node without a name is one as well.
class NoBlankNodes {
 public:
  explicit NoBlankNodes(Faults& faults) : faults_(faults) {}

  void operator()(const GraphNode& node) const {
    if (std::holds_alternative<BlankNode>(node.value) ||
        std::holds_alternative<BlankNodeProperties>(node.value)) {
      refuse("", node.span);
    } else if (const auto* list = std::get_if<Collection>(&node.value);
               list != nullptr && !list->items.empty()) {
      refuse("; the cells of a list are blank nodes", node.span);
    } else if (const auto* triple = std::get_if<ReifiedTriple>(&node.value);
               triple != nullptr && triple->reifier.empty()) {
      refuse("; a reified triple without a name stands for one", node.span);
    }
  }
  void operator()(const Reifier& reifier) const {
    if (reifier.name.empty()) refuse("; a reifier without a name is one", reifier.span);
  }
  void operator()(const Object& object) const {
    const Reifier* reifier = nullptr;
    for (const Annotation& each : object.annotations) {
      const auto* block = std::get_if<AnnotationBlock>(&each);
      if (block != nullptr && reifier == nullptr)
        refuse("; an annotation without a named reifier is about one", block->span);
      reifier = std::get_if<Reifier>(&each);
    }
  }

 private:
  void refuse(const char* why, Span span) const {
    faults_.add(std::string("what is deleted can hold no blank node") + why, span);
  }

  Faults& faults_;
};

QueryCheck check_data(const Quads& quads) {
  Faults faults;
  for (const QuadsBlock& block : quads) {
    if (const auto* variable = block.graph ? std::get_if<Variable>(&*block.graph) : nullptr) {
      NoVariables(faults).refuse(*variable, block.graph_span);
    }
    walk(block.triples, NoVariables(faults));
  }
  return faults.take();
}

QueryCheck check_deletion(const Quads& quads) {
  Faults faults;
  for (const QuadsBlock& block : quads) walk(block.triples, NoBlankNodes(faults));
  return faults.take();
}

}  // namespace

QueryCheck check_triples(const Operation& operation) {
  return std::visit(
      Overloaded{
          [](const InsertData& insert) { return check_data(insert.quads); },
          [](const DeleteData& remove) {
            auto fault = check_data(remove.quads);
            return fault ? fault : check_deletion(remove.quads);
          },
          [](const DeleteWhere& remove) { return check_deletion(remove.quads); },
          [](const Modify& modify) { return modify.remove ? check_deletion(*modify.remove) : std::nullopt; },
          [](const auto&) { return QueryCheck(); },  // no triples
      },
      operation.value);
}

QueryCheck check_annotations(const TriplesBlock& triples) {
  Faults faults;
  walk(triples, [&](const VerbObjects& properties) {
    const auto* path = std::get_if<Path>(&properties.verb);
    if (path == nullptr || std::holds_alternative<Iri>(path->value) ||
        std::holds_alternative<PrefixedName>(path->value)) {
      return;
    }
    for (const Object& object : properties.objects) {
      if (object.annotations.empty()) continue;
      faults.add("a property path is no triple that could have a reifier or an annotation",
                 properties.verb_span);
    }
  });
  return faults.take();
}

}  // namespace quoth::sparql
