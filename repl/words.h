// The words of a line that is no statement.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace quoth::repl {

// Without blanks around it.
std::string_view trim(std::string_view text);

// Apart by blanks, save in single or double quotes or after a backslash.
std::vector<std::string> split_words(std::string_view text);

// Paragraphs fitted to `width` columns. Lines that start with four blanks stay as they are, and an item of a list ("- ")
// goes on below its text.
std::string wrap(std::string_view text, std::size_t width);

}  // namespace quoth::repl
