// The character classes of the RDF grammars: one table look-up for ASCII, ranges of code points for the rest.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quoth::grammar {

enum CharacterClass : std::uint16_t {
  kAlpha = 1 << 0,
  kDigit = 1 << 1,
  kHex = 1 << 2,
  kNameStart = 1 << 3,       // PN_CHARS_BASE
  kNameChar = 1 << 4,        // PN_CHARS
  kNameMiddle = 1 << 5,      // PN_CHARS or '.'
  kLocalMiddle = 1 << 6,     // PN_CHARS, '.' or ':'
  kScheme = 1 << 7,          // of an IRI's scheme, behind its first letter
  kIriEnd = 1 << 8,          // what an IRIREF may not hold as it is
  kQuoteEnd = 1 << 9,        // what ends or interrupts "…", or may not stand in it
  kApostropheEnd = 1 << 10,  // likewise '…'
  kLongEnd = 1 << 11,        // what may end or interrupt a long string
  kBlank = 1 << 12,          // space and tab
  kWhite = 1 << 13,          // also line breaks
};

namespace detail {

constexpr std::uint16_t classes_of(unsigned c) {
  const bool alpha = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  const bool digit = c >= '0' && c <= '9';
  const bool hex = digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  const bool name = alpha || digit || c == '_' || c == '-';
  const auto one_of = [c](std::string_view set) {
    for (const char each : set) {
      if (static_cast<unsigned char>(each) == c) return true;
    }
    return false;
  };
  unsigned classes = 0;
  const auto set = [&](bool holds, CharacterClass bit) {
    if (holds) classes |= bit;
  };
  set(alpha, kAlpha);
  set(digit, kDigit);
  set(hex, kHex);
  set(alpha, kNameStart);
  set(name, kNameChar);
  set(name || c == '.', kNameMiddle);
  set(name || c == '.' || c == ':', kLocalMiddle);
  set(alpha || digit || one_of("+-."), kScheme);
  set(c <= 0x20 || one_of("<>\"{}|^`\\"), kIriEnd);
  // The zero byte behind a window's end stops every loop.
  set(c == 0 || one_of("\"\\\n\r"), kQuoteEnd);
  set(c == 0 || one_of("'\\\n\r"), kApostropheEnd);
  set(c == 0 || one_of("\"'\\"), kLongEnd);
  set(c == ' ' || c == '\t', kBlank);
  set(c == ' ' || c == '\t' || c == '\n' || c == '\r', kWhite);
  return static_cast<std::uint16_t>(classes);
}

constexpr std::array<std::uint16_t, 256> make_classes() {
  std::array<std::uint16_t, 256> table{};
  for (unsigned c = 0; c < table.size(); ++c) table[c] = classes_of(c);
  return table;
}

}  // namespace detail

inline constexpr std::array<std::uint16_t, 256> kClasses = detail::make_classes();

constexpr bool is(char c, CharacterClass which) {
  return (kClasses[static_cast<unsigned char>(c)] & which) != 0;
}
constexpr bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

// Behind white space and comments; the text up to `last` has a zero byte behind it.
inline const char* skip_white_and_comments(const char* p, const char* last) {
  while (true) {
    while (is(*p, kWhite)) ++p;
    if (*p != '#') return p;
    while (p != last && *p != '\n' && *p != '\r') ++p;
  }
}

// PN_CHARS_BASE and PN_CHARS beyond ASCII.
constexpr bool is_name_start(char32_t c) {
  struct Range {
    char32_t first, last;
  };
  constexpr Range kRanges[] = {{0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},
                               {0x37f, 0x1fff},  {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},
                               {0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
  for (const Range& range : kRanges) {
    if (c <= range.last) return c >= range.first;
  }
  return false;
}
constexpr bool is_name_char(char32_t c) {
  return is_name_start(c) || c == 0xb7 || (c >= 0x300 && c <= 0x36f) || c == 0x203f || c == 0x2040;
}

// The code point at `p`, and its size; the text is known to be valid UTF-8.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 1;
};
inline CodePoint decode(const char* p) {
  const auto byte = [p](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(p[i])); };
  if (byte(0) < 0x80) return {byte(0), 1};
  if (byte(0) < 0xe0) return {(byte(0) & 0x1f) << 6 | (byte(1) & 0x3f), 2};
  if (byte(0) < 0xf0) return {(byte(0) & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f), 3};
  return {(byte(0) & 0x07) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f), 4};
}

}  // namespace quoth::grammar
