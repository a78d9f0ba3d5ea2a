#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace quoth {
namespace {

constexpr std::size_t kExcerptBefore = 72;  // code points kept before the caret of a long line
constexpr std::size_t kExcerptAfter = 36;

// Bytes that a terminal would act on are shown as blanks, one for each code point, so that the caret stays right.
std::string printable(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  }
  return out;
}

}  // namespace

Location locate(std::string_view document, std::string_view text, std::size_t offset) {
  offset = std::min(offset, text.size());
  const std::string_view before = text.substr(0, offset);
  const std::size_t newline = before.rfind('\n');
  const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  const std::size_t end = std::min(text.find('\n', offset), text.size());

  Location location;
  location.document = document;
  location.line = 1 + static_cast<std::uint64_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t column = utf8::length(text.substr(start, offset - start));
  location.column = column + 1;

  std::string_view line = text.substr(start, end - start);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  const std::size_t skipped = column > kExcerptBefore ? column - kExcerptBefore : 0;
  const bool shortened = utf8::length(line) > column + kExcerptAfter;
  line = utf8::prefix(line, column + kExcerptAfter);
  line.remove_prefix(utf8::prefix(line, skipped).size());
  location.excerpt = (skipped > 0 ? "…" : "") + printable(line) + (shortened ? "…" : "");
  location.caret = column - skipped + (skipped > 0 ? 1 : 0);
  return location;
}

Error error_at(ErrorCode code, std::string message, std::string_view document, std::string_view text,
               std::size_t offset) {
  return Error{code, std::move(message), locate(document, text, offset), std::min(offset, text.size())};
}

std::string Error::to_string() const {
  if (!location) return message;
  std::string out =
      fmt::format("{}:{}:{}: {}", location->document, location->line, location->column, message);
  if (!location->excerpt.empty())
    out += fmt::format("\n  {}\n  {:>{}}", location->excerpt, "^", location->caret + 1);
  return out;
}

}  // namespace quoth
