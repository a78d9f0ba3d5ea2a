// From the tree of a query to its meaning (SPARQL 1.2, section 18.2).
#pragma once
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/query.h"
#include "parser/query_ast.h"

namespace quoth {

struct TranslatedQuery {
  QueryForm form = QueryForm::kSelect;
  algebra::Node solutions = {};  // of kAsk: whether there is one

  // Of kConstruct: the template. Internal variables stand for blank nodes, new ones for each solution.
  std::vector<algebra::TriplePattern> construct = {};

  // Of kDescribe: what is described - IRIs, and the variables of `solutions` - and where.
  std::vector<Term> resources = {};
  algebra::GraphTarget described_in = {};

  PrefixMap prefixes = {};  // declared by the query and given by the options
};

// `text` is what the query was parsed from, for the places of errors and for what SERVICE sends. kInvalid for
// undeclared prefixes, IRIs that are none and calls that cannot be right; kUnsupported for functions that there are not;
// kLimit. algebra::validate accepts what comes out.
Result<TranslatedQuery> translate_query(const sparql::Query& query, std::string_view text,
                                        const QueryOptions& options = {});

}  // namespace quoth
