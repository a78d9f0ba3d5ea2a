#include "repl/report.h"

#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "repl/interrupt.h"

namespace quoth::repl {
namespace {

constexpr std::string_view kRed = "\x1b[31m", kPlain = "\x1b[0m";

Colour colour_asked_for = Colour::kAuto;

void write(std::ostream& err, std::string_view label, std::string_view rest, bool colour) {
  if (colour) err << kRed;
  err << label;
  if (colour) err << kPlain;
  err << rest << '\n' << std::flush;
}

}  // namespace

int exit_status(const Error& error, Origin origin) {
  switch (error.code) {
    case ErrorCode::kSyntax:
    case ErrorCode::kInvalid:
    case ErrorCode::kUnsupported:
    case ErrorCode::kLimit:
      return origin == Origin::kStatement ? kUsage : kData;
    case ErrorCode::kNotFound:
    case ErrorCode::kIo:
    case ErrorCode::kCorruption:
      return kData;
    case ErrorCode::kCancelled:
      return kInterruptedBase + (interrupt_signal() != 0 ? interrupt_signal() : SIGINT);
    case ErrorCode::kTimeout:
    case ErrorCode::kMemory:
      return kBudget;
  }
  return kData;
}

void report(std::ostream& err, const Error& error, bool colour) {
  if (!error.location) return report(err, error.message, colour);
  const std::string text = error.to_string();
  const std::string place = error.location->document + ':' + std::to_string(error.location->line) + ':' +
                            std::to_string(error.location->column) + ':';
  const std::size_t end = text.starts_with(place) ? place.size() : 0;
  write(err, std::string_view(text).substr(0, end), std::string_view(text).substr(end), colour);
}

void report(std::ostream& err, std::string_view message, bool colour) {
  write(err, "quoth:", " " + std::string(message), colour);
}

int report_failure(const Error& error, Origin origin) {
  report(std::cerr, error, may_colour(STDERR_FILENO));
  return exit_status(error, origin);
}

void set_colour(Colour colour) { colour_asked_for = colour; }

bool may_colour(int descriptor) {
  if (colour_asked_for != Colour::kAuto) return colour_asked_for == Colour::kAlways;
  const char* const no_color = std::getenv("NO_COLOR");
  const char* const term = std::getenv("TERM");
  return isatty(descriptor) == 1 && (no_color == nullptr || *no_color == '\0') && term != nullptr &&
         std::string_view(term) != "dumb";
}

}  // namespace quoth::repl
