#include "kb/tally.h"

#include <cassert>

namespace quoth {

std::string_view name_of(VerdictLabel label) {
  switch (label) {
    case VerdictLabel::kSupported:
      return "Supported";
    case VerdictLabel::kRefuted:
      return "Refuted";
    case VerdictLabel::kConflictingEvidence:
      return "Conflicting Evidence";
    case VerdictLabel::kNotEnoughEvidence:
      break;
  }
  return "Not Enough Evidence";
}

void Tally::remove_one(Weights& weights, double weight) {
  const auto found = weights.find(weight);
  assert(found != weights.end());
  if (--found->second == 0) weights.erase(found);
}

void Tally::add(TermId origin, double weight) {
  Weights& weights = origins_[origin];
  const double before = weights.empty() ? 0 : weights.rbegin()->first;
  add_one(weights, weight);
  if (weight <= before) return;
  if (before > 0) remove_one(heaviest_, before);
  add_one(heaviest_, weight);
}

void Tally::remove(TermId origin, double weight) {
  const auto found = origins_.find(origin);
  assert(found != origins_.end());
  Weights& weights = found->second;
  const double before = weights.rbegin()->first;
  remove_one(weights, weight);
  const double after = weights.empty() ? 0 : weights.rbegin()->first;
  if (weights.empty()) origins_.erase(found);
  if (after == before) return;
  remove_one(heaviest_, before);
  if (after > 0) add_one(heaviest_, after);
}

double Tally::weight(const Thresholds& thresholds) const {
  if (heaviest_.empty() || origins_.size() < thresholds.origins) return 0;
  return heaviest_.rbegin()->first;
}

VerdictLabel label_of(const Tally& in_favour, const Tally& against, const Thresholds& thresholds) {
  const double plus = in_favour.weight(thresholds);
  const double minus = against.weight(thresholds);
  const bool supported = plus >= thresholds.decides && minus < thresholds.stays;
  const bool refuted = minus >= thresholds.decides && plus < thresholds.stays;
  // Both, where one side needs less to decide than the other to disturb.
  if (supported && refuted) return VerdictLabel::kConflictingEvidence;
  if (supported) return VerdictLabel::kSupported;
  if (refuted) return VerdictLabel::kRefuted;
  if (plus >= thresholds.stays && minus >= thresholds.stays) return VerdictLabel::kConflictingEvidence;
  return VerdictLabel::kNotEnoughEvidence;
}

}  // namespace quoth
