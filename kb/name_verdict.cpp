#include "kb/name_verdict.h"

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include "base/variant.h"
#include "engine/memory_budget.h"
#include "kb/shown_names.h"
#include "kb/written_names.h"

namespace quoth {
namespace {

// All terms of a verdict, looked up in one batch.
class Terms {
 public:
  void want(TermId id) {
    if (!id.is_none() && id != TermId::default_graph()) ids_.push_back(id);
  }

  Status resolve(const Snapshot& snapshot) {
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    QUOTH_TRY(terms_, snapshot.terms(ids_));
    return {};
  }

  const Term& operator[](TermId id) const {
    return terms_[static_cast<std::size_t>(std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin())];
  }
  const std::vector<Term>& all() const { return terms_; }

  // The first in the order of terms, for what is told more than once.
  std::optional<Term> first(const std::vector<TermId>& ids) const {
    if (ids.empty()) return std::nullopt;
    const auto least =
        std::min_element(ids.begin(), ids.end(), [&](TermId a, TermId b) { return (*this)[a] < (*this)[b]; });
    return (*this)[*least];
  }

 private:
  std::vector<TermId> ids_;  // sorted, once resolved
  std::vector<Term> terms_;
};

void want_terms(const EvidenceOccurrence& occurrence, const Weight& weight, Terms& terms) {
  const EvidenceItem& item = occurrence.item;
  terms.want(item.graph());
  terms.want(occurrence.origin);
  terms.want(weight.who);
  for (std::size_t i = 0; i < 3; ++i) terms.want(item.content[i]);
  for (const Link& link : item.chain) {
    terms.want(link.claimant);
    terms.want(link.verb);
  }
  for (const TermId date : occurrence.dates) terms.want(date);
  if (!occurrence.mention) return;
  terms.want(occurrence.mention->reifier);
  for (const auto* ids :
       {&occurrence.mention->quotes, &occurrence.mention->positions, &occurrence.mention->quoted_from})
    for (const TermId id : *ids) terms.want(id);
}

class Namer {
 public:
  Namer(const Terms& terms, const ShownNames& names) : terms_(terms), names_(names) {}

  NamedTerm name(Term term) const {
    std::string shown = names_.show(term);
    return {std::move(term), std::move(shown)};
  }
  std::optional<NamedTerm> name(TermId id) const {
    if (id.is_none() || id == TermId::default_graph()) return std::nullopt;
    return name(terms_[id]);
  }
  VerdictLink name(const Link& link) const { return {name(terms_[link.claimant]), name(terms_[link.verb])}; }

  VerdictItem item(const EvidenceOccurrence& occurrence, const Weight& weight) const {
    const EvidenceItem& evidence = occurrence.item;
    VerdictItem item(name(
        Term::triple(terms_[evidence.content[0]], terms_[evidence.content[1]], terms_[evidence.content[2]])));
    item.side = evidence.side;
    item.weight = weight.value;
    item.discount = weight.discount;
    item.silence = evidence.silence;
    if (weight.discount == Discount::kSilent) item.silent = name(evidence.silent);
    item.discounted = name(weight.who);
    item.source = name(evidence.graph());
    for (const Link& link : evidence.chain) item.chain.push_back(name(link));
    item.origin = name(occurrence.origin);
    item.said = terms_.first(occurrence.dates);
    if (!occurrence.mention) return item;
    item.mention = terms_[occurrence.mention->reifier];
    item.quote = terms_.first(occurrence.mention->quotes);
    item.position = terms_.first(occurrence.mention->positions);
    if (const auto from = terms_.first(occurrence.mention->quoted_from)) item.quoted_from = name(*from);
    return item;
  }

 private:
  const Terms& terms_;
  const ShownNames& names_;
};

// Sides, then what counts most, then terms.
bool comes_before(const VerdictItem& a, const VerdictItem& b) {
  if (a.side != b.side) return a.side < b.side;
  if (a.weight != b.weight) return a.weight > b.weight;
  const auto term_of = [](const std::optional<NamedTerm>& name) {
    return name ? std::optional(name->term) : std::nullopt;
  };
  if (const auto x = term_of(a.source), y = term_of(b.source); x != y) return x < y;
  for (std::size_t i = 0; i < std::min(a.chain.size(), b.chain.size()); ++i) {
    if (a.chain[i].claimant.term != b.chain[i].claimant.term)
      return a.chain[i].claimant.term < b.chain[i].claimant.term;
    if (a.chain[i].verb.term != b.chain[i].verb.term) return a.chain[i].verb.term < b.chain[i].verb.term;
  }
  if (a.chain.size() != b.chain.size()) return a.chain.size() < b.chain.size();
  if (a.content.term != b.content.term) return a.content.term < b.content.term;
  return a.mention < b.mention;
}

void add_terms(const PolicyLine& line, ShownNames& names) {
  std::visit(Overloaded{
                 [&](const Accept& accept) {
                   if (accept.claimant) names.add(*accept.claimant);
                   if (accept.about) names.add(*accept.about);
                 },
                 [&](const Ignore& ignore) { names.add(ignore.who); },
                 [&](const Weigh& weigh) { names.add(weigh.source); },
                 [](const auto&) {},
             },
             line);
}

// The origins that count on a side.
std::vector<std::optional<NamedTerm>> origins(const std::vector<EvidenceOccurrence>& occurrences,
                                              const Scales& scales, Side side, const Namer& namer) {
  std::set<TermId> ids;
  for (std::size_t i = 0; i < occurrences.size(); ++i)
    if (occurrences[i].item.side == side && scales.weights[i].value > 0) ids.insert(occurrences[i].origin);
  std::vector<std::optional<NamedTerm>> named;
  for (const TermId id : ids) named.push_back(namer.name(id));
  std::sort(named.begin(), named.end(), [](const auto& a, const auto& b) {
    if (!a || !b) return !a && b;
    return a->term < b->term;
  });
  return named;
}

}  // namespace

Result<Verdict> name_verdict(const std::vector<EvidenceOccurrence>& occurrences, const Scales& scales,
                             const Policy& policy, const FoundFlips& flips, QueryContext& context,
                             const PrefixMap& prefixes) {
  const Snapshot& snapshot = context.snapshot();
  Terms terms;
  for (std::size_t i = 0; i < occurrences.size(); ++i) want_terms(occurrences[i], scales.weights[i], terms);
  QUOTH_CHECK(terms.resolve(snapshot));

  ShownNames names(snapshot, prefixes);
  for (const Term& term : terms.all()) names.add(term);
  for (const PolicyLine& line : policy.lines) add_terms(line, names);
  for (const FoundFlip& flip : flips.flips) add_terms(flip.line, names);
  QUOTH_CHECK(names.resolve());
  QUOTH_CHECK(context.check());

  const Namer namer(terms, names);
  Verdict verdict;
  MemoryUse memory(context.memory());
  for (std::size_t i = 0; i < occurrences.size(); ++i) {
    QUOTH_CHECK(memory.grow(sizeof(VerdictItem) + occurrences[i].item.chain.size() * sizeof(VerdictLink)));
    verdict.items.push_back(namer.item(occurrences[i], scales.weights[i]));
  }
  std::sort(verdict.items.begin(), verdict.items.end(), comes_before);
  verdict.in_favour.origins = origins(occurrences, scales, Side::kFor, namer);
  verdict.against.origins = origins(occurrences, scales, Side::kAgainst, namer);

  WrittenNames written(snapshot, prefixes, names);
  for (const PolicyLine& line : policy.lines) {
    QUOTH_TRY(std::string text, written.write(line));
    verdict.policy.push_back({line, std::move(text)});
  }
  for (const FoundFlip& flip : flips.flips) {
    QUOTH_TRY(std::string text, written.write(flip.line));
    verdict.flips.push_back({{flip.line, std::move(text)}, flip.label});
  }
  verdict.more_flips = flips.more;
  return verdict;
}

}  // namespace quoth
