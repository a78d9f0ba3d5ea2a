#include "kb/lexicon.h"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>

#include "kb/index_walk.h"
#include "rdf/vocabulary.h"

namespace quoth::reading {
namespace {

// Of candidates of one rank so many are looked at for their fitness; the first in the order of ids.
constexpr std::size_t kMaxLookedAt = 64;

Result<bool> has_rows(const Snapshot& snapshot, Order order, std::initializer_list<TermId> prefix) {
  for (const TermId id : prefix) {
    if (id.is_none()) return false;
  }
  const Range range = Range::of_prefix(order, std::span(prefix.begin(), prefix.size()));
  QUOTH_TRY(const RangeSize size, snapshot.count(range));
  if (size.exact || size.rows == 0) return size.rows > 0;
  QUOTH_TRY(Scan scan, snapshot.scan(range));
  RowBatch batch;
  return scan.next(batch);
}

bool have_one_rank(const NameCandidate& a, const NameCandidate& b) {
  return a.match == b.match && a.place == b.place;
}

}  // namespace

Lexicon::Lexicon(const Snapshot& snapshot, const PrefixMap& prefixes)
    : snapshot_(snapshot), prefixes_(prefixes) {
  for (const auto& [label, iri] : snapshot.prefixes().entries()) prefixes_.add(label, iri);
}

Result<const NamesFound*> Lexicon::find(const std::string& words) {
  auto known = found_.find(words);
  if (known == found_.end()) {
    QUOTH_TRY(NamesFound found, find_names(snapshot_, words));
    known = found_.emplace(words, std::move(found)).first;
  }
  return &known->second;
}

Result<const std::vector<NameCandidate>*> Lexicon::meanings(const std::string& words, Position position) {
  auto& memo = meanings_[static_cast<std::size_t>(position)];
  auto known = memo.find(words);
  if (known == memo.end()) {
    QUOTH_TRY(const NamesFound* const found, find(words));
    QUOTH_TRY(std::vector<NameCandidate> chosen, choose(*found, position));
    known = memo.emplace(words, std::move(chosen)).first;
  }
  return &known->second;
}

Result<std::vector<NameCandidate>> Lexicon::verbs(const std::string& words,
                                                  std::optional<claim::Connective> connective) {
  QUOTH_TRY(const std::vector<NameCandidate>* const plain, meanings(words, Position::kVerb));
  std::vector<NameCandidate> all = *plain;
  const auto add = [&](claim::Connective after) -> Status {
    QUOTH_TRY(const auto* const longer,
              meanings(words + ' ' + std::string(claim::to_text(after)), Position::kVerb));
    for (const NameCandidate& candidate : *longer) {
      const bool is_known = std::any_of(all.begin(), all.end(),
                                        [&](const NameCandidate& known) { return known.id == candidate.id; });
      if (!is_known) all.push_back(candidate);
    }
    return {};
  };
  if (connective) {
    QUOTH_CHECK(add(*connective));
  } else if (all.empty()) {
    for (const auto after : {claim::Connective::kTo, claim::Connective::kThat, claim::Connective::kWhether}) {
      QUOTH_CHECK(add(after));
    }
  }
  return all;
}

Result<std::vector<NameCandidate>> Lexicon::choose(const NamesFound& found, Position position) {
  const std::vector<NameCandidate>& all = found.candidates;
  std::vector<NameCandidate> chosen;
  if (all.size() == 1 && position != Position::kVerb) return all;
  for (std::size_t begin = 0, end = 0; begin < all.size() && chosen.empty(); begin = end) {
    while (end < all.size() && have_one_rank(all[begin], all[end])) ++end;
    for (std::size_t i = begin; i < end && i < begin + kMaxLookedAt; ++i) {
      QUOTH_TRY(const bool is_fit, fits(all[i].id, position));
      if (is_fit) chosen.push_back(all[i]);
    }
  }
  if (!chosen.empty() || all.empty() || position == Position::kVerb) return chosen;
  if (position == Position::kSource) return choose(found, Position::kNode);
  for (const NameCandidate& candidate : all) {  // a node may be a predicate where nothing else has the name
    if (have_one_rank(candidate, all.front())) chosen.push_back(candidate);
  }
  return chosen;
}

Result<bool> Lexicon::fits(TermId id, Position position) {
  if (position == Position::kSource) return is_named_graph(id);
  QUOTH_TRY(const bool predicate, is_predicate(id));
  return predicate == (position == Position::kVerb);
}

Result<bool> Lexicon::is_named_graph(TermId id) const { return has_rows(snapshot_, Order::kGpso, {id}); }

Result<bool> Lexicon::is_predicate(TermId id) {
  if (const auto known = predicates_.find(id); known != predicates_.end()) return known->second;
  QUOTH_TRY(bool answer, has_rows(snapshot_, Order::kPso, {id}));
  if (!answer) {
    QUOTH_TRY(answer, has_rows(snapshot_, Order::kTriplePos, {id}));
  }
  if (!answer) {
    QUOTH_TRY(answer, is_declared(id));
  }
  predicates_.emplace(id, answer);
  return answer;
}

Result<bool> Lexicon::is_declared(TermId id) const {
  for (const std::string_view relation : {rdfs::kSubPropertyOf, claim_ns::kNegates}) {
    QUOTH_TRY(const TermId predicate, find_iri(snapshot_, relation));
    QUOTH_TRY(const bool is_subject, has_rows(snapshot_, Order::kSpo, {id, predicate}));
    QUOTH_TRY(const bool is_object, has_rows(snapshot_, Order::kPos, {predicate, id}));
    if (is_subject || is_object) return true;
  }
  static constexpr std::string_view kPropertyClasses[] = {
      "http://www.w3.org/1999/02/22-rdf-syntax-ns#Property", "http://www.w3.org/2002/07/owl#ObjectProperty",
      "http://www.w3.org/2002/07/owl#DatatypeProperty"};
  QUOTH_TRY(const TermId type, find_iri(snapshot_, rdf::kType));
  for (const std::string_view iri : kPropertyClasses) {
    QUOTH_TRY(const TermId property_class, find_iri(snapshot_, iri));
    QUOTH_TRY(const bool is_one, has_rows(snapshot_, Order::kSpo, {id, type, property_class}));
    if (is_one) return true;
  }
  return false;
}

Result<std::string> Lexicon::iri(TermId id) const {
  QUOTH_TRY(const Term term, snapshot_.term(id));
  return term.text();
}

std::optional<std::string> Lexicon::expand(std::string_view prefix, std::string_view local) const {
  return prefixes_.expand(prefix, local);
}

std::string Lexicon::written(std::string_view iri) const {
  if (auto name = prefixes_.shorten(iri)) return *std::move(name);
  return "<" + std::string(iri) + ">";
}

}  // namespace quoth::reading
