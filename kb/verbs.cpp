#include "kb/verbs.h"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kb/claim.h"
#include "kb/claim_predicates.h"
#include "kb/index_walk.h"
#include "kb/mentions.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kMostVerbs = 20'000;  // that are looked at
constexpr std::array kMoods{Mood::kAsserts, Mood::kDenies, Mood::kDirects, Mood::kCommits, Mood::kQuestions};

struct Verb {
  TermId id;
  Term term = Term::iri("");
  std::optional<Mood> mood;
  std::uint64_t claims = 0, propositions = 0;
};

std::uint64_t uses(const Verb& verb) { return verb.claims + verb.propositions; }

// What stands under each mood, from the background. A verb under several is listed under the first.
Result<std::unordered_map<TermId, Mood>> moods_of_verbs(const Snapshot& snapshot) {
  std::unordered_map<TermId, Mood> moods;
  for (const Mood mood : kMoods) {
    QUOTH_TRY(const std::vector<Term> family, verb_family(snapshot, Term::iri(std::string(iri_of(mood)))));
    for (std::size_t i = 1; i < family.size(); ++i) {
      QUOTH_TRY(const TermId id, snapshot.find_id(family[i].view()));
      moods.try_emplace(id, mood);
    }
  }
  return moods;
}

// Whatever is used as a predicate, of a quad or within a claim, or stands under a mood; in no order.
Result<std::vector<Verb>> all_verbs(const Snapshot& snapshot, bool& more) {
  QUOTH_TRY(const auto moods, moods_of_verbs(snapshot));
  std::vector<TermId> ids;
  for (const auto& [id, mood] : moods) ids.push_back(id);
  for (const Order order : {Order::kPso, Order::kTriplePos}) {
    std::size_t seen = 0;
    QUOTH_CHECK(each_value(snapshot, order, {}, [&](TermId id) {
      ids.push_back(id);
      more = more || seen == kMostVerbs;
      return ++seen <= kMostVerbs;
    }));
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  QUOTH_TRY(std::vector<Term> terms, snapshot.terms(ids));

  std::vector<Verb> verbs;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!terms[i].is_iri() || !is_claim_predicate(terms[i].text())) continue;
    Verb verb{ids[i], std::move(terms[i]), {}, 0, 0};
    if (const auto mood = moods.find(ids[i]); mood != moods.end()) verb.mood = mood->second;
    QUOTH_TRY(verb.claims, count_rows(snapshot, Order::kPso, std::array{verb.id}));
    QUOTH_TRY(verb.propositions, count_rows(snapshot, Order::kTriplePos, std::array{verb.id}));
    QUOTH_TRY(const bool of_mentions, is_about_mentions(snapshot, verb.id, TermId()));
    if (!of_mentions) verbs.push_back(std::move(verb));
  }
  return verbs;
}

}  // namespace

Result<Answer> list_verbs(const Snapshot& snapshot, const ListOptions& options) {
  bool more = false;
  QUOTH_TRY(std::vector<Verb> verbs, all_verbs(snapshot, more));
  std::sort(verbs.begin(), verbs.end(), [](const Verb& a, const Verb& b) {
    const auto key = [](const Verb& verb) {
      return std::pair(verb.mood ? static_cast<int>(*verb.mood) : static_cast<int>(kMoods.size()),
                       ~uses(verb));
    };
    return key(a) != key(b) ? key(a) < key(b) : a.term < b.term;
  });
  const std::size_t all = verbs.size();
  if (verbs.size() > options.limit)
    verbs.erase(verbs.begin() + static_cast<std::ptrdiff_t>(options.limit), verbs.end());

  ShownNames names(snapshot, options.prefixes);
  QUOTH_TRY(const TermId negates, find_iri(snapshot, claim_ns::kNegates));
  std::vector<std::optional<Term>> negated;
  for (const Verb& verb : verbs) {
    names.add(verb.term);
    QUOTH_TRY(const std::vector<Row> rows,
              first_rows(snapshot, Order::kSpo, std::array{verb.id, negates}, 1));
    negated.emplace_back();
    if (!rows.empty()) {
      QUOTH_TRY(negated.back(), snapshot.term(rows.front()[2]));
      names.add(*negated.back());
    }
  }
  QUOTH_CHECK(names.resolve());

  Answer answer;
  answer.columns = {"mood", "verb", "iri", "claims", "propositions", "negates"};
  for (std::size_t i = 0; i < verbs.size(); ++i) {
    const Verb& verb = verbs[i];
    Cell mood;
    if (verb.mood) mood = {Term::iri(std::string(iri_of(*verb.mood))), std::string(name_of(*verb.mood))};
    answer.rows.push_back({std::move(mood), name_cell(verb.term, names), written_cell(verb.term, names),
                           count_cell(verb.claims), count_cell(verb.propositions),
                           negated[i] ? name_cell(*negated[i], names) : Cell{}});
  }
  answer.note = more ? "the database has more than " + std::to_string(kMostVerbs) +
                           " predicates; of the first " + std::to_string(kMostVerbs) + ", " +
                           std::to_string(verbs.size()) + " are shown"
                     : shown_note(verbs.size(), all, "verbs");
  return answer;
}

}  // namespace quoth
