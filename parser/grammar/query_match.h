// How the top rules of expressions, queries and updates are run over a text, and how what X3 throws becomes a
// message.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/suggest.h"
#include "parser/grammar/expression.h"
#include "parser/grammar/query_rules.h"

namespace quoth::sparql {

inline constexpr std::size_t kPadding = 64;  // zeros, which stop every loop of a terminal

// The word at `place`, if it may be a misspelt keyword of those that could stand there, for the end of a message.
inline std::string likely_keyword(const QueryScan& scan, Iterator place, std::string_view wanted = {}) {
  if (scan.sought_at != place) return {};
  std::string word(word_at(place));
  for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const std::string likely = nearest(word, scan.sought);
  return likely.empty() || likely == wanted ? "" : "; did you mean " + likely + "?";
}

// Where `rule` does not match the text from its start on, the reason.
template <typename Rule, typename Tree>
std::optional<Mismatch> match(const Rule& rule, const std::string& padded, QueryScan& scan, Tree& tree,
                              std::string wanted, std::size_t* end = nullptr) {
  scan.text = padded.data();
  Iterator place = padded.data();
  const Iterator last = padded.data() + padded.size() - kPadding;
  try {
    const bool matched = x3::parse(place, last, x3::with<ScanTag>(scan)[rule], tree);
    if (matched && !scan.failure) {
      if (end != nullptr) *end = scan.offset(place);
      return std::nullopt;
    }
  } catch (const x3::expectation_failure<Iterator>& failure) {
    place = failure.where();
    wanted = failure.which();
  }
  if (scan.failure) {
    return Mismatch{scan.failure->code,
                    std::move(scan.failure->message) + likely_keyword(scan, scan.failure->where),
                    scan.offset(scan.failure->where)};
  }
  place = scan.skip_blanks(place, last);
  return Mismatch{ErrorCode::kSyntax, "expected " + wanted + likely_keyword(scan, place, wanted),
                  scan.offset(place)};
}

// Likewise for a rule that ends at the end of the text only.
template <typename Rule, typename Tree>
std::optional<Mismatch> match_whole(const Rule& rule, std::string_view text, Tree& tree) {
  std::string padded(text);
  padded.append(kPadding, '\0');
  QueryScan scan;
  scan.in_query = true;
  return match(rule, padded, scan, tree, rule.name);
}

}  // namespace quoth::sparql
