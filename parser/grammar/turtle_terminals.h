// The terminals that only Turtle and TriG have.
#pragma once
#include <string>
#include <string_view>

#include "parser/grammar/terminals.h"
#include "parser/grammar/turtle_scan.h"

namespace quoth::grammar {

// A bare word: what a name without a colon would be. Moves p behind it.
inline std::string_view read_word(const char*& p, const char* last, Scan& scan) {
  const char* const start = p;
  if (is_ascii(*p) ? !is(*p, kNameStart) : !is_name_start(decode(p).value)) return {};
  p = skip_name(p, kNameMiddle);
  if (p == last) scan.meet_end();
  while (p[-1] == '.') --p;
  return {start, static_cast<std::size_t>(p - start)};
}

// A keyword stands alone: "a" is no part of "ab" or "a:b".
struct Keyword : Terminal<Keyword, x3::unused_type> {
  constexpr Keyword(std::string_view t, bool any) : text(t), any_case(any) {}
  std::string name() const { return "'" + std::string(text) + "'"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, x3::unused_type) const {
    if (fold(*p) != fold(text.front())) return false;
    const std::string_view word = read_word(p, last, scan);
    if (word.size() != text.size() || *p == ':') return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
      if (word[i] != text[i] && (!any_case || fold(word[i]) != fold(text[i]))) return false;
    }
    return true;
  }

  static constexpr char fold(char c) { return static_cast<char>(c | 0x20); }
  std::string_view text;
  bool any_case;
};
constexpr Keyword keyword(std::string_view text) { return {text, false}; }        // "true"
constexpr Keyword sparql_keyword(std::string_view text) { return {text, true}; }  // "PREFIX", in any case

// BooleanLiteral
struct Boolean : Terminal<Boolean, TermView> {
  static std::string name() { return "a boolean"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    if (*p != 't' && *p != 'f') return false;
    const std::string_view word = read_word(p, last, scan);
    if (*p == ':' || (word != "true" && word != "false")) return false;
    term = {TermKind::kLiteral, Direction::kNone, word, xsd::kBoolean, {}, nullptr};
    return true;
  }
};
inline constexpr Boolean boolean;

// "@prefix", not followed by more of a word.
struct AtKeyword : Terminal<AtKeyword, x3::unused_type> {
  constexpr explicit AtKeyword(std::string_view t) : text(t) {}
  std::string name() const { return "'" + std::string(text) + "'"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, x3::unused_type) const {
    if (*p != '@') return false;
    for (const char c : text) {
      if (p == last) return scan.meet_end();
      if (*p++ != c) return false;
    }
    if (p == last) scan.meet_end();
    return !is(*p, kAlpha) && *p != '-';
  }

  std::string_view text;
};
constexpr AtKeyword at_keyword(std::string_view text) { return AtKeyword(text); }

// PNAME_NS as a declaration has it; the attribute's text is the label.
struct PrefixLabel : Terminal<PrefixLabel, TermView> {
  static std::string name() { return "a prefix, such as 'ex:'"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    term = {};
    term.text = read_word(p, last, scan);
    if (*p != ':') return false;
    ++p;
    return true;
  }
};
inline constexpr PrefixLabel prefix_label;

// PrefixedName, expanded.
struct PrefixedName : Terminal<PrefixedName, TermView> {
  static std::string name() { return "a prefixed name"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    const char* const start = p;
    const std::string_view prefix = read_word(p, last, scan);
    if (*p != ':') return false;
    const char* const local = ++p;
    bool escaped = false;
    if (!read_local(p, last, scan, escaped)) return false;
    std::string_view iri({local, static_cast<std::size_t>(p - local)});
    if (!scan.expand(prefix, start, escaped, iri)) return false;
    term = {TermKind::kIri, Direction::kNone, iri, {}, {}, nullptr};
    return true;
  }

 private:
  // PN_LOCAL, which may be empty. A '.' at its end is none of it, unless it is escaped.
  static bool read_local(const char*& p, const char* last, Scan& scan, bool& escaped) {
    if (*p == '-' || *p == '.') return true;
    if (!is_ascii(*p) && !is_name_start(decode(p).value)) return true;
    const char* end = p;
    while (true) {
      const char* const from = p;
      p = skip_name(p, kLocalMiddle);
      for (const char* q = p; q != from; --q) {
        if (q[-1] != '.') {
          end = q;
          break;
        }
      }
      if (p == last) scan.meet_end();
      if (*p == '%') {
        if (!read_percent(p, last, scan)) return false;
      } else if (*p == '\\') {
        if (!read_local_escape(p, last, scan)) return false;
        escaped = true;
      } else {
        break;
      }
      end = p;
    }
    p = end;
    return true;
  }
};
inline constexpr PrefixedName prefixed_name;

// STRING_LITERAL_LONG_QUOTE and STRING_LITERAL_LONG_SINGLE_QUOTE
template <char Quote>
struct LongString : Terminal<LongString<Quote>, TermView> {
  static std::string name() { return "a string"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    if (*p != Quote) return false;
    const char* const opening = p;
    for (int i = 0; i < 3; ++i, ++p) {
      if (p == last) return scan.meet_end();
      if (*p != Quote) return false;
    }
    const char* const start = p;
    bool escaped = false;
    while (true) {
      while (!is(*p, kLongEnd)) ++p;
      if (p == last || (*p == '\\' && p + 1 == last)) {
        scan.meet_end();
        return scan.fail(opening, "this string is not closed");
      }
      if (*p == '\\') {
        if (!is_escape(p, scan)) return false;
        escaped = true;
        p += 2;
      } else if (*p == Quote && p[1] == Quote && p[2] == Quote) {
        break;
      } else {
        ++p;
      }
    }
    std::string_view text(start, static_cast<std::size_t>(p - start));
    p += 3;
    if (escaped && !unescape_string(text, scan, text)) return false;
    term = {TermKind::kLiteral, Direction::kNone, text, xsd::kString, {}, nullptr};
    return true;
  }
};
inline constexpr LongString<'"'> long_quoted_string;
inline constexpr LongString<'\''> long_apostrophe_string;

// INTEGER, DECIMAL and DOUBLE; the lexical form is kept.
struct Number : Terminal<Number, TermView> {
  static std::string name() { return "a number"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    const char* const start = p;
    if (*p == '+' || *p == '-') ++p;
    const char* const digits = p;
    while (is(*p, kDigit)) ++p;
    const bool whole = p != digits;
    std::string_view datatype = xsd::kInteger;
    bool fraction = false;
    if (*p == '.') {
      const char* q = p + 1;
      while (is(*q, kDigit)) ++q;
      if (q == last) scan.meet_end();
      fraction = q != p + 1;
      if (fraction || (whole && is_exponent(q, last, scan))) {
        p = q;
        datatype = xsd::kDecimal;
      }
    }
    if (p == last) scan.meet_end();
    if (!whole && !fraction) return false;
    if (is_exponent(p, last, scan)) {
      p += is(p[1], kDigit) ? 1 : 2;
      while (is(*p, kDigit)) ++p;
      if (p == last) scan.meet_end();
      datatype = xsd::kDouble;
    }
    term = {TermKind::kLiteral,
            Direction::kNone,
            {start, static_cast<std::size_t>(p - start)},
            datatype,
            {},
            nullptr};
    return true;
  }

 private:
  // Whether an exponent with at least one digit is at p.
  static bool is_exponent(const char* p, const char* last, Scan& scan) {
    if (*p != 'e' && *p != 'E') return false;
    ++p;
    if (*p == '+' || *p == '-') ++p;
    if (p == last) scan.meet_end();
    return is(*p, kDigit);
  }
};
inline constexpr Number number;

}  // namespace quoth::grammar
