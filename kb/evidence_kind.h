// What an item of evidence is to the statement that is checked, and why it may count for nothing.
#pragma once
#include <cstdint>

namespace quoth {

enum class Side : std::uint8_t { kFor, kAgainst, kNeither };

// Why a claim that holds the content says nothing about it: the link whose mood is not to assert, or on the content
// itself not to assert or deny.
enum class Silence : std::uint8_t {
  kNone,
  kDeniedInPart,  // only a kind of it is denied
  kDenied,        // the content stands beneath a denial of what somebody else said of it
  kDirected,      // wanted
  kCommitted,     // promised
  kQuestioned,    // open
  kNoMood,
  kSeveralMoods,
};

enum class Discount : std::uint8_t {
  kNone,         // it counts
  kSilent,       // it says nothing of the content (Silence)
  kIgnored,      // the policy ignores its source or a claimant
  kNotAccepted,  // the policy does not take a claimant at their word
  kWeightless,   // it weighs nothing
};

}  // namespace quoth
