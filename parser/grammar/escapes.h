// Escape sequences in strings and IRIs (Turtle 1.2, section 6.4), and the errors about IRIs' characters. The
// slow path: terminals come here only when they meet a backslash or a character that must not be there.
#pragma once
#include <string_view>

#include "parser/grammar/scan.h"

namespace quoth::grammar {

// The value of a string's `raw` text. Every backslash in it has passed is_escape().
bool unescape_string(std::string_view raw, Scan& scan, std::string_view& value);

// Whether the backslash at `p`, which is not the text's last byte, starts an escape that a string may hold.
// Only the letter is looked at.
bool is_escape(const char* p, Scan& scan);

// Reads an IRIREF from its `<` on, to behind its `>`, where that cannot be done by looking for the end alone.
bool read_iri(const char*& p, const char* last, Scan& scan, std::string_view& value);

}  // namespace quoth::grammar
