// Telling the two languages of a session apart.
#pragma once
#include <cstdint>
#include <string_view>

namespace quoth::repl {

enum class Language : std::uint8_t { kClaim, kSparql };

// SPARQL is what begins as only a query can: SELECT before a variable, "*", "(", DISTINCT or REDUCED; ASK and
// CONSTRUCT before "{", WHERE or FROM; DESCRIBE before "*", a variable or an IRI; PREFIX, BASE and VERSION with what
// they declare. So a claimant may be called "Select Committee". Comments before it are passed over.
Language language_of(std::string_view text);

// Whether a query that begins a session's input has come to its end, or goes on in the next lines.
enum class QueryText : std::uint8_t { kWhole, kOpen, kWrong };
QueryText look_at_query(std::string_view text);

// The query without the ";" that ends it, if it is whole with it; else nothing is taken away.
std::string_view without_end_mark(std::string_view text);

}  // namespace quoth::repl
