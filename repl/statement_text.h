// The text of a statement or query that a command runs: its argument, a file, or standard input.
#pragma once
#include <string>

#include "base/result.h"

namespace quoth::repl {

struct StatementText {
  std::string text;
  std::string document;  // empty: the command line

  // The error with its place in the document.
  Error placed(Error error) const;
};

// `argument`: the statement, or "-" for standard input; `file`: where it stands instead, if not empty. kIo; kNotFound;
// kLimit for a file that is larger than `most_bytes`.
Result<StatementText> read_statement(const std::string& argument, const std::string& file,
                                     std::size_t most_bytes = std::size_t{1} << 20);

// Reports why it could not be read; gives the exit status.
int report_unread(const Error& error);

}  // namespace quoth::repl
