#include "kb/complete.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include "kb/cut.h"
#include "kb/lexicon.h"
#include "kb/names.h"
#include "kb/sources.h"
#include "kb/thing_kind.h"
#include "kb/verbs.h"
#include "parser/parse_claim.h"

namespace quoth {
namespace {

using claim::Place;
using reading::Slot;

// Names that are looked at, alphabetically, for some that fit a place which few things can take.
constexpr std::size_t kMostExamined = 3'000;

// Whether the text is one pattern of a node, a verb and a node, of which the last `open` are the variables at its end.
Result<bool> is_pattern(reading::Lexicon& lexicon, const std::string& text, std::size_t open) {
  const auto statement = claim::parse_statement(text);
  if (!statement) return false;
  const auto* const find = std::get_if<claim::Find>(&statement->value);
  if (find == nullptr || find->patterns.size() != 1 || !find->clauses.empty()) return false;
  const claim::Pattern& pattern = find->patterns.front();
  const reading::Words words = reading::words_of(pattern.items, pattern.span);
  QUOTH_TRY(const auto found,
            reading::fillings(lexicon, words, std::array{Slot::kSubject, Slot::kVerb, Slot::kObject}));
  return std::any_of(found.begin(), found.end(), [&](const reading::Filling& filling) {
    return filling[3 - open].first + open == words.items.size();
  });
}

// What stands next in a run: behind a node a verb, behind a verb a node. Nothing where the words before can not be cut.
Result<std::optional<Place>> next_place(reading::Lexicon& lexicon, const NameRequest& request) {
  const bool begins = request.before.find_first_not_of(" \t\r\n") == std::string::npos;
  if (begins) return std::optional(request.place);
  if (request.place == Place::kSource) return std::optional<Place>();
  if (request.place == Place::kVerb) {
    QUOTH_TRY(const bool verb, is_pattern(lexicon, "something " + request.before + " ?next", 1));
    return verb ? std::optional(Place::kNode) : std::nullopt;
  }
  QUOTH_TRY(const bool node, is_pattern(lexicon, request.before + " ?next ?after", 2));
  if (node) return std::optional(Place::kVerb);
  QUOTH_TRY(const bool node_and_verb, is_pattern(lexicon, request.before + " ?next", 1));
  return node_and_verb ? std::optional(Place::kNode) : std::nullopt;
}

Result<bool> fits(reading::Lexicon& lexicon, TermId id, Place place) {
  if (place == Place::kSource) return is_source(lexicon.snapshot(), id);
  QUOTH_TRY(const bool verb, lexicon.is_predicate(id));
  return verb == (place == Place::kVerb);
}

// Every verb or source, as a listing has them.
Result<std::vector<NameSuggestion>> all_of(const Snapshot& snapshot, Place place,
                                           const NameRequest& request) {
  const ListOptions options{request.limit, request.prefixes};
  const bool verbs = place == Place::kVerb;
  QUOTH_TRY(const Answer answer, verbs ? list_verbs(snapshot, options) : list_sources(snapshot, options));
  std::vector<NameSuggestion> suggestions;
  for (const std::vector<Cell>& row : answer.rows) {
    std::string kind = verbs ? (row[0].shown.empty() ? "verb" : "verb, " + row[0].shown) : "source";
    std::string name = row[verbs ? 1 : 0].shown;
    const std::string which = " (" + row[verbs ? 2 : 1].shown + ")";  // of those that share a name
    if (name.ends_with(which)) name.resize(name.size() - which.size());
    suggestions.push_back({std::move(name), std::move(kind), true});
  }
  std::sort(suggestions.begin(), suggestions.end(),
            [](const NameSuggestion& a, const NameSuggestion& b) { return a.name < b.name; });
  return suggestions;
}

}  // namespace

Result<std::vector<NameSuggestion>> complete_names(const Snapshot& snapshot, const NameRequest& request) {
  reading::Lexicon lexicon(snapshot, request.prefixes);
  QUOTH_TRY(const std::optional<Place> place, next_place(lexicon, request));
  const bool few_fit = place && *place != Place::kNode;
  if (request.typed.empty()) {
    return few_fit ? all_of(snapshot, *place, request) : std::vector<NameSuggestion>();
  }
  QUOTH_TRY(const std::vector<NameStart> starts,
            complete_names(snapshot, request.typed, few_fit ? kMostExamined : 2 * request.limit));

  struct Chosen {
    const NameStart* start;
    TermId id;
  };
  std::vector<Chosen> fitting, others;
  for (const NameStart& start : starts) {
    if (fitting.size() == request.limit) break;
    std::optional<TermId> fit;
    for (const TermId id : start.ids) {
      QUOTH_TRY(const bool is_fit, place ? fits(lexicon, id, *place) : Result<bool>(true));
      if (is_fit && !fit) fit = id;
    }
    (fit ? fitting : others).push_back({&start, fit.value_or(start.ids.front())});
  }
  std::vector<NameSuggestion> suggestions;
  for (const bool fit : {true, false}) {
    for (const Chosen& chosen : fit ? fitting : others) {
      if (suggestions.size() == request.limit) return suggestions;
      QUOTH_TRY(std::string kind, kind_of(lexicon, chosen.id));
      suggestions.push_back({chosen.start->name, std::move(kind), fit});
    }
  }
  return suggestions;
}

}  // namespace quoth
