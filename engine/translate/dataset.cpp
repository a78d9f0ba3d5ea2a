#include "engine/translate/dataset.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/scope.h"
#include "rdf/iri.h"

namespace quoth::translation {
namespace {

using namespace algebra;

void add_once(std::vector<Term>& graphs, Term graph) {
  if (std::find(graphs.begin(), graphs.end(), graph) == graphs.end()) graphs.push_back(std::move(graph));
}

Result<std::vector<Term>> graphs_of(const std::vector<std::string>& iris) {
  std::vector<Term> graphs;
  for (const std::string& iri : iris) {
    if (!is_valid_iri(iri))
      return Error{ErrorCode::kInvalid, fmt::format("no IRI of a graph: <{}>", iri), {}, {}};
    add_once(graphs, Term::iri(iri));
  }
  return graphs;
}

}  // namespace

Result<QueryDataset> read_dataset(const std::vector<sparql::DatasetClause>& clauses,
                                  const QueryOptions& options, const Names& names) {
  if (options.dataset) {
    QUOTH_TRY(std::vector<Term> defaults, graphs_of(options.dataset->default_graphs));
    QUOTH_TRY(std::vector<Term> named, graphs_of(options.dataset->named_graphs));
    return QueryDataset{MergedGraphs{std::move(defaults)}, std::move(named)};
  }
  if (clauses.empty()) {
    if (options.union_default_graph) return QueryDataset{EveryGraph{}, std::nullopt};
    return QueryDataset{DefaultGraph{}, std::nullopt};
  }
  std::vector<Term> defaults, named;
  for (const sparql::DatasetClause& clause : clauses) {
    QUOTH_TRY(std::string iri, names.iri(clause.iri, clause.span));
    add_once(clause.named ? named : defaults, Term::iri(std::move(iri)));
  }
  return QueryDataset{MergedGraphs{std::move(defaults)}, std::move(named)};
}

Node empty_pattern(const GraphTarget& graph, const QueryDataset& dataset) {
  if (graph == dataset.default_graph) return {Bgp{DefaultGraph{}, {}}};
  if (!dataset.named_graphs) return {Bgp{graph, {}}};
  if (const auto* each = std::get_if<EachNamedGraph>(&graph)) {
    Values values{{each->name}, {}};
    for (const Term& name : *dataset.named_graphs) values.rows.push_back({name});
    return {std::move(values)};
  }
  return {Bgp{DefaultGraph{}, {}}};
}

bool implies_empty_pattern(const Node& node, const GraphTarget& graph, const QueryDataset& dataset) {
  const auto implies = [&](const Node& part) { return implies_empty_pattern(part, graph, dataset); };
  if (const auto* each = std::get_if<EachNamedGraph>(&graph))
    return !dataset.named_graphs && certain(node).contains(each->name);
  if (!std::holds_alternative<NamedGraph>(graph) || dataset.named_graphs) return true;
  return std::visit(
      Overloaded{
          [&](const Bgp& bgp) { return bgp.graph == graph && !bgp.patterns.empty(); },
          [&](const Join& join) { return implies(*join.left) || implies(*join.right); },
          [&](const LeftJoin& join) { return implies(*join.left); },
          [&](const Union& u) { return std::all_of(u.branches.begin(), u.branches.end(), implies); },
          [&](const Minus& minus) { return implies(*minus.left); },
          [&](const Filter& filter) { return implies(*filter.input); },
          [&](const Extend& extend) { return implies(*extend.input); },
          [](const auto&) { return false; },
      },
      node.value);
}

GraphTarget whole_dataset(const QueryDataset& dataset) {
  if (!dataset.named_graphs) return EveryGraph{};
  std::vector<Term> graphs = *dataset.named_graphs;
  if (const auto* merged = std::get_if<MergedGraphs>(&dataset.default_graph)) {
    for (const Term& name : merged->names) add_once(graphs, name);
  }
  return MergedGraphs{std::move(graphs)};
}

}  // namespace quoth::translation
