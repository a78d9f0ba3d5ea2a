// A property path as a finite automaton over links: what its repetitions inside repetitions come to. A walk through
// both graph and automaton visits each node once in each state. Immutable.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "storage/term_id.h"

namespace quoth::plan {

struct PathLink {
  bool inverse = false;            // from object to subject
  bool negated = false;            // any predicate but these; else the only one
  std::vector<TermId> predicates;  // sorted
  friend bool operator==(const PathLink&, const PathLink&) = default;
};

struct PathAutomaton {
  struct Step {
    std::uint32_t link, state;
  };
  struct State {
    bool accepting = false;
    std::vector<Step> steps;
  };
  std::vector<PathLink> links;
  std::vector<State> states;  // the first is where walks start
  std::string text;           // of the path
};

// TermId() for an IRI that the database does not have.
using FindPredicate = std::function<Result<TermId>(const Term&)>;

// kLimit: the path is too large. `inverse`: from the object's end.
Result<PathAutomaton> make_automaton(const algebra::Path& path, bool inverse, const FindPredicate& find);

// Whether the standard connects a term with itself by the path, in a graph that does not have the term.
bool connects_outside(const algebra::Path& path);

}  // namespace quoth::plan
