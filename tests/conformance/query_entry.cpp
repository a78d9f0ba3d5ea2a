#include "tests/conformance/query_entry.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "rdf/iri.h"
#include "rdf/prefixes.h"
#include "rdf/vocabulary.h"

namespace quoth::conformance {
namespace {

std::string qt(std::string_view name) {
  return "http://www.w3.org/2001/sw/DataAccess/tests/test-query#" + std::string(name);
}
std::string ut(std::string_view name) {
  return "http://www.w3.org/2009/sparql/tests/test-update#" + std::string(name);
}
constexpr std::string_view kCardinality =
    "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#resultCardinality";
constexpr std::string_view kLaxCardinality =
    "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#LaxCardinality";
constexpr std::string_view kRegime = "http://www.w3.org/ns/sparql-service-description#entailmentRegime";

// qt:graphData is the document itself, named by its IRI, or a node with qt:graph and the name as rdfs:label.
Result<DataSources::NamedGraph> read_named_graph(const Graph& graph, const Term& node) {
  const std::optional<Term> document = graph.object(node, qt("graph"));
  const std::optional<Term> label = graph.object(node, rdfs::kLabel);
  if (!document && node.is_iri()) return DataSources::NamedGraph{node.text(), node};
  if (!document) return Error{ErrorCode::kInvalid, "qt:graphData names no document", {}, {}};
  return DataSources::NamedGraph{label ? label->text() : document->text(), *document};
}

Result<DataSources> read_sources(const Graph& graph, const Term& node) {
  DataSources sources;
  sources.documents = graph.objects(node, qt("data"));
  for (const Term& named : graph.objects(node, qt("graphData"))) {
    QUOTH_TRY(DataSources::NamedGraph read, read_named_graph(graph, named));
    sources.graphs.push_back(std::move(read));
  }
  return sources;
}

// Terms of one reading of a document.
class Relabelled {
 public:
  explicit Relabelled(std::size_t document) : prefix_("d" + std::to_string(document) + "_") {}

  Term operator()(const Term& term) const {
    if (term.is_blank()) return Term::blank(prefix_ + term.text());
    if (!term.is_triple()) return term;
    const Triple& triple = term.as_triple();
    return Term::triple((*this)(triple.subject), (*this)(triple.predicate), (*this)(triple.object));
  }
  Triple operator()(const Triple& triple) const {
    return {(*this)(triple.subject), (*this)(triple.predicate), (*this)(triple.object)};
  }

 private:
  std::string prefix_;
};

// Expands a name as the prologue of a query says.
class Names {
 public:
  explicit Names(std::string base) : base_(std::move(base)) {}

  Status declare(const sparql::Declaration& declaration) {
    if (const auto* base = std::get_if<sparql::BaseDeclaration>(&declaration.value)) {
      QUOTH_TRY(base_, resolve_iri(base_, base->iri.text));
    } else if (const auto* prefix = std::get_if<sparql::PrefixDeclaration>(&declaration.value)) {
      QUOTH_TRY(const std::string iri, resolve_iri(base_, prefix->iri.text));
      prefixes_.set(prefix->prefix, iri);
    }
    return {};
  }

  Result<std::string> expand(const sparql::Name& name) const {
    if (const auto* iri = std::get_if<sparql::Iri>(&name)) return resolve_iri(base_, iri->text);
    const auto& prefixed = std::get<sparql::PrefixedName>(name);
    if (auto iri = prefixes_.expand(prefixed.prefix, prefixed.local)) return *std::move(iri);
    return Error{
        ErrorCode::kInvalid, "FROM has a prefix that is not declared: " + prefixed.prefix + ":", {}, {}};
  }

 private:
  std::string base_;
  PrefixMap prefixes_;
};

}  // namespace

Result<QueryEntry> read_query_entry(const Entry& entry) {
  QueryEntry result;
  if (!entry.action) return Error{ErrorCode::kInvalid, "the entry has no mf:action", {}, {}};
  const Term& action = *entry.action;
  const Graph& graph = *entry.graph;
  result.query = graph.object(action, qt("query"));
  if (!result.query) result.query = graph.object(action, ut("request"));
  if (!result.query && action.is_iri()) result.query = action;  // the query itself is the action
  if (!result.query) return Error{ErrorCode::kInvalid, "the action names no query", {}, {}};
  QUOTH_TRY(result.data, read_sources(graph, action));
  for (const Term& service : graph.objects(action, qt("serviceData"))) {
    const std::optional<Term> iri = graph.object(service, qt("endpoint"));
    if (!iri) return Error{ErrorCode::kInvalid, "qt:serviceData names no endpoint", {}, {}};
    QUOTH_TRY(DataSources data, read_sources(graph, service));
    result.endpoints.push_back({iri->text(), std::move(data)});
  }
  for (const Term& cardinality : graph.objects(*entry.node, kCardinality))
    result.lax = result.lax || cardinality.text() == kLaxCardinality;
  result.entails = graph.object(action, kRegime) || graph.object(*entry.node, kRegime);
  return result;
}

Result<std::vector<Quad>> read_data(const DataSources& sources, const Entry& entry,
                                    const Documents& documents) {
  std::vector<Quad> all;
  std::size_t read = 0;
  const auto add = [&](const Term& term, const std::optional<Term>& name) -> Status {
    QUOTH_TRY(const Document document, find_document(term, entry, documents));
    QUOTH_TRY(const std::vector<Quad> quads, read_graph(document));
    const Relabelled relabelled(read++);
    for (const Quad& quad : quads) {
      std::optional<Term> graph = name;
      if (quad.graph) graph = relabelled(*quad.graph);
      all.emplace_back(relabelled(quad.triple), std::move(graph));
    }
    return {};
  };
  for (const Term& document : sources.documents) QUOTH_CHECK(add(document, std::nullopt));
  for (const auto& [name, document] : sources.graphs) QUOTH_CHECK(add(document, Term::iri(name)));
  return all;
}

Result<DataSources> dataset_of_query(const sparql::Query& query, const std::string& base) {
  Names names(base);
  for (const sparql::Declaration& declaration : query.prologue) QUOTH_CHECK(names.declare(declaration));
  const sparql::QueryBody& body = std::visit(
      [](const auto& form) -> const auto& { return form.body; }, query.form);
  DataSources sources;
  for (const sparql::DatasetClause& clause : body.dataset) {
    QUOTH_TRY(std::string iri, names.expand(clause.iri));
    const bool known = std::any_of(sources.graphs.begin(), sources.graphs.end(),
                                   [&](const auto& graph) { return graph.name == iri; });
    if (!known) sources.graphs.push_back({iri, Term::iri(iri)});
  }
  return sources;
}

}  // namespace quoth::conformance
