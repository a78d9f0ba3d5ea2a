// The text of single terms, as N-Triples and Turtle share it.
#pragma once
#include <string>
#include <string_view>

#include "rdf/term.h"

namespace quoth {

// Between the quotes of a string: the short escapes, \u for what canonical N-Triples escapes, all else as it
// is.
void append_escaped_string(std::string& out, std::string_view text);

// `<iri>`. What an IRI may not hold is written as \u, so that the line stays one line whatever the caller
// hands over.
void append_iri(std::string& out, std::string_view iri);

enum class LanguageCase { kAsWritten, kLower };

// "@en", "@en--ltr" of a literal with a language.
void append_language(std::string& out, const TermView& literal, LanguageCase letters);

// The term as N-Triples writes it.
void append_term(std::string& out, const TermView& term, LanguageCase letters);

}  // namespace quoth
