// The terminals of the claim grammar for Spirit X3: words, known names and the marks between them, over the
// plain functions of claim_words.h. All of them skip blanks first, where the context has a skipper. The
// context carries one ClaimState.
#pragma once
#include <algorithm>
#include <boost/spirit/home/x3.hpp>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>

#include "parser/claim_ast.h"
#include "parser/grammar/claim.h"
#include "parser/grammar/claim_words.h"
#include "parser/grammar/names.h"
#include "rdf/term.h"

namespace quoth::claim {

namespace x3 = boost::spirit::x3;

using Iterator = const char*;

struct ClaimState {
  ClaimState(std::string_view source, std::span<const Span> known) : text(source), names(known) {}

  std::string_view text;
  std::span<const Span> names;
  int depth = 0;                     // of parentheses around the current place
  Iterator token_end = text.data();  // of the last token that matched
  Iterator unskipped = nullptr;      // where a token failed inside quotes, where blanks count
  std::optional<Mismatch>
      refused;                   // what was understood and is not accepted: the reason why the grammar fails
  Expected* expected = nullptr;  // of completion: takes what is tried at the end of the text

  std::size_t offset(Iterator place) const { return static_cast<std::size_t>(place - text.data()); }

  // Where the name ends that the caller knows to begin at `place`, or `place`.
  Iterator known_name_end(Iterator place) const {
    const auto name =
        std::lower_bound(names.begin(), names.end(), offset(place),
                         [](const Span& span, std::size_t begin) { return span.begin < begin; });
    return name != names.end() && name->begin == offset(place) ? text.data() + name->end : place;
  }
};

struct StateTag;

// What may stand for the object of a pattern, for messages.
inline constexpr const char* kObject = "a name, a variable, a text or a pattern in parentheses";

inline std::string_view rest(Iterator first, Iterator last) {
  return {first, static_cast<std::size_t>(last - first)};
}

struct Slice {  // a stretch of the text; no container to X3, unlike a string_view
  Iterator begin = nullptr, end = nullptr;
  std::string_view view() const { return rest(begin, end); }
};

// A terminal that recognises with Derived::length(rest, state), 0 for no match. Its attribute is what it
// matched, or nothing.
template <typename Derived, typename AttributeType = x3::unused_type>
struct Token : x3::parser<Derived> {
  using attribute_type = AttributeType;
  static constexpr bool has_attribute = !std::is_same_v<AttributeType, x3::unused_type>;

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&,
             [[maybe_unused]] Attribute& attribute) const {
    x3::skip_over(first, last, context);
    auto& state = x3::get<StateTag>(context);
    if (first == last && state.expected != nullptr) {
      state.expected->reached = true;
      this->derived().note(*state.expected);
    }
    const std::size_t length = this->derived().length(rest(first, last), state);
    if (length == 0) return false;
    if constexpr (std::is_same_v<Attribute, Slice>) attribute = {first, first + length};
    first += length;
    state.token_end = first;
    return true;
  }

  void note(Expected&) const {}  // that this may stand at the end of the text
};

inline bool at_known_name(std::string_view text, const ClaimState& state) {
  return state.known_name_end(text.data()) != text.data();
}

struct Blank : Token<Blank> {
  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context&, RuleContext&, Attribute&) const {
    const std::size_t length = blank_length(rest(first, last));
    first += length;
    return length > 0;
  }
};

struct Keyword : Token<Keyword>, grammar::NamedTerminal {
  std::string_view word;  // in lower case
  std::string name() const { return '"' + std::string(word) + '"'; }
  std::size_t length(std::string_view text, const ClaimState& state) const {
    const std::size_t length = word_length(text);
    return equals_ignoring_case(text.substr(0, length), word) && !at_known_name(text, state) ? length : 0;
  }
  void note(Expected& expected) const { expected.keywords.emplace_back(word); }
};

inline Keyword keyword(std::string_view word) {
  Keyword parser;
  parser.word = word;
  return parser;
}

struct KnownName : Token<KnownName, Slice> {
  std::size_t length(std::string_view text, const ClaimState& state) const {
    return static_cast<std::size_t>(state.known_name_end(text.data()) - text.data());
  }
};

// A word that may be part of a name: no word of the form, no prefix.
struct BareWordToken : Token<BareWordToken, Slice> {
  std::size_t length(std::string_view text, const ClaimState&) const {
    if (prefix_length(text) > 0) return 0;
    const FormWord kind = form_word(text);
    return kind == FormWord::kNone || kind == FormWord::kOpener ? word_length(text) : 0;
  }
  void note(Expected& expected) const { expected.name = true; }
};

// A mark of one character, known to messages by its name.
struct Mark : Token<Mark>, grammar::NamedTerminal {
  char mark = 0;
  std::string_view label;
  std::string name() const { return std::string(label); }
  std::size_t length(std::string_view text, const ClaimState&) const {
    return text.starts_with(mark) ? 1 : 0;
  }
};

// The mark that closes a text, quoted name or IRI, inside lexeme[].
struct Closing : Token<Closing>, grammar::NamedTerminal {
  char mark = 0;
  std::string_view label;
  std::string name() const { return std::string(label); }
  std::size_t length(std::string_view text, ClaimState& state) const {
    if (text.starts_with(mark)) return 1;
    state.unskipped = text.data();
    return 0;
  }
};

// A language tag and perhaps a direction (LANG_DIR of SPARQL 1.2, without its @).
struct LanguageTag : Token<LanguageTag, Slice>, grammar::NamedTerminal {
  std::string name() const { return "a language tag"; }
  std::size_t length(std::string_view text, const ClaimState&) const { return language_length(text); }
};

inline Closing closing(char character, std::string_view label) {
  Closing parser;
  parser.mark = character;
  parser.label = label;
  return parser;
}

inline Mark mark(char character, std::string_view label) {
  Mark parser;
  parser.mark = character;
  parser.label = label;
  return parser;
}

struct VariableToken : Token<VariableToken, Slice>, grammar::NamedTerminal {
  std::string name() const { return "a variable"; }
  std::size_t length(std::string_view text, const ClaimState&) const {
    const std::size_t name = text.starts_with('?') ? variable_name_length(text.substr(1)) : 0;
    return name > 0 ? name + 1 : 0;
  }
  void note(Expected& expected) const { expected.variable = true; }
};

// `ex:Obama`. A scheme with two slashes is not one: an IRI needs its angle brackets.
struct PrefixedToken : Token<PrefixedToken, Slice> {
  std::size_t length(std::string_view text, ClaimState& state) const {
    const std::size_t prefix = prefix_length(text);
    if (prefix == 0) return 0;
    if (text.substr(prefix).starts_with("//")) {
      state.refused = {ErrorCode::kSyntax, "an IRI stands in angle brackets: <http://example.org/Obama>",
                       state.offset(text.data())};
      return 0;
    }
    return prefix + local_length(text.substr(prefix));
  }
};

struct WholeNumber : Token<WholeNumber, Slice>, grammar::NamedTerminal {
  std::string name() const { return "a whole number"; }
  std::size_t length(std::string_view text, const ClaimState&) const {
    constexpr std::size_t kMaxDigits = 18;  // below 2^63 whatever they are
    const std::string_view word = text.substr(0, word_length(text));
    const bool digits = word.find_first_not_of("0123456789") == std::string_view::npos;
    return digits && word.size() <= kMaxDigits ? word.size() : 0;
  }
};

// A date of any precision that is in the calendar.
struct DateToken : Token<DateToken, Slice>, grammar::NamedTerminal {
  std::string name() const { return "a date such as 2014, 2014-03 or 2014-03-28"; }
  std::size_t length(std::string_view text, ClaimState& state) const {
    const std::size_t length = date_length(text);
    if (length == 0 || is_in_calendar(text.substr(0, length))) return length;
    state.refused = {ErrorCode::kSyntax, "there is no such date", state.offset(text.data())};
    return 0;
  }
};

// An opening parenthesis, as long as nesting stays within bounds.
struct Open : Token<Open> {
  std::size_t length(std::string_view text, ClaimState& state) const {
    if (!text.starts_with('(')) return 0;
    if (++state.depth <= kMaxNesting) return 1;
    state.refused = {ErrorCode::kLimit,
                     "parentheses are nested deeper than " + std::to_string(kMaxNesting) + " levels",
                     state.offset(text.data())};
    return 0;
  }
};

// Fails, and says what the statement would need at this place.
struct NotOffered : Token<NotOffered> {
  std::string_view what;
  std::size_t length(std::string_view text, ClaimState& state) const {
    state.refused = {ErrorCode::kUnsupported, std::string(what), state.offset(text.data())};
    return 0;
  }
};

inline NotOffered not_offered(std::string_view what) {
  NotOffered parser;
  parser.what = what;
  return parser;
}

// Fails at "as of", the one clause of the language that is not offered.
struct ClauseNotOffered : Token<ClauseNotOffered> {
  std::size_t length(std::string_view text, ClaimState& state) const {
    if (form_word(text) != FormWord::kReserved || at_known_name(text, state)) return 0;
    state.refused = {ErrorCode::kUnsupported, "the clause \"as of\" is not supported yet",
                     state.offset(text.data())};
    return 0;
  }
};

// The end of the text, with or without a question mark before it.
struct End : Token<End>, grammar::NamedTerminal {
  std::string_view expected;
  std::string name() const { return std::string(expected); }

  template <typename Context, typename RuleContext, typename Attribute>
  bool parse(Iterator& first, const Iterator& last, const Context& context, RuleContext&, Attribute&) const {
    x3::skip_over(first, last, context);
    Iterator end = first;
    if (end != last && *end == '?') ++end;
    x3::skip_over(end, last, context);
    if (end != last) return false;
    first = end;
    return true;
  }
};

inline End end(std::string_view expected) {
  End parser;
  parser.expected = expected;
  return parser;
}

}  // namespace quoth::claim
