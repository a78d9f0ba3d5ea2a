#include "engine/selectivity.h"

#include <algorithm>
#include <string_view>

namespace quoth {
namespace {

constexpr double kLeast = 0.01;

// By function; what is not here is kUnknown.
struct Guess {
  std::string_view function;
  double share;
};
constexpr Guess kGuesses[] = {{"=", 0.1},        {"sameterm", 0.1}, {"!=", 0.9},      {"strstarts", 0.05},
                              {"strends", 0.05}, {"contains", 0.1}, {"regex", 0.1},   {"bound", 0.5},
                              {"isiri", 0.5},    {"isuri", 0.5},    {"isblank", 0.1}, {"istriple", 0.5}};
constexpr double kUnknown = 0.3;

double guess(const algebra::Call& call) {
  const auto of_argument = [&](std::size_t i) { return selectivity(call.arguments[i]); };
  if (call.function == "!") return 1 - of_argument(0);
  if (call.function == "&&" || call.function == "||") {
    double all = 1;
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      all *= call.function == "&&" ? of_argument(i) : 1 - of_argument(i);
    return call.function == "&&" ? all : 1 - all;
  }
  const double members =
      0.1 * static_cast<double>(call.arguments.size() - std::min<std::size_t>(call.arguments.size(), 1));
  if (call.function == "in") return std::min(members, 0.5);
  if (call.function == "not in") return 1 - std::min(members, 0.5);
  for (const Guess& each : kGuesses)
    if (each.function == call.function) return each.share;
  return kUnknown;
}

}  // namespace

double selectivity(const algebra::Expression& condition) {
  const auto* call = std::get_if<algebra::Call>(&condition.value);
  return call == nullptr ? kUnknown : std::clamp(guess(*call), kLeast, 1.0);
}

}  // namespace quoth
