// A Scan is what the terminals of a grammar share besides the text: where built text goes, whether the end of
// the window was met, and the first thing that was found to be wrong inside a token. A grammar hands it on as
// its X3 context, under ScanTag.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "parser/grammar/arena.h"

namespace quoth::grammar {

struct ScanTag;

// Why a text that has the start of a token is none: more exact than "expected …", and it wins over that.
struct Failure {
  const char* where = nullptr;
  ErrorCode code = ErrorCode::kSyntax;
  std::string message;
};

struct Scan {
  Arena arena;
  std::optional<Failure> failure;
  const char* token = nullptr;  // where the last one began, for the actions
  // A terminal looked at the end of the text. If more text may follow there, what the terminal found (a token
  // or none) is not to be trusted: the step is tried again with more of it.
  bool met_end = false;

  // Both return false, for the terminal that gives up.
  bool meet_end() {
    met_end = true;
    return false;
  }
  bool fail(const char* where, std::string message, ErrorCode code = ErrorCode::kSyntax) {
    if (!failure) failure = Failure{where, code, std::move(message)};
    return false;
  }
};

}  // namespace quoth::grammar
