#include "repl/language.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "parser/parse_query.h"
#include "repl/words.h"

namespace quoth::repl {
namespace {

// The text behind white space and comments.
std::string_view skip_blanks(std::string_view text) {
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (!text.starts_with('#')) return text;
    text.remove_prefix(std::min(text.find('\n'), text.size()));
  }
}

// The letters that the text begins with, in upper case; they are taken away.
std::string take_word(std::string_view& text) {
  std::string word;
  while (!text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0) {
    word += static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    text.remove_prefix(1);
  }
  return word;
}

bool is_variable(std::string_view text) { return text.starts_with('?') || text.starts_with('$'); }

// <iri> or prefix:local, up to a blank.
bool is_iri(std::string_view text) {
  const std::string_view word = text.substr(0, text.find_first_of(" \t\r\n{"));
  return text.starts_with('<') || word.find(':') != word.npos;
}

bool is_word(std::string_view text, std::initializer_list<std::string_view> words) {
  const std::string word = take_word(text);
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

Language language_of(std::string_view text) {
  std::string_view rest = skip_blanks(text);
  const std::string word = take_word(rest);
  const std::string_view next = skip_blanks(rest);
  const bool apart = next.size() < rest.size();
  const auto opens = [&] { return next.starts_with('{') || (apart && is_word(next, {"WHERE", "FROM"})); };
  const bool sparql =
      (word == "SELECT" && (is_variable(next) || next.starts_with('*') || next.starts_with('(') ||
                            (apart && is_word(next, {"DISTINCT", "REDUCED"})))) ||
      ((word == "ASK" || word == "CONSTRUCT") && opens()) ||
      (word == "DESCRIBE" && (is_variable(next) || next.starts_with('*') || is_iri(next))) ||
      (word == "PREFIX" && apart && is_iri(next)) || (word == "BASE" && next.starts_with('<')) ||
      (word == "VERSION" && (next.starts_with('"') || next.starts_with('\'')));
  return sparql ? Language::kSparql : Language::kClaim;
}

QueryText look_at_query(std::string_view text) {
  const auto query = sparql::parse_query(text);
  if (query) return QueryText::kWhole;
  const std::size_t end = text.find_last_not_of(" \t\r\n") + 1;
  return query.error().offset.value_or(0) >= end ? QueryText::kOpen : QueryText::kWrong;
}

std::string_view without_end_mark(std::string_view text) {
  const std::string_view trimmed = trim(text);
  if (!trimmed.ends_with(';')) return text;
  const std::string_view query = trimmed.substr(0, trimmed.size() - 1);
  return look_at_query(query) == QueryText::kWhole ? query : text;
}

}  // namespace quoth::repl
