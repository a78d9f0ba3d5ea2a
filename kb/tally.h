// A Tally adds up the two sides of a check: a side weighs as much as its heaviest origin, an origin as much as its
// heaviest item. Items come and go in logarithmic time, so that many changes of a policy can be tried. One thread at a
// time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <unordered_map>

#include "storage/term_id.h"

namespace quoth {

enum class VerdictLabel : std::uint8_t { kSupported, kRefuted, kConflictingEvidence, kNotEnoughEvidence };

std::string_view name_of(VerdictLabel label);  // "Not Enough Evidence"

struct Thresholds {
  double decides = 0.5;       // what a side has to weigh
  double stays = 0.25;        // what the other side has to weigh less than
  std::uint64_t origins = 0;  // a side with fewer counts as nothing
};

// Of one side.
class Tally {
 public:
  // Both require a weight above 0; an item is taken away with the origin and weight with which it came.
  void add(TermId origin, double weight);
  void remove(TermId origin, double weight);

  std::size_t origins() const { return origins_.size(); }
  double weight(const Thresholds& thresholds) const;

 private:
  using Weights = std::map<double, std::size_t>;  // how many there are of each
  static void add_one(Weights& weights, double weight) { ++weights[weight]; }
  static void remove_one(Weights& weights, double weight);

  std::unordered_map<TermId, Weights> origins_;
  Weights heaviest_;  // of each origin
};

VerdictLabel label_of(const Tally& in_favour, const Tally& against, const Thresholds& thresholds);

}  // namespace quoth
