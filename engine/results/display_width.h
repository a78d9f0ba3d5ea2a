// How much room text takes in a terminal or a fixed-width font: wide characters take two columns, combining
// marks and joined emoji none of their own (UAX #11 and #29, by ICU).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace quoth {

// Columns that valid UTF-8 takes. Control characters take none: see printable().
std::size_t display_width(std::string_view text);

// As much of the start of `text`, by grapheme clusters, as `width` columns hold; cut text ends in "…".
std::string shorten(std::string_view text, std::size_t width);

// One line that is safe to print: line feeds and tabs as \n and \t, other control characters and those that
// change the direction of what follows as \u{…}. Stored text can neither break a table nor send commands to a
// terminal.
std::string printable(std::string_view text);

}  // namespace quoth
