// What the text of a table's field stands for: forms of text only, without a database. docs/tables.md lists them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "rdf/term.h"

namespace quoth {

// Without ASCII white space at either end.
std::string_view trimmed(std::string_view text);

// A name on one line: trimmed, and every run of ASCII white space one blank.
std::string tidy_name(std::string_view text);

// The end of an IRI that stands for a tidy name. Different names have different ones, none of which is empty or holds
// what a path or a fragment could not: a blank is "_", letters of any script stay, other characters are percent-encoded.
std::string local_part(std::string_view name);

// `base` such that a local part may follow: "#" is added to one that ends in a letter, say.
std::string names_base(std::string_view base);

// The literal that a date is, by its form: xsd:date, xsd:gYearMonth, xsd:gYear or xsd:dateTime. Looks at `text`.
std::optional<TermView> date_literal(std::string_view text);

// A number from 0 to 1 as an xsd:decimal. Looks at `text`.
std::optional<TermView> share_literal(std::string_view text);

// The literal that an object is by its form: an integer, decimal or double without leading zeros; a date, year and
// month, or point in time; a text in double quotes, which are taken off, with a language tag behind it or without.
// Nothing for what is a name. Looks at `text`.
std::optional<TermView> object_literal(std::string_view text);

TermView iri_view(std::string_view iri);
TermView text_view(std::string_view text);  // an xsd:string

}  // namespace quoth
