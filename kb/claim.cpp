#include "kb/claim.h"

#include <algorithm>
#include <array>
#include <unordered_set>
#include <utility>

#include "kb/index_walk.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::array<std::pair<Mood, std::string_view>, 5> kMoods{{
    {Mood::kAsserts, claim_ns::kAsserts},
    {Mood::kDenies, claim_ns::kDenies},
    {Mood::kDirects, claim_ns::kDirects},
    {Mood::kCommits, claim_ns::kCommits},
    {Mood::kQuestions, claim_ns::kQuestions},
}};

// Calls `visit` with the last of the three columns of every background row that starts with the two ids.
template <typename Visit>
Status each_in_background(const Snapshot& snapshot, Order order, TermId first, TermId second, Visit visit) {
  if (first.is_none() || second.is_none()) return {};
  QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(order, std::array{first, second})));
  RowBatch batch;
  while (true) {
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) return {};
    for (std::size_t row = 0; row < batch.size; ++row)
      if (batch.columns[3][row] == TermId::default_graph()) visit(batch.columns[2][row]);
  }
}

// Everything that is reached from `start` over rdfs:subPropertyOf, downwards (kPos) or upwards (kSpo);
// `start` first.
Result<std::vector<TermId>> reach_by_subproperty(const Snapshot& snapshot, TermId start, Order order) {
  QUOTH_TRY(const TermId sub_property_of, find_iri(snapshot, rdfs::kSubPropertyOf));
  std::vector<TermId> reached{start};
  std::unordered_set<TermId> seen{start};
  for (std::size_t next = 0; next < reached.size(); ++next) {
    const TermId from = reached[next];
    const auto visit = [&](TermId id) {
      if (seen.insert(id).second) reached.push_back(id);
    };
    QUOTH_CHECK(order == Order::kPos ? each_in_background(snapshot, order, sub_property_of, from, visit)
                                     : each_in_background(snapshot, order, from, sub_property_of, visit));
  }
  return reached;
}

// The IRIs among the ids, in the order of terms.
Result<std::vector<Term>> sorted_iris(const Snapshot& snapshot, std::vector<TermId> ids) {
  std::erase_if(ids, [](TermId id) { return id.tag() != IdTag::kIri; });
  QUOTH_TRY(std::vector<Term> terms, snapshot.terms(ids));
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

// As terms: the verb first, the others sorted.
Result<std::vector<Term>> verbs_reached(const Snapshot& snapshot, const Term& verb, Order order) {
  QUOTH_TRY(const TermId id, snapshot.find_id(verb.view()));
  if (id.is_none()) return std::vector<Term>{verb};
  QUOTH_TRY(std::vector<TermId> ids, reach_by_subproperty(snapshot, id, order));
  ids.erase(ids.begin());
  QUOTH_TRY(std::vector<Term> verbs, sorted_iris(snapshot, std::move(ids)));
  verbs.insert(verbs.begin(), verb);
  return verbs;
}

}  // namespace

std::string_view iri_of(Mood mood) { return kMoods[static_cast<std::size_t>(mood)].second; }
std::string_view name_of(Mood mood) { return iri_of(mood).substr(claim_ns::kNamespace.size()); }

std::vector<Quad> to_quads(const Claim& claim) {
  std::vector<Quad> quads;
  const auto add = [&](const Term& subject, std::string_view predicate, const Term& object) {
    quads.emplace_back(Triple(subject, Term::iri(std::string(predicate)), object), claim.source);
  };
  quads.emplace_back(claim.triple, claim.source);
  for (const Mention& mention : claim.mentions) {
    const auto& [subject, predicate, object] = claim.triple;
    add(mention.reifier, rdf::kReifies, Term::triple(subject, predicate, object));
    if (mention.date) add(mention.reifier, dcterms::kDate, *mention.date);
    for (const Term& addressee : mention.addressees) add(mention.reifier, claim_ns::kTo, addressee);
    if (mention.quote) add(mention.reifier, oa::kExact, *mention.quote);
    if (mention.valid_from) add(mention.reifier, claim_ns::kValidFrom, *mention.valid_from);
    if (mention.valid_until) add(mention.reifier, claim_ns::kValidUntil, *mention.valid_until);
  }
  return quads;
}

Result<std::vector<Term>> verb_family(const Snapshot& snapshot, const Term& verb) {
  return verbs_reached(snapshot, verb, Order::kPos);
}

Result<std::vector<Term>> verbs_above(const Snapshot& snapshot, const Term& verb) {
  return verbs_reached(snapshot, verb, Order::kSpo);
}

Result<std::vector<Mood>> moods(const Snapshot& snapshot, const Term& verb) {
  std::vector<Mood> found;
  QUOTH_TRY(const TermId id, snapshot.find_id(verb.view()));
  if (id.is_none()) return found;
  QUOTH_TRY(const std::vector<TermId> above, reach_by_subproperty(snapshot, id, Order::kSpo));
  for (const auto& [mood, iri] : kMoods) {
    QUOTH_TRY(const TermId mood_id, find_iri(snapshot, iri));
    if (!mood_id.is_none() && std::find(above.begin(), above.end(), mood_id) != above.end())
      found.push_back(mood);
  }
  return found;
}

Result<std::vector<Term>> negations(const Snapshot& snapshot, const Term& verb) {
  QUOTH_TRY(const TermId id, snapshot.find_id(verb.view()));
  QUOTH_TRY(const TermId negates, find_iri(snapshot, claim_ns::kNegates));
  std::vector<TermId> ids;
  const auto collect = [&](TermId other) { ids.push_back(other); };
  QUOTH_CHECK(each_in_background(snapshot, Order::kPos, negates, id, collect));
  QUOTH_CHECK(each_in_background(snapshot, Order::kSpo, id, negates, collect));
  return sorted_iris(snapshot, std::move(ids));
}

Result<std::vector<Term>> negating_verbs(const Snapshot& snapshot) {
  QUOTH_TRY(const TermId negates, find_iri(snapshot, claim_ns::kNegates));
  std::vector<TermId> ids;
  if (!negates.is_none()) {
    QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(Order::kPso, std::array{negates})));
    RowBatch batch;
    while (true) {
      QUOTH_TRY(const bool more, scan.next(batch));
      if (!more) break;
      for (std::size_t row = 0; row < batch.size; ++row)
        if (batch.columns[3][row] == TermId::default_graph()) ids.push_back(batch.columns[1][row]);
    }
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return sorted_iris(snapshot, std::move(ids));
}

}  // namespace quoth
