// The SPARQL text of expressions and terms: what translate_expression.h reads back as the same.
#pragma once
#include <functional>
#include <string>
#include <string_view>

#include "engine/algebra.h"
#include "rdf/term.h"

namespace quoth {

// How an IRI is to be written: `<…>`, or a prefixed name.
using IriWriter = std::function<std::string(std::string_view iri)>;

// With the fewest brackets that keep the order of operators. IRI() and URI() are written without the base that
// they resolve against: it is that of the query around them. Requires functions that find_function knows; a
// blank node, which no expression of SPARQL can hold, is written as `_:label`.
std::string write_expression(const algebra::Expression& expression, const IriWriter& iri);

// Numbers and booleans as bare tokens where that keeps their lexical form.
std::string write_term(const Term& term, const IriWriter& iri);

}  // namespace quoth
