#include "kb/flips.h"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

namespace quoth {
namespace {

// Who has a part in the evidence, as a source or as a claimant, and in which occurrences.
struct Party {
  std::vector<std::size_t> occurrences;
  bool may_be_accepted = false;  // as a claimant of what does not count, or not fully
  bool may_be_ignored = false;   // counts with something
};

class FlipFinder {
 public:
  FlipFinder(const std::vector<EvidenceOccurrence>& occurrences, Weighing& weighing, Scales& scales,
             QueryContext& context)
      : occurrences_(occurrences), weighing_(weighing), scales_(scales), context_(context) {}

  Result<FoundFlips> find() {
    before_ = label_of(scales_.in_favour, scales_.against, weighing_.thresholds());
    QUOTH_CHECK(find_parties());
    QUOTH_CHECK(try_accepting());
    QUOTH_CHECK(try_ignoring());
    QUOTH_CHECK(try_requiring());
    return std::move(found_);
  }

 private:
  Status find_parties() {
    std::unordered_map<TermId, Party> parties;
    for (std::size_t i = 0; i < occurrences_.size(); ++i) {
      const EvidenceItem& item = occurrences_[i].item;
      if (item.side == Side::kNeither) continue;
      everything_.push_back(i);
      const Weight& weight = scales_.weights[i];
      const auto take_part = [&](TermId who) -> Party* {
        if (who.tag() != IdTag::kIri) return nullptr;  // a policy cannot name it
        Party& party = parties[who];
        if (party.occurrences.empty() || party.occurrences.back() != i) party.occurrences.push_back(i);
        party.may_be_ignored = party.may_be_ignored || weight.value > 0;
        return &party;
      };
      take_part(item.graph());
      for (const Link& link : item.chain)
        if (Party* const party = take_part(link.claimant)) party->may_be_accepted |= weight.value < 1;
    }
    std::vector<TermId> ids;
    for (const auto& [id, party] : parties) ids.push_back(id);
    QUOTH_TRY(const std::vector<Term> terms, context_.snapshot().terms(ids));
    for (std::size_t i = 0; i < ids.size(); ++i) parties_.emplace(terms[i], std::move(parties[ids[i]]));
    return {};
  }

  Status try_accepting() {
    std::size_t kept = 0;
    std::vector<VerdictLabel> reached;
    for (const auto& [who, party] : parties_) {
      if (!party.may_be_accepted) continue;
      QUOTH_TRY(const std::optional<VerdictLabel> label,
                try_line(Accept{who, 1, std::nullopt}, party.occurrences, kept));
      if (label) reached.push_back(*label);
    }
    // Where one claimant is enough, all are no news.
    QUOTH_TRY(const VerdictLabel all, outcome(Accept{}, everything_));
    if (all != before_ && std::find(reached.begin(), reached.end(), all) == reached.end())
      found_.flips.push_back({Accept{}, all});
    return {};
  }

  Status try_ignoring() {
    std::size_t kept = 0;
    for (const auto& [who, party] : parties_) {
      if (!party.may_be_ignored) continue;
      QUOTH_TRY(const auto label, try_line(Ignore{who}, party.occurrences, kept));
      static_cast<void>(label);
    }
    const bool any_word = std::any_of(everything_.begin(), everything_.end(), [&](std::size_t i) {
      return !occurrences_[i].item.chain.empty() && scales_.weights[i].value > 0;
    });
    if (!any_word) return {};
    QUOTH_TRY(const VerdictLabel direct, outcome(DirectOnly{}, everything_));
    if (direct != before_) found_.flips.push_back({DirectOnly{}, direct});
    return {};
  }

  // The smallest number of origins that a side has not, and the largest that it has.
  Status try_requiring() {
    std::map<std::uint64_t, VerdictLabel> labels;
    for (const std::size_t origins : {scales_.in_favour.origins(), scales_.against.origins()}) {
      for (const std::uint64_t wanted : {std::uint64_t{origins}, std::uint64_t{origins} + 1}) {
        if (wanted == 0) continue;
        QUOTH_TRY(const VerdictLabel label, outcome(Require{wanted}, {}));
        if (label != before_) labels.emplace(wanted, label);
      }
    }
    const std::uint64_t now = weighing_.thresholds().origins;
    std::map<VerdictLabel, std::uint64_t> nearest;  // to what is required now
    for (const auto& [wanted, label] : labels) {
      const auto distance = [now](std::uint64_t number) {
        return number > now ? number - now : now - number;
      };
      const auto [known, is_new] = nearest.emplace(label, wanted);
      if (!is_new && distance(wanted) < distance(known->second)) known->second = wanted;
    }
    for (const auto& [label, wanted] : nearest) found_.flips.push_back({Require{wanted}, label});
    return {};
  }

  // The verdict with the line, where that is another one; then it is kept, as long as there are few.
  Result<std::optional<VerdictLabel>> try_line(PolicyLine line, const std::vector<std::size_t>& touched,
                                               std::size_t& kept) {
    QUOTH_TRY(const VerdictLabel label, outcome(line, touched));
    if (label == before_) return std::optional<VerdictLabel>();
    if (kept < kMostFlips) {
      found_.flips.push_back({std::move(line), label});
      ++kept;
    } else {
      ++found_.more;
    }
    return std::optional(label);
  }

  // The verdict with one more line, which changes the weight of no other occurrences than these.
  Result<VerdictLabel> outcome(const PolicyLine& line, const std::vector<std::size_t>& touched) {
    QUOTH_CHECK(context_.check());
    QUOTH_CHECK(weighing_.push(line, context_.snapshot()));
    std::vector<std::pair<std::size_t, double>> changed;  // occurrence, weight with the line
    Status weighed;
    for (const std::size_t i : touched) {
      const Result<Weight> weight = weighing_.weigh(occurrences_[i].item);
      if (!weight) {
        weighed = weight.error();
        break;
      }
      const double before = scales_.weights[i].value;
      if (weight->value == before) continue;
      replace(i, before, weight->value);
      changed.emplace_back(i, weight->value);
    }
    const VerdictLabel label = label_of(scales_.in_favour, scales_.against, weighing_.thresholds());
    for (const auto& [i, value] : changed) replace(i, value, scales_.weights[i].value);
    weighing_.pop();
    if (!weighed) return weighed.error();
    return label;
  }

  void replace(std::size_t i, double before, double after) {
    const EvidenceOccurrence& occurrence = occurrences_[i];
    Tally& tally = occurrence.item.side == Side::kFor ? scales_.in_favour : scales_.against;
    if (before > 0) tally.remove(occurrence.origin, before);
    if (after > 0) tally.add(occurrence.origin, after);
  }

  const std::vector<EvidenceOccurrence>& occurrences_;
  Weighing& weighing_;
  Scales& scales_;
  QueryContext& context_;
  VerdictLabel before_ = VerdictLabel::kNotEnoughEvidence;
  std::vector<std::size_t> everything_;  // that is for or against
  std::map<Term, Party> parties_;
  FoundFlips found_;
};

}  // namespace

Result<FoundFlips> find_flips(const std::vector<EvidenceOccurrence>& occurrences, Weighing& weighing,
                              Scales& scales, QueryContext& context) {
  return FlipFinder(occurrences, weighing, scales, context).find();
}

}  // namespace quoth
