// What may follow in a line that somebody types: dot-commands, files, words of the language, names.
#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kb/complete.h"
#include "repl/line_reader.h"

namespace quoth::repl {

// Names for a request, those that fit first.
using NameSource = std::function<std::vector<NameSuggestion>(const NameRequest& request)>;

// A statement: names of one or more words (the longest run of words before the cursor that begins a known
// one), what of the language may stand next, and after a question mark the variables of the line. A name that
// could not stand bare comes in single quotes.
Completion complete_statement(std::string_view line, std::size_t cursor, const NameSource& names);

// All of the line from `begin` to the cursor as the beginning of one name, as after `.describe`.
Completion complete_name(std::string_view line, std::size_t begin, std::size_t cursor,
                         const NameSource& names);

// The words that start with what stands from `begin` to the cursor.
Completion complete_word(std::string_view line, std::size_t begin, std::size_t cursor,
                         std::span<const std::string> words);

// The files that start with what stands from `begin` to the cursor.
Completion complete_file(std::string_view line, std::size_t begin, std::size_t cursor);

}  // namespace quoth::repl
