// From triple patterns to index atoms. A triple term with variables inside becomes an atom of its own over
// the rows of triple terms, joined by its id, at every depth; one without becomes its id.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/plan.h"
#include "storage/snapshot.h"

namespace quoth::plan {

class AtomBuilder {
 public:
  struct Graph {
    Slot slot;
    bool named_only = false;
  };

  AtomBuilder(const Snapshot& snapshot, Symbols& symbols) : snapshot_(snapshot), symbols_(symbols) {}

  // False if the database lacks a term that the pattern names: then nothing matches it.
  Result<bool> add(const algebra::Bgp& bgp);
  Result<bool> set_graph(const algebra::GraphTarget& target);
  // A triple term with variables inside as the variable that stands for it, with its atoms; nothing as above.
  Result<std::optional<Slot>> nested(const algebra::TriplePattern& pattern);

  const Graph& graph() const { return graph_; }
  const std::vector<Atom>& atoms() const { return atoms_; }

 private:
  // Nothing: no row can match. Depth is bounded by algebra::check_depth.
  Result<std::optional<Slot>> slot(const algebra::TermPattern& pattern);
  Result<std::optional<Slot>> constant(const Term& term);
  Result<std::vector<TermId>> graphs_that_hold_something(const std::vector<Term>& names) const;
  Result<std::optional<std::array<Slot, 3>>> slots(const algebra::TriplePattern& pattern);

  const Snapshot& snapshot_;
  Symbols& symbols_;
  Graph graph_;
  std::vector<Atom> atoms_;
  std::map<std::array<Slot, 3>, Var> nested_vars_;  // a triple term is told by its parts
};

}  // namespace quoth::plan
