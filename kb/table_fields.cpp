#include "kb/table_fields.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/utf8.h"
#include "rdf/datatype.h"
#include "rdf/date_time.h"
#include "rdf/decimal.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f\v";

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

TermView typed_view(std::string_view text, std::string_view datatype) {
  return {TermKind::kLiteral, Direction::kNone, text, datatype, {}, nullptr};
}

void append_encoded(std::string& out, std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4];
    out += kHex[byte & 0xf];
  }
}

// Characters beyond ASCII that an IRI may hold (RFC 3987, ucschar), less those that nobody sees.
bool is_visible_iri_character(char32_t c) {
  if (c < 0xa1 || c == 0xad) return false;
  if (c == 0x1680 || (c >= 0x180b && c <= 0x180f) || (c >= 0x2000 && c <= 0x200f)) return false;
  if ((c >= 0x2028 && c <= 0x202f) || (c >= 0x205f && c <= 0x206f) || c == 0x3000) return false;
  if (c >= 0xe000 && c <= 0xf8ff) return false;                   // for private use
  if (c >= 0xfdd0 && c <= 0xfdef) return false;                   // no characters
  if ((c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff) return false;  // variation selectors, the byte order mark
  if (c >= 0xfff0 && c <= 0xffff) return false;
  if (c >= 0xe0000) return false;  // tags, more for private use
  return (c & 0xffff) < 0xfffe;
}

// What Turtle can write in a prefixed name, if need be behind a backslash, and is no delimiter of an IRI.
bool is_plain(char c) {
  constexpr std::string_view kKept = "-.~!$&'()*+,;=@";
  return is_letter(c) || is_digit(c) || kKept.find(c) != std::string_view::npos;
}

// The datatype of a number as Turtle would read it, or nothing. A number with leading zeros is a code, most likely.
std::optional<std::string_view> number_datatype(std::string_view text) {
  std::size_t i = text.starts_with('+') || text.starts_with('-') ? 1 : 0;
  const auto digits = [&] {
    const std::size_t start = i;
    while (i < text.size() && is_digit(text[i])) ++i;
    return i - start;
  };
  const std::size_t first = i;
  const std::size_t whole = digits();
  if (whole > 1 && text[first] == '0') return std::nullopt;
  std::string_view datatype = xsd::kInteger;
  std::size_t fraction = 0;
  if (i < text.size() && text[i] == '.') {
    ++i;
    fraction = digits();
    if (fraction == 0) return std::nullopt;
    datatype = xsd::kDecimal;
  }
  if (whole + fraction == 0) return std::nullopt;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return std::nullopt;
    datatype = xsd::kDouble;
  }
  return i == text.size() ? std::optional(datatype) : std::nullopt;
}

// A language tag: en, pt-BR.
bool is_language(std::string_view tag) {
  bool first = true;
  while (true) {
    const std::size_t end = std::min(tag.find('-'), tag.size());
    const std::string_view part = tag.substr(0, end);
    if (part.empty() || part.size() > 8) return false;
    if (!std::all_of(part.begin(), part.end(),
                     [&](char c) { return is_letter(c) || (!first && is_digit(c)); }))
      return false;
    if (end == tag.size()) return true;
    tag.remove_prefix(end + 1);
    first = false;
  }
}

}  // namespace

TermView iri_view(std::string_view iri) { return {TermKind::kIri, Direction::kNone, iri, {}, {}, nullptr}; }
TermView text_view(std::string_view text) { return typed_view(text, xsd::kString); }

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

std::string tidy_name(std::string_view text) {
  text = trimmed(text);
  std::string name;
  name.reserve(text.size());
  bool blank = false;
  for (const char c : text) {
    if (kBlanks.find(c) != std::string_view::npos) {
      blank = true;
      continue;
    }
    if (std::exchange(blank, false)) name += ' ';
    name += c;
  }
  return name;
}

std::string local_part(std::string_view name) {
  std::string local;
  local.reserve(name.size());
  // A path of dots alone would be taken for one that leads upwards.
  const bool dots = name.find_first_not_of('.') == std::string_view::npos;
  for (std::size_t i = 0; i < name.size();) {
    const std::size_t start = i;
    const char32_t c = utf8::next(name, i);
    if (c == U' ') {
      local += '_';
    } else if (c < 0x80 ? is_plain(static_cast<char>(c)) && !dots : is_visible_iri_character(c)) {
      local += name.substr(start, i - start);
    } else {
      append_encoded(local, name.substr(start, i - start));
    }
  }
  return local;
}

std::string names_base(std::string_view base) {
  std::string result(base);
  constexpr std::string_view kDelimiters = "#/:?=&";
  if (!result.empty() && kDelimiters.find(result.back()) == std::string_view::npos)
    result += result.find('#') == std::string::npos ? '#' : '/';
  return result;
}

std::optional<TermView> date_literal(std::string_view text) {
  // XSD allows longer years, but who writes 20140328 does not mean the year.
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  if (text.find_first_not_of("0123456789", sign) != sign + 4 && text.size() != sign + 4) return std::nullopt;
  constexpr std::array<std::pair<Datatype, std::string_view>, 4> kForms = {{
      {Datatype::kDate, xsd::kDate},
      {Datatype::kGYearMonth, xsd::kGYearMonth},
      {Datatype::kGYear, xsd::kGYear},
      {Datatype::kDateTime, xsd::kDateTime},
  }};
  for (const auto& [datatype, iri] : kForms) {
    if (parse_time_point(text, datatype)) return typed_view(text, iri);
  }
  return std::nullopt;
}

std::optional<TermView> share_literal(std::string_view text) {
  const std::optional<std::string_view> datatype = number_datatype(text);
  if (!datatype || *datatype == xsd::kDouble) return std::nullopt;
  const std::optional<Decimal> value = Decimal::parse(text);
  if (!value || *value < Decimal(0) || *value > Decimal(1)) return std::nullopt;
  return typed_view(text, xsd::kDecimal);
}

std::optional<TermView> object_literal(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (text.front() == '"') {
    const std::size_t closing = text.rfind('"');
    if (closing == 0) return std::nullopt;
    const std::string_view rest = text.substr(closing + 1);
    const std::string_view inside = text.substr(1, closing - 1);
    if (rest.empty()) return text_view(inside);
    if (rest.front() != '@' || !is_language(rest.substr(1))) return std::nullopt;
    TermView literal = typed_view(inside, rdf::kLangString);
    literal.language = rest.substr(1);
    return literal;
  }
  if (!is_digit(text.front()) && text.front() != '-' && text.front() != '+' && text.front() != '.')
    return std::nullopt;
  if (const std::optional<std::string_view> datatype = number_datatype(text))
    return typed_view(text, *datatype);
  // Not a year alone: that is a number, or has leading zeros.
  const std::optional<TermView> date = date_literal(text);
  return date && date->datatype != xsd::kGYear ? date : std::nullopt;
}

}  // namespace quoth
