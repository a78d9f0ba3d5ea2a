#include "kb/known_names.h"

#include <algorithm>
#include <string>
#include <utility>

#include "kb/claim.h"
#include "parser/parse_claim.h"

namespace quoth::reading {
namespace {

using Run = std::vector<claim::BareWord>;

constexpr std::size_t kMaxNameWords = 24;
constexpr std::size_t kMaxNames = 32;  // of one statement
constexpr std::size_t kMaxChoices = 64;

std::string_view word(std::string_view text, const claim::BareWord& bare) {
  return text.substr(bare.span.begin, bare.span.end - bare.span.begin);
}

bool is_word(std::string_view word, std::string_view lower) {
  return std::equal(word.begin(), word.end(), lower.begin(), lower.end(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

bool is_in_capitals(std::string_view word) {
  return word.size() > 1 &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

bool is_article(std::string_view name) {
  return is_word(name, "the") || is_word(name, "a") || is_word(name, "an");
}

// "not V" is the form's own way to say what claims the negation of V, where something does.
Result<bool> is_negated_verb(Lexicon& lexicon, std::string_view name) {
  const std::size_t blank = name.find(' ');
  if (blank == std::string_view::npos || !is_word(name.substr(0, blank), "not")) return false;
  QUOTH_TRY(const auto* const verbs, lexicon.meanings(std::string(name.substr(blank + 1)), Position::kVerb));
  for (const NameCandidate& verb : *verbs) {
    QUOTH_TRY(const Term term, lexicon.snapshot().term(verb.id));
    QUOTH_TRY(const std::vector<Term> negating, negations(lexicon.snapshot(), term));
    if (!negating.empty()) return true;
  }
  return false;
}

// The known names that begin at one word of a run.
Status names_from(Lexicon& lexicon, std::string_view text, const Run& run, std::size_t first,
                  std::vector<KnownName>& out) {
  std::string name;
  std::size_t form_words = 0;
  bool longer = true;
  for (std::size_t last = first; longer && last < std::min(run.size(), first + kMaxNameWords); ++last) {
    if (last > first) name += ' ';
    name += word(text, run[last]);
    form_words += run[last].of_form ? 1 : 0;
    QUOTH_TRY(const NamesFound* const found, lexicon.find(name));
    longer = found->longer;
    if (form_words == 0 || found->candidates.empty()) continue;

    KnownName known{{run[first].span.begin, run[last].span.end}, form_words, false};
    if (last == first) {
      known.in_capitals = is_in_capitals(name) && found->candidates.front().match == NameMatch::kExact;
      if (!known.in_capitals) continue;
    }
    QUOTH_TRY(const bool is_form, is_negated_verb(lexicon, name));
    if (is_form) continue;
    if (first > 0 && is_article(word(text, run[first - 1]))) known.span.begin = run[first - 1].span.begin;
    out.push_back(known);
  }
  return {};
}

void choose(const std::vector<KnownName>& names, std::size_t next, std::vector<KnownName>& chosen,
            std::vector<std::vector<KnownName>>& out) {
  if (out.size() == kMaxChoices) return;
  if (next == names.size()) {
    out.push_back(chosen);
    return;
  }
  if (chosen.empty() || chosen.back().span.end <= names[next].span.begin) {
    chosen.push_back(names[next]);
    choose(names, next + 1, chosen, out);
    chosen.pop_back();
  }
  choose(names, next + 1, chosen, out);
}

}  // namespace

Result<std::vector<KnownName>> known_names(Lexicon& lexicon, std::string_view text) {
  std::vector<KnownName> names;
  for (const Run& run : claim::word_runs(text)) {
    if (names.size() >= kMaxNames) break;
    std::size_t next_form_word = 0;
    for (std::size_t first = 0; first < run.size() && names.size() < kMaxNames; ++first) {
      next_form_word = std::max(next_form_word, first);
      while (next_form_word < run.size() && !run[next_form_word].of_form) ++next_form_word;
      if (next_form_word == run.size()) break;
      if (next_form_word - first < kMaxNameWords) QUOTH_CHECK(names_from(lexicon, text, run, first, names));
    }
  }
  return names;
}

std::vector<std::vector<KnownName>> choices(const std::vector<KnownName>& names) {
  std::vector<std::vector<KnownName>> out;
  std::vector<KnownName> chosen;
  choose(names, 0, chosen, out);
  if (!out.back().empty()) out.emplace_back();  // cut off
  return out;
}

}  // namespace quoth::reading
