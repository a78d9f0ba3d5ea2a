// Triples as they are written to triple patterns: lists, blank node property lists, reified triples and annotations
// written out (SPARQL 1.2, section 4.2 and 4.3), blank nodes as internal variables.
#pragma once
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/translate/context.h"
#include "parser/query_ast.h"

namespace quoth::translation {

struct PathTriple {
  algebra::TermPattern subject;
  const sparql::Path* path;  // of the syntax tree
  algebra::TermPattern object;
};

struct TripleList {
  std::vector<algebra::TriplePattern> patterns;
  std::vector<PathTriple> paths;  // those that are more than one IRI
};

Result<TripleList> read_triples(const sparql::TriplesBlock& triples, Context& context);

// A term of VALUES, which holds no variable.
Result<Term> read_data_term(const sparql::GraphNode& node, Context& context);

// The name of a graph or endpoint, or a resource to describe.
Result<algebra::TermPattern> read_name(const sparql::GraphName& name, Span span, const Context& context);

}  // namespace quoth::translation
