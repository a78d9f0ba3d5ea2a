// An Error says what went wrong, where, and what was expected. It is a value: functions that can fail for reasons
// outside the program (bad input, the disk, a used-up budget) return it in a Result, and nothing throws it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoth {

enum class ErrorCode : std::uint8_t {
  kSyntax,       // a text does not follow its grammar
  kInvalid,      // well-formed, but makes no sense here: an unknown name, an ambiguous one, a bad option
  kNotFound,     // a file or database that is not there
  kIo,           // the operating system or RocksDB could not read or write
  kCorruption,   // stored bytes are not what was written
  kUnsupported,  // understood, but not offered
  kLimit,        // nesting, length or count above a fixed bound
  kCancelled,    // stopped by the user
  kTimeout,      // the deadline has passed
  kMemory,       // the memory budget is used up
};

// A place in a text, with the line that it stands in.
struct Location {
  std::string document;      // a file's name as given, or a word such as "query"
  std::uint64_t line = 1;    // from 1
  std::uint64_t column = 1;  // from 1, in code points
  std::string excerpt;       // the line, shortened around the column where it is long; may be empty
  std::size_t caret = 0;     // where in the excerpt the column is, in code points
};

struct Error {
  ErrorCode code = ErrorCode::kInvalid;
  std::string message;  // one sentence without a full stop; the hint, if there is one, on lines of its own
  std::optional<Location> location;
  std::optional<std::size_t> offset;  // bytes from the start of the text, where the text is at hand

  // "document:line:column: message", then the excerpt and a caret below it.
  std::string to_string() const;
};

// The location of the byte `offset` in `text`; an offset past the end is the end.
Location locate(std::string_view document, std::string_view text, std::size_t offset);

// An error at a byte of a text.
Error error_at(ErrorCode code, std::string message, std::string_view document, std::string_view text,
               std::size_t offset);

}  // namespace quoth
