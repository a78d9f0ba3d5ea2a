#include "engine/translate/triples.h"

#include <optional>
#include <string>
#include <utility>

#include "rdf/vocabulary.h"

namespace quoth::translation {
namespace {

using algebra::TermPattern;
using algebra::TriplePattern;

TermPattern iri(std::string_view text) { return Term::iri(std::string(text)); }

// One term if all parts are.
TermPattern triple_term(TriplePattern triple) {
  const Term* subject = std::get_if<Term>(&triple.subject);
  const Term* predicate = std::get_if<Term>(&triple.predicate);
  const Term* object = std::get_if<Term>(&triple.object);
  if (subject != nullptr && predicate != nullptr && object != nullptr)
    return Term::triple(*subject, *predicate, *object);
  return Box<TriplePattern>(std::move(triple));
}

// Recurses no deeper than brackets nest, which the parser bounds.
class TripleReader {
 public:
  explicit TripleReader(Context& context) : context_(context) {}

  Status add(const sparql::SameSubject& triples) {
    QUOTH_TRY(const TermPattern subject, node(triples.subject));
    return add(subject, triples.properties);
  }

  Result<TermPattern> node(const sparql::GraphNode& graph_node) {
    return std::visit([&](const auto& each) { return meaning(each, graph_node.span); }, graph_node.value);
  }

  TripleList take() { return std::move(list_); }

 private:
  void emit(TermPattern subject, TermPattern predicate, TermPattern object) {
    list_.patterns.push_back({std::move(subject), std::move(predicate), std::move(object)});
  }

  // ---- Nodes

  Result<TermPattern> meaning(const sparql::Variable& variable, Span) {
    return TermPattern(algebra::Variable{variable.name});
  }
  Result<TermPattern> meaning(const sparql::Iri& name, Span span) {
    QUOTH_TRY(std::string text, context_.names.iri(name, span));
    return TermPattern(Term::iri(std::move(text)));
  }
  Result<TermPattern> meaning(const sparql::PrefixedName& name, Span span) {
    QUOTH_TRY(std::string text, context_.names.iri(name, span));
    return TermPattern(Term::iri(std::move(text)));
  }
  Result<TermPattern> meaning(const sparql::Literal& literal, Span) {
    QUOTH_TRY(Term term, context_.names.literal(literal));
    return TermPattern(std::move(term));
  }
  Result<TermPattern> meaning(const sparql::BlankNode& blank, Span) {
    return TermPattern(blank.label.empty() ? context_.fresh() : Context::blank(blank.label));
  }

  Result<TermPattern> meaning(const sparql::Collection& collection, Span) {
    if (collection.items.empty()) return iri(rdf::kNil);
    const TermPattern first = context_.fresh();
    TermPattern cell = first;
    for (std::size_t i = 0; i < collection.items.size(); ++i) {
      QUOTH_TRY(TermPattern item, node(collection.items[i]));
      emit(cell, iri(rdf::kFirst), std::move(item));
      const bool last = i + 1 == collection.items.size();
      TermPattern rest = last ? iri(rdf::kNil) : TermPattern(context_.fresh());
      emit(std::move(cell), iri(rdf::kRest), rest);
      cell = std::move(rest);
    }
    return first;
  }

  Result<TermPattern> meaning(const sparql::BlankNodeProperties& properties, Span) {
    const TermPattern subject = context_.fresh();
    QUOTH_CHECK(add(subject, properties.properties));
    return subject;
  }

  Result<TriplePattern> triple(const std::vector<sparql::GraphNode>& parts) {
    QUOTH_TRY(TermPattern subject, node(parts[0]));
    QUOTH_TRY(TermPattern predicate, node(parts[1]));
    QUOTH_TRY(TermPattern object, node(parts[2]));
    return TriplePattern{std::move(subject), std::move(predicate), std::move(object)};
  }

  Result<TermPattern> meaning(const sparql::TriplePattern& pattern, Span) {
    QUOTH_TRY(TriplePattern parts, triple(pattern.parts));
    return triple_term(std::move(parts));
  }

  Result<TermPattern> meaning(const sparql::ReifiedTriple& reified, Span) {
    QUOTH_TRY(TriplePattern parts, triple(reified.parts));
    return reifier_of(std::move(parts), reified.reifier);
  }

  // A name is one node or none.
  Result<TermPattern> reifier_of(TriplePattern reified, const std::vector<sparql::GraphNode>& name) {
    TermPattern reifier = context_.fresh();
    if (!name.empty()) {
      QUOTH_TRY(reifier, node(name.front()));
    }
    emit(reifier, iri(rdf::kReifies), triple_term(std::move(reified)));
    return reifier;
  }

  // ---- Predicates and objects

  Status add(const TermPattern& subject, const sparql::PropertyList& properties) {
    for (const sparql::VerbObjects& each : properties) QUOTH_CHECK(add(subject, each));
    return {};
  }

  Status add(const TermPattern& subject, const sparql::VerbObjects& verb_objects) {
    QUOTH_TRY(const std::optional<TermPattern> predicate, verb(verb_objects));
    for (const sparql::Object& object : verb_objects.objects) {
      QUOTH_TRY(const TermPattern value, node(object.node));
      if (!predicate) {  // a path, which has no annotations
        list_.paths.push_back({subject, &std::get<sparql::Path>(verb_objects.verb), value});
        continue;
      }
      emit(subject, *predicate, value);
      QUOTH_CHECK(annotate({subject, *predicate, value}, object.annotations));
    }
    return {};
  }

  // Nothing for a path that is more than an IRI.
  Result<std::optional<TermPattern>> verb(const sparql::VerbObjects& verb_objects) {
    if (const auto* variable = std::get_if<sparql::Variable>(&verb_objects.verb))
      return std::optional<TermPattern>(algebra::Variable{variable->name});
    const sparql::Path& path = std::get<sparql::Path>(verb_objects.verb);
    const auto* full = std::get_if<sparql::Iri>(&path.value);
    const auto* prefixed = std::get_if<sparql::PrefixedName>(&path.value);
    if (full == nullptr && prefixed == nullptr) return std::optional<TermPattern>();
    QUOTH_TRY(std::string text, full != nullptr ? context_.names.iri(*full, path.span)
                                                : context_.names.iri(*prefixed, path.span));
    return std::optional<TermPattern>(Term::iri(std::move(text)));
  }

  Status annotate(const TriplePattern& triple, const std::vector<sparql::Annotation>& annotations) {
    std::optional<TermPattern> reifier;
    for (const sparql::Annotation& annotation : annotations) {
      if (const auto* name = std::get_if<sparql::Reifier>(&annotation)) {
        QUOTH_TRY(reifier, reifier_of(triple, name->name));
        continue;
      }
      if (!reifier) {
        QUOTH_TRY(reifier, reifier_of(triple, {}));
      }
      QUOTH_CHECK(add(*reifier, std::get<sparql::AnnotationBlock>(annotation).properties));
      reifier.reset();
    }
    return {};
  }

  Context& context_;
  TripleList list_;
};

}  // namespace

Result<TripleList> read_triples(const sparql::TriplesBlock& triples, Context& context) {
  TripleReader reader(context);
  for (const sparql::SameSubject& each : triples) QUOTH_CHECK(reader.add(each));
  return reader.take();
}

Result<Term> read_data_term(const sparql::GraphNode& node, Context& context) {
  TripleReader reader(context);
  QUOTH_TRY(const TermPattern pattern, reader.node(node));
  if (const Term* term = std::get_if<Term>(&pattern)) return *term;
  return context.names.error(ErrorCode::kInvalid, "expected a term without variables and blank nodes",
                             node.span);
}

Result<TermPattern> read_name(const sparql::GraphName& name, Span span, const Context& context) {
  if (const auto* variable = std::get_if<sparql::Variable>(&name))
    return TermPattern(algebra::Variable{variable->name});
  const auto* full = std::get_if<sparql::Iri>(&name);
  QUOTH_TRY(std::string text, full != nullptr
                                  ? context.names.iri(*full, span)
                                  : context.names.iri(std::get<sparql::PrefixedName>(name), span));
  return TermPattern(Term::iri(std::move(text)));
}

}  // namespace quoth::translation
