// What the manifest says of a test of a query: the action's query, the data to ask it of, and other endpoints.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "parser/query_ast.h"
#include "rdf/term.h"
#include "tests/conformance/entry_documents.h"
#include "tests/conformance/manifest.h"

namespace quoth::conformance {

struct DataSources {
  struct NamedGraph {
    std::string name;  // an IRI
    Term document;
  };
  std::vector<Term> documents;  // into the default graph, with the named graphs that they bring
  std::vector<NamedGraph> graphs;
  bool empty() const { return documents.empty() && graphs.empty(); }
};

struct Endpoint {
  std::string iri;
  DataSources data;
};

struct QueryEntry {
  std::optional<Term> query;  // also the request of an update
  DataSources data;
  std::vector<Endpoint> endpoints;
  bool lax = false;      // mf:LaxCardinality
  bool entails = false;  // asks for an entailment regime
};

// kInvalid where the manifest makes no sense.
Result<QueryEntry> read_query_entry(const Entry& entry);

// All quads of the sources. Blank nodes of different documents are different.
Result<std::vector<Quad>> read_data(const DataSources& sources, const Entry& entry,
                                    const Documents& documents);

// What the query's own FROM and FROM NAMED name, each document as the source of a graph of its name.
Result<DataSources> dataset_of_query(const sparql::Query& query, const std::string& base);

}  // namespace quoth::conformance
