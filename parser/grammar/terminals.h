// The terminals that all RDF formats share, as X3 parsers over `char const*`: one loop over a table of
// character classes each, no attribute strings. They skip the blanks before them, give TermViews into the
// text (or into the scan's arena, where something had to be built), and note in the scan when they met the
// end of the text.
//
// What differs by format is asked of the scan: `skip_blanks(p, last)`, `accept_iri(iri, where)`,
// `accept_label(label)`.
#pragma once
#include <boost/spirit/home/x3.hpp>
#include <string>
#include <string_view>
#include <type_traits>

#include "parser/grammar/characters.h"
#include "parser/grammar/escapes.h"
#include "parser/grammar/names.h"
#include "parser/grammar/scan.h"
#include "rdf/term.h"
#include "rdf/vocabulary.h"

namespace quoth::grammar {

namespace x3 = boost::spirit::x3;

// Derived::match(p, last, scan, attribute) reads the token at p, which is no blank, and moves p behind it;
// where it returns false, p and the attribute may be anything.
template <typename Derived, typename Attribute>
struct Terminal : x3::parser<Derived>, NamedTerminal {
  using attribute_type = Attribute;
  static constexpr bool has_attribute = !std::is_same_v<Attribute, x3::unused_type>;

  template <typename Context, typename RuleContext, typename Target>
  bool parse(const char*& first, const char* const& last, const Context& context, RuleContext&,
             Target& target) const {
    auto& scan = x3::get<ScanTag>(context);
    const char* p = scan.skip_blanks(first, last);
    if (p == last) return scan.meet_end();
    scan.token = p;
    if constexpr (std::is_same_v<Target, Attribute>) {
      if (!this->derived().match(p, last, scan, target)) return false;
    } else {
      Attribute unwanted{};
      if (!this->derived().match(p, last, scan, unwanted)) return false;
    }
    first = p;
    return true;
  }
};

// A mark such as "<<(".
struct Mark : Terminal<Mark, x3::unused_type> {
  constexpr explicit Mark(std::string_view t) : text(t) {}
  std::string name() const { return "'" + std::string(text) + "'"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, x3::unused_type) const {
    for (const char c : text) {
      if (p == last) return scan.meet_end();
      if (*p++ != c) return false;
    }
    return true;
  }

  std::string_view text;
};
constexpr Mark mark(std::string_view text) { return Mark(text); }

// IRIREF
struct IriRef : Terminal<IriRef, TermView> {
  static std::string name() { return "an IRI"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    if (*p != '<') return false;
    const char* const start = p;
    const char* end = p + 1;
    while (!is(*end, kIriEnd)) ++end;
    std::string_view iri(start + 1, static_cast<std::size_t>(end - start - 1));
    if (*end == '>') {
      p = end + 1;
    } else {
      if (iri.empty() && *end == '<') return false;  // "<<"
      if (!read_iri(p, last, scan, iri)) return false;
    }
    if (!scan.accept_iri(iri, start)) return false;
    term = {TermKind::kIri, Direction::kNone, iri, {}, {}, nullptr};
    return true;
  }
};
inline constexpr IriRef iri_ref;

// Moves p over characters of `middle` and name characters beyond ASCII.
inline const char* skip_name(const char* p, CharacterClass middle) {
  while (true) {
    while (is(*p, middle)) ++p;
    if (is_ascii(*p)) return p;
    const CodePoint c = decode(p);
    if (!is_name_char(c.value)) return p;
    p += c.size;
  }
}

// BLANK_NODE_LABEL
struct BlankNodeLabel : Terminal<BlankNodeLabel, TermView> {
  static std::string name() { return "a blank node"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    if (*p != '_') return false;
    if (p + 1 == last) return scan.meet_end();
    if (p[1] != ':') return false;
    const char* const start = p + 2;
    if (start == last) scan.meet_end();
    const bool starts = is_ascii(*start) ? is(*start, kNameStart) || is(*start, kDigit) || *start == '_'
                                         : is_name_start(decode(start).value);
    if (!starts) return scan.fail(start, "expected a letter, a digit or '_' after '_:'");
    const char* end = skip_name(start, kNameMiddle);
    if (end == last) scan.meet_end();
    while (end[-1] == '.') --end;  // it ends the statement
    p = end;
    std::string_view label(start, static_cast<std::size_t>(end - start));
    scan.accept_label(label);
    term = {TermKind::kBlankNode, Direction::kNone, label, {}, {}, nullptr};
    return true;
  }
};
inline constexpr BlankNodeLabel blank_node_label;

// STRING_LITERAL_QUOTE and STRING_LITERAL_SINGLE_QUOTE
template <char Quote>
struct ShortString : Terminal<ShortString<Quote>, TermView> {
  static std::string name() { return "a string"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    constexpr CharacterClass kStop = Quote == '"' ? kQuoteEnd : kApostropheEnd;
    if (*p != Quote) return false;
    const char* const start = p + 1;
    const char* end = start;
    bool escaped = false;
    while (true) {
      while (!is(*end, kStop)) ++end;
      if (*end == Quote) break;
      if (*end == '\\' && end + 1 != last) {
        if (!is_escape(end, scan)) return false;
        escaped = true;
        end += 2;
      } else if (*end == '\0' && end != last) {
        ++end;
      } else {
        if (*end == '\\') ++end;
        if (end == last) scan.meet_end();
        return scan.fail(end, std::string("expected ") + Quote + " at the end of the string");
      }
    }
    p = end + 1;
    std::string_view text(start, static_cast<std::size_t>(end - start));
    if (escaped && !unescape_string(text, scan, text)) return false;
    term = {TermKind::kLiteral, Direction::kNone, text, xsd::kString, {}, nullptr};
    return true;
  }
};
inline constexpr ShortString<'"'> quoted_string;
inline constexpr ShortString<'\''> apostrophe_string;

// LANG_DIR; the attribute is an empty literal with the language and direction.
struct LanguageTag : Terminal<LanguageTag, TermView> {
  static std::string name() { return "a language tag"; }

  template <typename S>
  bool match(const char*& p, const char* last, S& scan, TermView& term) const {
    if (*p != '@') return false;
    const char* const start = ++p;
    while (is(*p, kAlpha)) ++p;
    if (p == last) scan.meet_end();
    if (p == start) return scan.fail(p, "expected a language tag after '@'");
    term = {TermKind::kLiteral, Direction::kNone, {}, rdf::kLangString, {}, nullptr};
    while (*p == '-') {
      if (p + 1 == last)
        return scan.meet_end() || scan.fail(p + 1, "expected a letter or a digit in the language tag");
      const char* const subtag = p + 1;
      if (*subtag == '-') break;
      p = subtag;
      while (is(*p, kAlpha) || is(*p, kDigit)) ++p;
      if (p == last) scan.meet_end();
      if (p == subtag) return scan.fail(p, "expected a letter or a digit in the language tag");
    }
    term.language = {start, static_cast<std::size_t>(p - start)};
    if (*p != '-') return true;
    const char* const direction = p += 2;
    while (is(*p, kAlpha)) ++p;
    if (p == last) scan.meet_end();
    const std::string_view word(direction, static_cast<std::size_t>(p - direction));
    if (word != "ltr" && word != "rtl") return scan.fail(direction, "expected 'ltr' or 'rtl' after '--'");
    term.direction = word == "ltr" ? Direction::kLeftToRight : Direction::kRightToLeft;
    term.datatype = rdf::kDirLangString;
    return true;
  }
};
inline constexpr LanguageTag language_tag;

}  // namespace quoth::grammar
