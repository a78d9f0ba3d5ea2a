// What may follow in a line that somebody types: dot-commands, files, keywords, names.
#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "repl/line_reader.h"

namespace quoth::repl {

// Names that start with a text, at most so many.
using NameSource = std::function<std::vector<std::string>(std::string_view text, std::size_t limit)>;

// The words that a statement is built with, as far as they are offered (docs/claim-language.md).
std::span<const std::string_view> keywords();

// A statement: names of one or more words (the longest run of words before the cursor that begins a known
// one), and the words of the language. A name that could not stand bare comes in single quotes.
Completion complete_statement(std::string_view line, std::size_t cursor, const NameSource& names);

// A line that starts with a dot: the commands, and files after one of `take_files`.
Completion complete_dot_command(std::string_view line, std::size_t cursor,
                                std::span<const std::string> commands,
                                std::span<const std::string> take_files);

}  // namespace quoth::repl
