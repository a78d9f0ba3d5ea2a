#include "rdf/turtle_tokens.h"

#include <algorithm>

#include "base/utf8.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

struct Range {
  char32_t first, last;
};

constexpr Range kBaseRanges[] = {{'A', 'Z'},       {'a', 'z'},        {0x00c0, 0x00d6}, {0x00d8, 0x00f6},
                                 {0x00f8, 0x02ff}, {0x0370, 0x037d},  {0x037f, 0x1fff}, {0x200c, 0x200d},
                                 {0x2070, 0x218f}, {0x2c00, 0x2fef},  {0x3001, 0xd7ff}, {0xf900, 0xfdcf},
                                 {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};

// U+FFFD is in PN_CHARS_BASE, and also what utf8::next says of a byte that is no part of UTF-8.
bool is_stray(char32_t c, std::size_t size) { return c == 0xfffd && size == 1; }

// Whether the characters are PN_CHARS or ".", the first satisfies `first`, and the last is no ".".
template <typename First>
bool is_label(std::string_view label, First first) {
  for (std::size_t i = 0; i < label.size();) {
    const std::size_t start = i;
    const char32_t c = utf8::next(label, i);
    if (is_stray(c, i - start)) return false;
    if (start == 0 ? !first(c) : !is_pn_chars(c) && c != '.') return false;
  }
  return !label.empty() && label.back() != '.';
}

std::size_t skip_digits(std::string_view text, std::size_t i) {
  while (i < text.size() && is_digit(static_cast<unsigned char>(text[i]))) ++i;
  return i;
}

// [+-]? digits [. digits] [exponent], told apart as the grammar does.
enum class Number { kNone, kInteger, kDecimal, kDouble };

Number number_token(std::string_view text) {
  std::size_t i = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const std::size_t whole_start = i;
  i = skip_digits(text, i);
  const bool whole = i > whole_start;
  if (i == text.size()) return whole ? Number::kInteger : Number::kNone;
  bool point = false;
  bool fraction = false;
  if (text[i] == '.') {
    point = true;
    const std::size_t start = ++i;
    i = skip_digits(text, i);
    fraction = i > start;
  }
  if (i == text.size()) return fraction ? Number::kDecimal : Number::kNone;
  if ((text[i] != 'e' && text[i] != 'E') || (point ? !whole && !fraction : !whole)) return Number::kNone;
  if (++i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
  const std::size_t start = i;
  i = skip_digits(text, i);
  return i > start && i == text.size() ? Number::kDouble : Number::kNone;
}

}  // namespace

bool is_pn_chars_base(char32_t c) {
  return std::any_of(std::begin(kBaseRanges), std::end(kBaseRanges),
                     [c](const Range& range) { return c >= range.first && c <= range.last; });
}

bool is_pn_chars_u(char32_t c) { return c == '_' || is_pn_chars_base(c); }

bool is_pn_chars(char32_t c) {
  return is_pn_chars_u(c) || c == '-' || is_digit(c) || c == 0xb7 || (c >= 0x300 && c <= 0x36f) ||
         (c >= 0x203f && c <= 0x2040);
}

bool is_prefix_label(std::string_view label) { return label.empty() || is_label(label, is_pn_chars_base); }

bool is_blank_node_label(std::string_view label) {
  return is_label(label, [](char32_t c) { return is_pn_chars_u(c) || is_digit(c); });
}

bool append_local_name(std::string& out, std::string_view name) {
  constexpr std::string_view kEscaped = "~!$&'()*+,;=@";
  const std::size_t before = out.size();
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t start = i;
    const char32_t c = utf8::next(name, i);
    const bool first = start == 0;
    if (c < 0x80 && kEscaped.find(static_cast<char>(c)) != std::string_view::npos) {
      out += '\\';
    } else if (c == '.') {
      if (first || i == name.size()) out += '\\';
    } else if (c == '-') {
      if (first) out += '\\';
    } else if (c == '%') {
      const bool percent = name.size() - i >= 2 && is_hex(name[i]) && is_hex(name[i + 1]);
      if (!percent) out += '\\';
    } else if (c != ':' &&
               (is_stray(c, i - start) || !(first ? is_pn_chars_u(c) || is_digit(c) : is_pn_chars(c)))) {
      out.resize(before);
      return false;
    }
    out.append(name, start, i - start);
  }
  return true;
}

bool is_bare_literal(std::string_view lexical, std::string_view datatype) {
  if (!datatype.starts_with(xsd::kNamespace)) return false;
  if (datatype == xsd::kBoolean) return lexical == "true" || lexical == "false";
  if (datatype == xsd::kInteger) return number_token(lexical) == Number::kInteger;
  if (datatype == xsd::kDecimal) return number_token(lexical) == Number::kDecimal;
  if (datatype == xsd::kDouble) return number_token(lexical) == Number::kDouble;
  return false;
}

}  // namespace quoth
