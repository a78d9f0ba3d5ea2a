#include "kb/weighing.h"

#include <cmath>
#include <variant>

#include "base/variant.h"

namespace quoth {
namespace {

// A product of decimal weights, without what binary fractions add in the last digits: 0.7 times 0.7 is not less than
// 0.49.
double rounded(double weight) {
  constexpr double kPrecision = 1e12;
  return std::round(weight * kPrecision) / kPrecision;
}

Result<TermId> find(const Snapshot& snapshot, const Term& term) { return snapshot.find_id(term.view()); }

}  // namespace

Result<Weighing> Weighing::make(const Policy& policy, const Snapshot& snapshot, TripleTerms& triples) {
  Weighing weighing(triples);
  for (const PolicyLine& line : policy.lines) QUOTH_CHECK(weighing.push(line, snapshot));
  return weighing;
}

Status Weighing::push(const PolicyLine& line, const Snapshot& snapshot) {
  const std::size_t place = lines_.size();
  TermId subject;
  QUOTH_CHECK(std::visit(Overloaded{
                             [&](const Accept& accept) -> Status {
                               if (!accept.claimant) {
                                 accepts_all_.push_back(place);
                                 return {};
                               }
                               QUOTH_TRY(subject, find(snapshot, *accept.claimant));
                               AcceptRule rule{place, accept.weight, std::nullopt};
                               if (accept.about) {
                                 QUOTH_TRY(rule.about, find(snapshot, *accept.about));
                               }
                               accepts_[subject].push_back(rule);
                               return {};
                             },
                             [&](const Ignore& ignore) -> Status {
                               QUOTH_TRY(subject, find(snapshot, ignore.who));
                               ignores_[subject].push_back(place);
                               return {};
                             },
                             [&](const Weigh& weigh) -> Status {
                               QUOTH_TRY(subject, find(snapshot, weigh.source));
                               weights_[subject].push_back({place, weigh.weight});
                               return {};
                             },
                             [&](const DirectOnly&) -> Status {
                               direct_only_.push_back(place);
                               return {};
                             },
                             [](const Require&) -> Status { return {}; },
                             [](const Threshold&) -> Status { return {}; },
                         },
                         line));
  lines_.push_back(line);
  subjects_.push_back(subject);
  return {};
}

void Weighing::pop() {
  const TermId subject = subjects_.back();
  std::visit(Overloaded{
                 [&](const Accept& accept) {
                   if (accept.claimant)
                     accepts_[subject].pop_back();
                   else
                     accepts_all_.pop_back();
                 },
                 [&](const Ignore&) { ignores_[subject].pop_back(); },
                 [&](const Weigh&) { weights_[subject].pop_back(); },
                 [&](const DirectOnly&) { direct_only_.pop_back(); },
                 [](const Require&) {},
                 [](const Threshold&) {},
             },
             lines_.back());
  lines_.pop_back();
  subjects_.pop_back();
}

Result<Weight> Weighing::weigh(const EvidenceItem& item) {
  if (item.side == Side::kNeither) return Weight{0, Discount::kSilent, {}};
  if (is_ignored(item.graph(), true)) return Weight{0, Discount::kIgnored, item.graph()};
  for (const Link& link : item.chain)
    if (is_ignored(link.claimant, false)) return Weight{0, Discount::kIgnored, link.claimant};
  double weight = weight_of_source(item.graph());
  for (const Link& link : item.chain) {
    QUOTH_TRY(const std::optional<double> word, word_of(link.claimant, item.content));
    if (!word) return Weight{0, Discount::kNotAccepted, link.claimant};
    weight *= *word;
  }
  weight = rounded(weight);
  return Weight{weight, weight > 0 ? Discount::kNone : Discount::kWeightless, {}};
}

// A later line that weighs the source, or accepts the claimant by name, takes back that it is ignored.
bool Weighing::is_ignored(TermId who, bool as_source) const {
  const auto found = ignores_.find(who);
  if (found == ignores_.end() || found->second.empty()) return false;
  const std::size_t ignored = found->second.back();
  if (as_source) {
    const auto weighed = weights_.find(who);
    return weighed == weights_.end() || weighed->second.empty() || weighed->second.back().place < ignored;
  }
  const auto accepted = accepts_.find(who);
  return accepted == accepts_.end() || accepted->second.empty() || accepted->second.back().place < ignored;
}

// What the claimant's word weighs; nothing if it is not accepted. The last line that speaks of it decides.
Result<std::optional<double>> Weighing::word_of(TermId claimant, const Tuple& content) {
  std::size_t decided_at = 0;  // places from 1
  std::optional<double> weight;
  if (!accepts_all_.empty()) {
    decided_at = accepts_all_.back() + 1;
    weight = 1;
  }
  if (const auto rules = accepts_.find(claimant); rules != accepts_.end()) {
    for (auto rule = rules->second.rbegin(); rule != rules->second.rend(); ++rule) {
      if (rule->place < decided_at) break;
      bool applies = true;
      if (rule->about) {
        QUOTH_TRY(applies, triples_.takes_part(*rule->about, content));
      }
      if (!applies) continue;
      decided_at = rule->place + 1;
      weight = rule->weight;
      break;
    }
  }
  if (!direct_only_.empty() && direct_only_.back() >= decided_at) weight.reset();
  return weight;
}

double Weighing::weight_of_source(TermId graph) const {
  const auto found = weights_.find(graph);
  return found == weights_.end() || found->second.empty() ? 1 : found->second.back().weight;
}

Thresholds Weighing::thresholds() const {
  Thresholds thresholds;
  for (const PolicyLine& line : lines_) {
    if (const auto* require = std::get_if<Require>(&line)) thresholds.origins = require->origins;
    if (const auto* threshold = std::get_if<Threshold>(&line))
      (threshold->is_for ? thresholds.decides : thresholds.stays) = threshold->weight;
  }
  return thresholds;
}

}  // namespace quoth
