#include "parser/grammar/escapes.h"

#include <fmt/format.h>

#include <cstring>
#include <string>

#include "base/utf8.h"
#include "parser/grammar/characters.h"

namespace quoth::grammar {
namespace {

constexpr std::string_view kStringEscapes = "tbnrf\"'\\uU";
constexpr std::string_view kStringEscapeValues = "\t\b\n\r\f\"'\\";

unsigned hex_value(char c) { return static_cast<unsigned>(is(c, kDigit) ? c - '0' : (c | 0x20) - 'a' + 10); }

std::string describe(char32_t c) {
  if (c == ' ') return "a space";
  if (c == '\n' || c == '\r') return "a line break";
  if (c > 0x20 && c != 0x7f) {
    std::string text;
    utf8::append(text, c);
    return "'" + text + "'";
  }
  return fmt::format("the character U+{:04X}", static_cast<unsigned>(c));
}

bool fail_character(const char* where, char32_t c, Scan& scan) {
  return scan.fail(where, "invalid IRI: " + describe(c) + " is not allowed");
}

// UCHAR: \uXXXX or \UXXXXXXXX at `p`, of a scalar value.
bool read_code_point(const char*& p, const char* last, Scan& scan, char32_t& value) {
  const int digits = p[1] == 'u' ? 4 : 8;
  value = 0;
  for (int i = 0; i < digits; ++i) {
    const char* const digit = p + 2 + i;
    if (digit == last || !is(*digit, kHex)) {
      return scan.fail(p, fmt::format("bad escape: '\\{}' needs {} hexadecimal digits", p[1], digits));
    }
    value = value << 4 | hex_value(*digit);
  }
  if (!utf8::is_scalar(value)) {
    return scan.fail(p, fmt::format("bad escape: U+{:04X} is {}", static_cast<unsigned>(value),
                                    value > 0x10ffff ? "above U+10FFFF" : "a surrogate, and no character"));
  }
  p += 2 + digits;
  return true;
}

// Appends to memory that has room: an escape is never shorter than what it stands for.
char* put(char* out, char32_t c) {
  std::string text;
  utf8::append(text, c);
  return out + text.copy(out, text.size());
}

}  // namespace

bool is_escape(const char* p, Scan& scan) {
  if (kStringEscapes.find(p[1]) != std::string_view::npos) return true;
  return scan.fail(p, "bad escape: a backslash must be followed by one of t b n r f \" ' \\ u U");
}

bool unescape_string(std::string_view raw, Scan& scan, std::string_view& value) {
  const char* p = raw.data();
  const char* const last = p + raw.size();
  char* const start = scan.arena.allocate(raw.size());
  char* out = start;
  while (p != last) {
    const void* found = std::memchr(p, '\\', static_cast<std::size_t>(last - p));
    const char* const escape = found == nullptr ? last : static_cast<const char*>(found);
    std::memcpy(out, p, static_cast<std::size_t>(escape - p));
    out += escape - p;
    p = escape;
    if (p == last) break;
    if (p[1] == 'u' || p[1] == 'U') {
      char32_t c = 0;
      if (!read_code_point(p, last, scan, c)) return false;
      out = put(out, c);
    } else {
      *out++ = kStringEscapeValues[kStringEscapes.find(p[1])];
      p += 2;
    }
  }
  scan.arena.shrink(raw.size() - static_cast<std::size_t>(out - start));
  value = {start, static_cast<std::size_t>(out - start)};
  return true;
}

bool read_iri(const char*& p, const char* last, Scan& scan, std::string_view& value) {
  // First to the end, so that the text which is needed to say what is wrong does not depend on the window.
  const char* close = p + 1;
  while (close != last && (!is(*close, kIriEnd) || *close == '\\')) ++close;
  if (close == last) scan.meet_end();

  const char* from = p + 1;
  char* const start = scan.arena.allocate(static_cast<std::size_t>(close - from));
  char* out = start;
  while (from != close) {
    if (*from != '\\') {
      *out++ = *from++;
      continue;
    }
    const char* const escape = from;
    if (from + 1 == close || (from[1] != 'u' && from[1] != 'U')) {
      return scan.fail(escape, "bad escape: an IRI may hold only \\u and \\U with hexadecimal digits");
    }
    char32_t c = 0;
    if (!read_code_point(from, close, scan, c)) return false;
    if (c < 0x80 && is(static_cast<char>(c), kIriEnd)) return fail_character(escape, c, scan);
    out = put(out, c);
  }
  if (close == last || *close == '\n' || *close == '\r')
    return scan.fail(close, "expected '>' at the end of the IRI");
  if (*close != '>') return fail_character(close, static_cast<unsigned char>(*close), scan);
  value = {start, static_cast<std::size_t>(out - start)};
  p = close + 1;
  return true;
}

}  // namespace quoth::grammar
