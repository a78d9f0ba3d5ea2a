// A Policy says what evidence counts in a check, and how much (docs/checks.md, "Policies"). Its lines are in the order
// in which they were given; of two that speak of the same thing the later one holds.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rdf/term.h"

namespace quoth {

// Who is taken at their word: nobody, unless such a line says so.
struct Accept {
  std::optional<Term> claimant;  // nothing: everybody
  double weight = 1;
  std::optional<Term> about;  // only where this takes part in what is checked, at any depth
};
struct Ignore {  // what it says itself does not count, as a source and as a claimant
  Term who;
};
struct Weigh {  // of a source, which weighs 1 without it
  Term source;
  double weight = 1;
};
struct DirectOnly {};  // nobody is taken at their word from here on
struct Require {       // a side with fewer origins counts as nothing
  std::uint64_t origins = 1;
};
struct Threshold {
  bool is_for = true;  // of the side that decides (0.5); else what the other side has to stay below (0.25)
  double weight = 0;
};

using PolicyLine = std::variant<Accept, Ignore, Weigh, DirectOnly, Require, Threshold>;

struct Policy {
  std::vector<PolicyLine> lines;
};

// As it is written in a script: `accept NATO 0.8 about troops`.
std::string to_text(const PolicyLine& line, const std::function<std::string(const Term&)>& name);

// A weight or threshold in as few digits as tell it: 0.8, 1, 0.64.
std::string show_weight(double weight);

}  // namespace quoth
