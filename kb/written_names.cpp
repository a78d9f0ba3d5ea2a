#include "kb/written_names.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "parser/parse_claim.h"

namespace quoth {
namespace {

// Whether the name stands as bare words: one run of them, none of which is a word of the language or a number.
bool is_bare(const std::string& name) {
  const auto runs = claim::word_runs(name);
  if (runs.size() != 1) return false;
  const auto& run = runs.front();
  if (run.front().span.begin != 0 || run.back().span.end != name.size() || name == "all") return false;
  return std::none_of(run.begin(), run.end(), [&](const claim::BareWord& word) {
    return word.of_form || (name[word.span.begin] >= '0' && name[word.span.begin] <= '9');
  });
}

std::string quoted(const std::string& name) {
  std::string text = "'";
  for (const char c : name) text += c == '\'' ? "''" : std::string(1, c);
  return text + "'";
}

}  // namespace

Result<std::string> WrittenNames::write(const PolicyLine& line) {
  std::optional<Error> error;
  std::string text = to_text(line, [&](const Term& term) {
    Result<std::string> name = write(term);
    if (name) return *std::move(name);
    error = name.error();
    return std::string();
  });
  if (error) return *std::move(error);
  return text;
}

Result<std::string> WrittenNames::write(const Term& term) {
  if (!term.is_iri()) return to_string(term);
  std::string shown = names_.show(term);
  std::string prefixed = names_.prefixed(term.text());
  if (shown == prefixed) return prefixed;
  QUOTH_TRY(const auto* const meanings, lexicon_.meanings(shown, reading::Position::kNode));
  if (meanings->size() == 1) {
    QUOTH_TRY(const std::string iri, lexicon_.iri(meanings->front().id));
    if (iri == term.text()) return is_bare(shown) ? shown : quoted(shown);
  }
  return prefixed;
}

}  // namespace quoth
