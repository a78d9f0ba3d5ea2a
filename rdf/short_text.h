// The short text of single terms, as Turtle and SPARQL have it: prefixed names, bare numbers, `a`.
#pragma once
#include <string>
#include <string_view>

#include "rdf/prefixes.h"
#include "rdf/term.h"

namespace quoth {

// `ex:name` where a prefix allows it, else `<iri>`.
void append_short_iri(std::string& out, std::string_view iri, const PrefixMap& prefixes);

// As an object: 1, true, "text"@en, "2014-03"^^xsd:gYearMonth, `<<( ex:s a ex:C )>>`; blank nodes by label.
void append_short_term(std::string& out, const TermView& term, const PrefixMap& prefixes);

// As a predicate: rdf:type is `a`.
void append_short_verb(std::string& out, const TermView& predicate, const PrefixMap& prefixes);

// `s p o`, without brackets or a full stop.
void append_short_triple(std::string& out, const TripleView& triple, const PrefixMap& prefixes);

}  // namespace quoth
