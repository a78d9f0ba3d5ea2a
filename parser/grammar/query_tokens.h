// The terminals of queries and updates, beside those of expressions: keywords, and marks that may be the start of
// something else.
#pragma once
#include <string>
#include <string_view>

#include "parser/grammar/expression_tokens.h"
#include "parser/query_ast.h"

namespace quoth::sparql {

// A keyword, in any case: no part of a longer word, and no prefix. A digit may follow at once: LIMIT10.
struct KeywordToken : Terminal<KeywordToken, x3::unused_type> {
  constexpr explicit KeywordToken(std::string_view t) : text(t) {}
  std::string name() const { return std::string(text); }

  bool match(const char*& p, const char* last, QueryScan& scan, x3::unused_type) const {
    const char* end = p;
    while (grammar::is(*end, grammar::kAlpha) || *end == '_') ++end;
    const char* word_end = p;
    grammar::read_word(word_end, last, scan);
    const std::string_view word(p, static_cast<std::size_t>(end - p));
    if (*word_end == ':' || !grammar::is_ascii(*end) || !equals_ignoring_case(word, text)) {
      scan.note_sought(p, text);
      return false;
    }
    p = end;
    return true;
  }

  std::string_view text;  // in upper case
};
constexpr KeywordToken keyword(std::string_view text) { return KeywordToken(text); }

// "?", "*" or "+" behind a path; not the start of a variable or of a number.
struct RepetitionToken : Terminal<RepetitionToken, Repetition> {
  static std::string name() { return "'?', '*' or '+'"; }

  bool match(const char*& p, const char*, QueryScan&, Repetition& repetition) const {
    using grammar::is;
    const char next = p[1];
    const bool name = is(next, grammar::kAlpha) || is(next, grammar::kDigit) || next == '_' ||
                      (!grammar::is_ascii(next) && grammar::is_name_start(grammar::decode(p + 1).value));
    const bool number = is(next, grammar::kDigit) || (next == '.' && is(p[2], grammar::kDigit));
    if (*p == '?' && !name) {
      repetition = Repetition::kZeroOrOne;
    } else if (*p == '*') {
      repetition = Repetition::kZeroOrMore;
    } else if (*p == '+' && !number) {
      repetition = Repetition::kOneOrMore;
    } else {
      return false;
    }
    ++p;
    return true;
  }
};
inline constexpr RepetitionToken repetition_token;

// "|" between paths; not the start of "|}".
struct BarToken : Terminal<BarToken, x3::unused_type> {
  static std::string name() { return "'|'"; }
  bool match(const char*& p, const char*, QueryScan&, x3::unused_type) const {
    return *p++ == '|' && *p != '}';
  }
};
inline constexpr BarToken bar_token;

// An unsigned integer that fits 64 bits.
struct CountToken : Terminal<CountToken, std::uint64_t> {
  static std::string name() { return "a number of solutions"; }

  bool match(const char*& p, const char*, QueryScan& scan, std::uint64_t& count) const {
    if (!grammar::is(*p, grammar::kDigit)) return false;
    const char* const start = p;
    count = 0;
    for (; grammar::is(*p, grammar::kDigit); ++p) {
      const auto digit = static_cast<std::uint64_t>(*p - '0');
      if (count > (UINT64_MAX - digit) / 10)
        return scan.fail(start, "this number is too large", ErrorCode::kLimit);
      count = count * 10 + digit;
    }
    return true;
  }
};
inline constexpr CountToken count_token;

// The "}" of a pattern, a template or data. What could stand there instead is `expected`, and more behind triples that
// no "." ended.
struct CloseToken : x3::parser<CloseToken>, grammar::NamedTerminal {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  constexpr explicit CloseToken(const char* t) : text(t) {}
  std::string name() const { return std::string(text) + " or '}'"; }

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(const char*& first, const char* const& last, const Context& context, RuleContext& rule_context,
             Attribute& attribute) const {
    QueryScan& scan = x3::get<grammar::ScanTag>(context);
    if (grammar::mark("}").parse(first, last, context, rule_context, attribute)) {
      --scan.depth;
      return true;
    }
    if (scan.open_triples != first) return false;
    boost::throw_exception(x3::expectation_failure<const char*>(first, "'.', ';', ',', " + name()));
  }

  const char* text;
};
constexpr CloseToken close_after(const char* expected) { return CloseToken(expected); }

// Nothing but blanks up to the end.
struct EndToken : x3::parser<EndToken>, grammar::NamedTerminal {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  static std::string name() { return "the end"; }

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(const char*& first, const char* const& last, const Context& context, RuleContext&,
             Attribute&) const {
    first = x3::get<grammar::ScanTag>(context).skip_blanks(first, last);
    return first == last;
  }
};
inline constexpr EndToken end_token;

}  // namespace quoth::sparql
