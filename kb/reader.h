// Reading one parsed statement: its patterns and questions filled with names that are known, and these turned
// into terms. kb/reading.h reads a text, which may parse in several ways.
#pragma once
#include <cstddef>
#include <optional>

#include "base/result.h"
#include "kb/lexicon.h"
#include "kb/name_errors.h"
#include "kb/reading.h"
#include "parser/claim_ast.h"

namespace quoth::reading {

struct Interpretation {
  Reading reading;
  std::size_t names = 0;  // how many names fill it: the fewest possible
  std::optional<Error>
      doubt;  // it can be filled, but not in one way only: a tie, or a name that is ambiguous
};

// Where the statement cannot be filled: an error that says why, or, without `explain`, any error of kInvalid.
// Saying why takes a search for near names.
Result<Interpretation> interpret(const claim::Statement& statement, Lexicon& lexicon, const Source& source,
                                 bool explain);

}  // namespace quoth::reading
