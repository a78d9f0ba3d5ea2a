// Solutions as programs read them: SPARQL 1.2 Query Results in JSON, CSV and TSV. Terms, not names.
#pragma once
#include <iosfwd>

#include "kb/answer.h"

namespace quoth {

// Triple terms as {"type": "triple"}, directions as "its:dir"; an unbound variable is left out.
void write_json(std::ostream& out, const Answer& answer);

// RFC 4180 with CRLF: plain texts of terms, triple terms in the syntax of N-Triples; nothing for an unbound
// variable.
void write_csv(std::ostream& out, const Answer& answer);

// Variables with their mark, terms in the syntax of N-Triples; nothing for an unbound variable.
void write_tsv(std::ostream& out, const Answer& answer);

}  // namespace quoth
