// The errors about names: unknown ones with the nearest, and ambiguous ones with how to say which.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "kb/lexicon.h"
#include "kb/names.h"

namespace quoth::reading {

// The text that a statement is read from.
struct Source {
  std::string_view text, document;
};

// Each of these returns the error of a look-up instead, if that fails.

// `unknown name "Obma"`, with the nearest names; or that it is known, and no verb.
Error unknown_name(Lexicon& lexicon, const std::string& name, Position position, const Source& source,
                   std::size_t offset);

// `"Ukraine" may be several things`, with the names to write instead.
Error ambiguous_name(Lexicon& lexicon, const std::string& name, const std::vector<NameCandidate>& candidates,
                     const Source& source, std::size_t offset);

// The words can be read in several ways; `readings` have their names in single quotes.
Error several_readings(const std::vector<std::string>& readings, const Source& source, std::size_t offset);

Error unknown_prefix(Lexicon& lexicon, const std::string& prefix, const Source& source, std::size_t offset);

}  // namespace quoth::reading
