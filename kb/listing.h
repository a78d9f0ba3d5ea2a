// What listings of a database have in common: how long they may be, and the cells of their tables.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

#include "kb/answer.h"
#include "kb/shown_names.h"
#include "rdf/prefixes.h"
#include "rdf/term.h"

namespace quoth {

struct ListOptions {
  std::size_t limit = 1000;  // rows of a list; what is left out is said in the answer's note
  PrefixMap prefixes;        // these come before the database's
};

inline Cell name_cell(const Term& term, const ShownNames& names) { return {term, names.show(term)}; }

// As it can be written in a statement: `ex:Obama`.
inline Cell written_cell(const Term& iri, const ShownNames& names) {
  return {iri, iri.is_iri() ? names.prefixed(iri.text()) : names.show(iri)};
}

inline Cell text_cell(std::string text) { return {Term::literal(text), text}; }

// With commas in the table: 1,234,567.
Cell count_cell(std::uint64_t count);

// "the first 100 of 1,234 are shown": nothing where all are.
std::string shown_note(std::size_t shown, std::uint64_t all, std::string_view what);

}  // namespace quoth
