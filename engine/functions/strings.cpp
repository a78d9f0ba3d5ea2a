// Functions on strings (SPARQL 17.4.3), save those with regular expressions. Lengths and positions count code
// points.
#include <unicode/bytestream.h>
#include <unicode/casemap.h>

#include <array>
#include <cmath>
#include <limits>

#include "base/utf8.h"
#include "engine/functions/support.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

// Argument compatibility (17.4.3.1.2): the second is a plain string, or has the language and direction of the first.
bool are_compatible(const Term& a, const Term& b) {
  if (!is_string(a) || !is_string(b)) return false;
  if (b.language().empty()) return true;
  return Term::lang({}, a.language(), a.direction()) == Term::lang({}, b.language(), b.direction());
}

Optional length(Arguments& arguments) {
  const TermArgument text(arguments, 0);
  if (!text || !is_string(*text)) return std::nullopt;
  return Operand(Value::integer(static_cast<std::int64_t>(utf8::length(text->text()))));
}

// ---- Parts

// A number that SUBSTR takes, rounded as fn:substring does. What lies beyond any text's length is as good as
// infinite.
std::optional<double> rounded(Arguments& arguments, std::size_t i) {
  const ValueArgument value(arguments, i);
  if (!value || !value->is_numeric()) return std::nullopt;
  const auto whole = quoth::round(*value);
  return whole ? to_double(*whole) : std::nullopt;
}

// The characters at positions p with start <= p < start + length, counted from 1.
Optional substring(Arguments& arguments) {
  const TermArgument text(arguments, 0);
  if (!text || !is_string(*text)) return std::nullopt;
  const auto start = rounded(arguments, 1);
  const auto count = arguments.size() == 3 ? rounded(arguments, 2) : std::numeric_limits<double>::infinity();
  if (!start || !count) return std::nullopt;
  const double first = std::max(*start, 1.0), end = *start + *count;
  if (!(first < end)) return like(*text, {});  // also where one is no number
  constexpr double kMost = 1e15;               // more than any text has
  const std::string_view all = text->text();
  const auto before = static_cast<std::size_t>(std::min(first - 1, kMost));
  const std::string_view rest = all.substr(utf8::prefix(all, before).size());
  const auto wanted = static_cast<std::size_t>(std::min(end - first, kMost));
  return like(*text, std::string(utf8::prefix(rest, wanted)));
}

enum class Side { kBefore, kAfter };

template <Side Which>
Optional beside(Arguments& arguments) {
  const TermArgument text(arguments, 0), mark(arguments, 1);
  if (!text || !mark || !are_compatible(*text, *mark)) return std::nullopt;
  const std::size_t found = text->text().find(mark->text());
  if (found == std::string::npos) return plain_string({});
  if (Which == Side::kBefore) return like(*text, text->text().substr(0, found));
  return like(*text, text->text().substr(found + mark->text().size()));
}

// ---- Tests

template <bool (*Test)(std::string_view, std::string_view)>
Optional test(Arguments& arguments) {
  const TermArgument text(arguments, 0), other(arguments, 1);
  if (!text || !other || !are_compatible(*text, *other)) return std::nullopt;
  return boolean(Test(text->text(), other->text()));
}

bool starts(std::string_view text, std::string_view start) { return text.starts_with(start); }
bool ends(std::string_view text, std::string_view end) { return text.ends_with(end); }
bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

// Basic filtering (RFC 4647, 3.3.1).
Optional language_matches(Arguments& arguments) {
  const TermArgument tag(arguments, 0), range(arguments, 1);
  if (!tag || !is_plain_string(*tag) || !range || !is_plain_string(*range)) return std::nullopt;
  const std::string_view t = tag->text(), r = range->text();
  if (r == "*") return boolean(!t.empty());
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  const bool begins = t.size() >= r.size() && std::equal(r.begin(), r.end(), t.begin(), [&](char a, char b) {
                        return lower(a) == lower(b);
                      });
  return boolean(begins && (t.size() == r.size() || (!r.empty() && t[r.size()] == '-')));
}

// ---- Changes

// The whole text at once, for a letter may become several; without the rules of any one language ("").
void to_upper(icu::StringPiece text, icu::ByteSink& out, UErrorCode& status) {
  icu::CaseMap::utf8ToUpper("", 0, text, out, nullptr, status);
}
void to_lower(icu::StringPiece text, icu::ByteSink& out, UErrorCode& status) {
  icu::CaseMap::utf8ToLower("", 0, text, out, nullptr, status);
}

template <void (*Map)(icu::StringPiece, icu::ByteSink&, UErrorCode&)>
Optional change_case(Arguments& arguments) {
  const TermArgument text(arguments, 0);
  if (!text || !is_string(*text)) return std::nullopt;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  Map(icu::StringPiece(text->text()), sink, status);
  if (U_FAILURE(status) || !arguments.evaluator().allows_text(out.size())) return std::nullopt;
  return like(*text, std::move(out));
}

Optional encode_for_uri(Arguments& arguments) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  const TermArgument text(arguments, 0);
  if (!text || !is_string(*text)) return std::nullopt;
  std::string out;
  for (const char c : text->text()) {
    const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            c == '-' || c == '_' || c == '.' || c == '~';
    if (unreserved) {
      out += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  if (!arguments.evaluator().allows_text(out.size())) return std::nullopt;
  return plain_string(std::move(out));
}

// With a language if all have the same one, and the same direction.
Optional concatenate(Arguments& arguments) {
  std::string out;
  std::optional<Term> model;  // an empty text like all so far
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const TermArgument text(arguments, i);
    if (!text || !is_string(*text)) return std::nullopt;
    if (!arguments.evaluator().allows_text(out.size() + text->text().size())) return std::nullopt;
    out += text->text();
    Term empty =
        text->language().empty() ? Term::literal({}) : Term::lang({}, text->language(), text->direction());
    if (!model) {
      model = std::move(empty);
    } else if (*model != empty) {
      model = Term::literal({});
    }
  }
  return model ? like(*model, std::move(out)) : plain_string(std::move(out));
}

// ---- The table

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"concat", "CONCAT", 0, Function::kAnyNumber, kLiteral, concatenate},
    Function{"contains", "CONTAINS", 2, 2, kLiteral, test<contains>},
    Function{"encode_for_uri", "ENCODE_FOR_URI", 1, 1, kLiteral, encode_for_uri},
    Function{"langmatches", "langMatches", 2, 2, kLiteral, language_matches},
    Function{"lcase", "LCASE", 1, 1, kLiteral, change_case<to_lower>},
    Function{"strafter", "STRAFTER", 2, 2, kLiteral, beside<Side::kAfter>},
    Function{"strbefore", "STRBEFORE", 2, 2, kLiteral, beside<Side::kBefore>},
    Function{"strends", "STRENDS", 2, 2, kLiteral, test<ends>},
    Function{"strlen", "STRLEN", 1, 1, kLiteral, length},
    Function{"strstarts", "STRSTARTS", 2, 2, kLiteral, test<starts>},
    Function{"substr", "SUBSTR", 2, 3, kLiteral, substring},
    Function{"ucase", "UCASE", 1, 1, kLiteral, change_case<to_upper>},
};

}  // namespace

std::span<const Function> string_functions() { return kFunctions; }

}  // namespace quoth
