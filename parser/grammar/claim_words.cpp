#include "parser/grammar/claim_words.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

#include "base/utf8.h"
#include "rdf/date_time.h"

namespace quoth::claim {
namespace {

struct CodePoints {
  char32_t first, last;
};

// White space beyond ASCII (White_Space of Unicode), and invisible marks that pasted text brings.
constexpr CodePoints kBlanks[] = {{0x85, 0x85},     {0xa0, 0xa0},     {0x1680, 0x1680},
                                  {0x2000, 0x200b}, {0x2028, 0x2029}, {0x202f, 0x202f},
                                  {0x205f, 0x2060}, {0x3000, 0x3000}, {0xfeff, 0xfeff}};

// What else beyond ASCII is in no word: controls, marks that reorder text, quotes, brackets, and the wide
// forms of ASCII's separators. U+2019 is an apostrophe, and so is part of words.
constexpr CodePoints kSeparators[] = {{0x80, 0x9f},     {0xab, 0xab},     {0xbb, 0xbb},     {0x61c, 0x61c},
                                      {0x200e, 0x200f}, {0x2018, 0x2018}, {0x201a, 0x201f}, {0x202a, 0x202e},
                                      {0x2039, 0x203a}, {0x2066, 0x2069}, {0x3008, 0x3011}, {0x3014, 0x301b},
                                      {0x301d, 0x301f}, {0xfdd0, 0xfdef}, {0xff02, 0xff02}, {0xff07, 0xff09},
                                      {0xff0c, 0xff0c}, {0xff1a, 0xff1b}, {0xff1f, 0xff1f}, {0xfff9, 0xffff}};

template <std::size_t N>
bool holds(const CodePoints (&ranges)[N], char32_t c) {
  return std::any_of(std::begin(ranges), std::end(ranges),
                     [c](CodePoints r) { return r.first <= c && c <= r.last; });
}

bool is_blank(char32_t c) { return c < 0x80 ? c == ' ' || (c >= '\t' && c <= '\r') : holds(kBlanks, c); }
bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool is_among(char32_t c, std::string_view set) {
  return c < 0x80 && set.find(static_cast<char>(c)) != std::string_view::npos;
}

bool is_wide_word_char(char32_t c) { return c >= 0x80 && !is_blank(c) && !holds(kSeparators, c); }
bool is_name_char(char32_t c) { return is_letter(c) || is_digit(c) || c == '_' || is_wide_word_char(c); }
bool starts_word(char32_t c) { return is_name_char(c) || is_among(c, "&$%+-@~"); }
bool continues_word(char32_t c) { return starts_word(c) || is_among(c, ".'/*#"); }

template <typename Start, typename Continue>
std::size_t run_length(std::string_view text, Start start, Continue go_on) {
  std::size_t position = 0;
  while (position < text.size()) {
    std::size_t next = position;
    const char32_t c = utf8::next(text, next);
    if (position == 0 ? !start(c) : !go_on(c)) break;
    position = next;
  }
  return position;
}

std::size_t digits(std::string_view text) { return run_length(text, is_digit, is_digit); }

// A percent-encoded byte or an escaped character of PN_LOCAL.
std::size_t local_escape_length(std::string_view text) {
  if (text.size() >= 3 && text[0] == '%' && is_hex(text[1]) && is_hex(text[2])) return 3;
  if (text.size() >= 2 && text[0] == '\\' &&
      is_among(static_cast<unsigned char>(text[1]), "_~.-!$&'()*+,;=/?#@%")) {
    return 2;
  }
  return 0;
}

std::string_view word_at(std::string_view text) { return text.substr(0, word_length(text)); }

bool is_followed_by(std::string_view text, std::string_view word) {
  text.remove_prefix(word_length(text));
  text.remove_prefix(blank_length(text));
  return equals_ignoring_case(word_at(text), word);
}

}  // namespace

std::size_t blank_length(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size()) {
    std::size_t next = position;
    const char32_t c = utf8::next(text, next);
    if (c == '#') {
      next = std::min(text.find('\n', next), text.size());
    } else if (!is_blank(c)) {
      break;
    }
    position = next;
  }
  return position;
}

std::size_t word_length(std::string_view text) { return run_length(text, starts_word, continues_word); }

std::size_t variable_name_length(std::string_view text) {
  return run_length(text, is_name_char, is_name_char);
}

std::size_t prefix_length(std::string_view text) {
  const auto start = [](char32_t c) { return is_letter(c) || is_wide_word_char(c); };
  const auto go_on = [](char32_t c) { return is_name_char(c) || c == '-' || c == '.'; };
  const std::size_t length = run_length(text, start, go_on);
  const bool ends_with_stop = length > 0 && text[length - 1] == '.';
  return length < text.size() && text[length] == ':' && !ends_with_stop ? length + 1 : 0;
}

std::size_t local_length(std::string_view text) {
  std::size_t position = 0;
  std::size_t end = 0;  // without full stops that nothing follows
  while (position < text.size()) {
    if (const std::size_t escape = local_escape_length(text.substr(position)); escape > 0) {
      end = position += escape;
      continue;
    }
    std::size_t next = position;
    const char32_t c = utf8::next(text, next);
    if (!is_name_char(c) && !is_among(c, position == 0 ? ":" : ":-.")) break;
    position = next;
    if (c != '.') end = position;
  }
  return end;
}

std::size_t language_length(std::string_view text) {
  std::size_t end = run_length(text, is_letter, is_letter);
  if (end == 0) return 0;
  const auto is_alphanumeric = [](char32_t c) { return is_letter(c) || is_digit(c); };
  while (end < text.size() && text[end] == '-') {
    const std::size_t part = run_length(text.substr(end + 1), is_alphanumeric, is_alphanumeric);
    if (part == 0) break;
    end += 1 + part;
  }
  const std::string_view direction = text.substr(end, 5);
  if (direction == "--ltr" || direction == "--rtl") end += 5;
  return text.substr(end).starts_with('-') ? 0 : end;
}

std::size_t other_token_length(std::string_view text) {
  if (const std::size_t prefix = prefix_length(text); prefix > 0)
    return prefix + local_length(text.substr(prefix));
  if (text[0] == '?') return 1 + variable_name_length(text.substr(1));
  if (text[0] == '<') {
    const std::size_t end = text.find_first_of("> \t\r\n");
    return end != std::string_view::npos && text[end] == '>' ? end + 1 : 1;
  }
  if (text[0] == '\'') return std::min(text.find('\'', 1), text.size() - 1) + 1;
  if (text[0] == '"') {
    std::size_t end = 1;
    while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
    return std::min(end + 1, text.size());
  }
  std::size_t position = 0;
  utf8::next(text, position);
  return position;
}

bool is_number(std::string_view word) {
  if (!word.empty() && (word[0] == '+' || word[0] == '-')) word.remove_prefix(1);
  const std::size_t whole = digits(word);
  word.remove_prefix(whole);
  std::size_t fraction = 0;
  if (!word.empty() && word[0] == '.') {
    fraction = digits(word.substr(1));
    if (fraction == 0) return false;
    word.remove_prefix(1 + fraction);
  }
  if (whole + fraction == 0) return false;
  if (word.empty()) return true;
  if (word[0] != 'e' && word[0] != 'E') return false;
  word.remove_prefix(1);
  if (!word.empty() && (word[0] == '+' || word[0] == '-')) word.remove_prefix(1);
  return !word.empty() && digits(word) == word.size();
}

std::size_t date_length(std::string_view text) {
  std::size_t end = digits(text);
  if (end < 4) return 0;
  const auto part = [&](std::string_view mark, std::size_t count) {
    if (!text.substr(end).starts_with(mark) || digits(text.substr(end + mark.size())) != count) return false;
    end += mark.size() + count;
    return true;
  };
  const bool is_day = part("-", 2) && part("-", 2);
  if (is_day && part("T", 2)) {
    if (!part(":", 2) || !part(":", 2)) return 0;
    if (text.substr(end).starts_with('.')) {
      const std::size_t fraction = digits(text.substr(end + 1));
      if (fraction > 0) end += 1 + fraction;
    }
    if (text.substr(end).starts_with('Z')) {
      ++end;
    } else if ((part("+", 2) || part("-", 2)) && !part(":", 2)) {
      return 0;
    }
  }
  return word_length(text.substr(end)) > 0 ? 0 : end;
}

bool is_in_calendar(std::string_view date) {
  const bool has_time = date.find('T') != std::string_view::npos;
  const auto hyphens = std::count(date.begin(), date.end(), '-');
  const Datatype datatype = has_time       ? Datatype::kDateTime
                            : hyphens == 2 ? Datatype::kDate
                            : hyphens == 1 ? Datatype::kGYearMonth
                                           : Datatype::kGYear;
  return parse_time_point(date, datatype).has_value();
}

bool equals_ignoring_case(std::string_view word, std::string_view lower) {
  return std::equal(word.begin(), word.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

FormWord form_word(std::string_view text) {
  struct Entry {
    std::string_view word;
    FormWord kind;
    std::string_view second = {};  // the word belongs to the form only before this one
  };
  static constexpr Entry kWords[] = {
      {"and", FormWord::kJoining},       {"that", FormWord::kJoining},      {"whether", FormWord::kJoining},
      {"not", FormWord::kJoining},       {"something", FormWord::kJoining}, {"someone", FormWord::kJoining},
      {"until", FormWord::kJoining},     {"by", FormWord::kJoining},        {"from", FormWord::kClause},
      {"to", FormWord::kClause},         {"limit", FormWord::kClause},      {"since", FormWord::kClause},
      {"before", FormWord::kClause},     {"on", FormWord::kClause},         {"during", FormWord::kClause},
      {"about", FormWord::kClause},      {"sort", FormWord::kClause, "by"}, {"where", FormWord::kClause},
      {"as", FormWord::kReserved, "of"}, {"explain", FormWord::kOpener},    {"what", FormWord::kOpener},
      {"who", FormWord::kOpener},        {"did", FormWord::kOpener},        {"do", FormWord::kOpener},
      {"when", FormWord::kOpener},       {"which", FormWord::kOpener},      {"how", FormWord::kOpener},
      {"count", FormWord::kOpener},      {"check", FormWord::kOpener},
  };
  const std::string_view word = word_at(text);
  for (const Entry& entry : kWords) {
    if (!equals_ignoring_case(word, entry.word)) continue;
    return entry.second.empty() || is_followed_by(text, entry.second) ? entry.kind : FormWord::kNone;
  }
  return FormWord::kNone;
}

}  // namespace quoth::claim
