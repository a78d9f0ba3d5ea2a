// The terminals that check scripts have besides those of the claim language: blanks that end with the line, the ends of
// lines, and what stands between them.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "parser/grammar/claim_tokens.h"

namespace quoth::script {

namespace x3 = boost::spirit::x3;

using claim::ClaimState;
using claim::Iterator;
using claim::rest;
using claim::Slice;
using claim::StateTag;
using claim::Token;

// White space and a comment, without the end of the line.
inline std::size_t blank_in_line(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size() && text[position] != '\n') {
    if (text[position] == '#') return std::min(text.find('\n', position), text.size());
    std::size_t next = position;
    utf8::next(text, next);
    if (claim::blank_length(text.substr(position, next - position)) == 0) break;
    position = next;
  }
  return position;
}

struct LineBlank : Token<LineBlank> {
  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute&) const {
    const std::size_t length = blank_in_line(rest(first, last));
    first += length;
    return length > 0;
  }
};

struct Newline : Token<Newline>, grammar::NamedTerminal {
  static std::string name() { return "the end of the line"; }
  std::size_t length(std::string_view text, const ClaimState&) const {
    return text.starts_with('\n') ? 1 : 0;
  }
};

// The end of a line, or of the text.
struct LineEnd : Token<LineEnd>, grammar::NamedTerminal {
  static std::string name() { return "the end of the line"; }

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&, Attribute&) const {
    x3::skip_over(first, last, context);
    if (first == last) return true;
    if (*first != '\n') return false;
    ++first;
    return true;
  }
};

// Whatever is left of a line, without a comment or blanks at its end being cut off.
struct RestOfLine : Token<RestOfLine, Slice>, grammar::NamedTerminal {
  static std::string name() { return "a pattern"; }
  std::size_t length(std::string_view text, const ClaimState&) const {
    return std::min(text.find('\n'), text.size());
  }
};

// A bare word that is part of a name: in a line of policy that is any but "about".
struct NameWord : Token<NameWord, Slice>, grammar::NamedTerminal {
  static std::string name() { return "a name"; }
  std::size_t length(std::string_view text, const ClaimState&) const {
    if (claim::prefix_length(text) > 0) return 0;
    const std::size_t length = claim::word_length(text);
    return claim::equals_ignoring_case(text.substr(0, length), "about") ? 0 : length;
  }
};

struct NumberWord : Token<NumberWord, Slice>, grammar::NamedTerminal {
  static std::string name() { return "a number"; }
  std::size_t length(std::string_view text, const ClaimState&) const {
    const std::size_t length = claim::word_length(text);
    if (length == 0 && text.starts_with('.')) return number_after_point(text);
    return claim::is_number(text.substr(0, length)) ? length : 0;
  }

 private:
  static std::size_t number_after_point(std::string_view text) {
    const std::size_t digits = claim::word_length(text.substr(1));
    return claim::is_number(text.substr(0, digits + 1)) ? digits + 1 : 0;
  }
};

// Up to a closing mark on the same line; the marks are part of the slice.
struct Enclosed : Token<Enclosed, Slice>, grammar::NamedTerminal {
  char open = 0, close = 0;
  std::string_view label;    // what it is, for messages
  std::string_view missing;  // the closing mark
  std::string name() const { return std::string(label); }

  std::size_t length(std::string_view text, ClaimState& state) const {
    if (!text.starts_with(open)) return 0;
    const std::string_view line = text.substr(0, text.find('\n'));
    std::size_t end = 1;
    while (end < line.size()) {
      if (open == '"' && line[end] == '\\') {
        end += 2;
      } else if (line[end] != close) {
        ++end;
      } else if (open == '\'' && line.substr(end).starts_with("''")) {
        end += 2;
      } else {
        return end + 1;
      }
    }
    if (!state.refused)
      state.refused = {ErrorCode::kSyntax, "expected " + std::string(missing),
                       state.offset(text.data()) + line.size()};
    return 0;
  }
};

inline Enclosed enclosed(char open, char close, std::string_view label, std::string_view missing) {
  Enclosed parser;
  parser.open = open;
  parser.close = close;
  parser.label = label;
  parser.missing = missing;
  return parser;
}

}  // namespace quoth::script
