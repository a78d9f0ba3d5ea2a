// How the command tells about errors, and the exit status that follows from one.
#pragma once
#include <iosfwd>
#include <string>
#include <string_view>

#include "base/error.h"

namespace quoth::repl {

// docs/command-line.md lists these; they are the same for every command.
enum ExitStatus : int {
  kSuccess = 0,
  kDiffers = 1,            // of checks: some verdict is not the expected one
  kUsage = 2,              // the command line, or a query or script, could not be read
  kData = 3,               // data or input and output
  kBudget = 4,             // a time or memory budget is used up
  kInterruptedBase = 128,  // plus the number of the signal
};

// What the text was in which something is wrong: a statement that somebody typed, or data.
enum class Origin { kStatement, kData };

int exit_status(const Error& error, Origin origin);

// "file:line:column: message" with the line and a caret, or "quoth: message". Coloured if asked.
void report(std::ostream& err, const Error& error, bool colour);
void report(std::ostream& err, std::string_view message, bool colour);

// To standard error, coloured if that may be; gives the exit status.
int report_failure(const Error& error, Origin origin);

enum class Colour { kAuto, kAlways, kNever };

// What --color asks for; kAuto at first. Once, before anything is printed.
void set_colour(Colour colour);

// Whether text on this file descriptor may be coloured. kAuto: a terminal, NO_COLOR not set, TERM not "dumb".
bool may_colour(int descriptor);

}  // namespace quoth::repl
