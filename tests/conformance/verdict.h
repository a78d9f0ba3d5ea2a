// What came of one entry of a suite.
#pragma once
#include <cstdint>
#include <string>
#include <utility>

namespace quoth::conformance {

enum class Outcome : std::uint8_t { kPassed, kFailed, kSkipped };

struct Verdict {
  Outcome outcome = Outcome::kPassed;
  std::string reason;  // why it failed or was skipped
};

inline Verdict passed() { return {}; }
inline Verdict failed(std::string reason) { return {Outcome::kFailed, std::move(reason)}; }
inline Verdict skipped(std::string reason) { return {Outcome::kSkipped, std::move(reason)}; }

}  // namespace quoth::conformance
