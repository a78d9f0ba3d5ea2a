// Which graphs a query is asked of, and what it means to match nothing in them.
#pragma once
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/query.h"
#include "engine/translate/context.h"
#include "parser/query_ast.h"

namespace quoth::translation {

// The dataset of the options comes before that of the query; the whole database where there is neither. kInvalid:
// an IRI that is none.
Result<QueryDataset> read_dataset(const std::vector<sparql::DatasetClause>& clauses,
                                  const QueryOptions& options, const Names& names);

// The empty pattern in the active graph: one solution for each graph of the dataset that `graph` stands for.
algebra::Node empty_pattern(const algebra::GraphTarget& graph, const QueryDataset& dataset);

// Whether joining `node` with that empty pattern would change nothing.
bool implies_empty_pattern(const algebra::Node& node, const algebra::GraphTarget& graph,
                           const QueryDataset& dataset);

// Where a description looks for triples: all graphs of the dataset, as one.
algebra::GraphTarget whole_dataset(const QueryDataset& dataset);

}  // namespace quoth::translation
