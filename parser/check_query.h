// What the grammar of SPARQL asks for in words, beside its rules: section 18.2.1 on variables in scope, 19.6 on
// labels of blank nodes, and the notes of 19.8.
#pragma once
#include <optional>
#include <string>

#include "parser/query_ast.h"

namespace quoth::sparql {

struct QueryFault {
  std::string message;
  Span span;
};
using QueryCheck = std::optional<QueryFault>;  // nothing: no fault

QueryCheck check(const Query& query);
QueryCheck check(const Update& update);

// ---- By topic

// Which variables may be assigned and shown, where aggregates may stand, what VALUES may hold; check_scope.cpp.
QueryCheck check_scope(const Query& query);
QueryCheck check_scope(const GroupPattern& where);

// A label of a blank node stands for one node, which only one basic graph pattern of a query or of all WHERE clauses
// of an update, or one INSERT DATA, can be about; check_labels.cpp.
QueryCheck check_labels(const Query& query);
QueryCheck check_labels(const Update& update);

// What triples may hold: no variables in data, no blank nodes in what is deleted; check_triples.cpp.
QueryCheck check_triples(const Operation& operation);

// A triple with an annotation or a reifier has a predicate, and no other path.
QueryCheck check_annotations(const TriplesBlock& triples);

}  // namespace quoth::sparql
