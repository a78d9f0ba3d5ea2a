// What Turtle's terminals can hold (RDF 1.2 Turtle, section 6.5): which labels, local names and literals have
// a short form.
#pragma once
#include <string>
#include <string_view>

namespace quoth {

bool is_pn_chars_base(char32_t c);
bool is_pn_chars_u(char32_t c);  // PN_CHARS_BASE or "_"
bool is_pn_chars(char32_t c);

// PN_PREFIX, or empty.
bool is_prefix_label(std::string_view label);

// BLANK_NODE_LABEL without its "_:".
bool is_blank_node_label(std::string_view label);

// Appends `name` as PN_LOCAL, escaped with backslashes where needed. False, with `out` unchanged, where that
// cannot be, and for names with "/", "?" or "#", which read better as part of a whole IRI. An empty name is
// one.
bool append_local_name(std::string& out, std::string_view name);

// Whether the token `lexical`, without quotes, is read as a literal of that datatype with that very lexical
// form.
bool is_bare_literal(std::string_view lexical, std::string_view datatype);

}  // namespace quoth
