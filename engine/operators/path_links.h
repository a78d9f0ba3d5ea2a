// What the links of a path lead to in one graph, read from the indexes when it is first asked for and kept. One
// thread at a time.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/operators/atom_cursor.h"
#include "engine/path_automaton.h"

namespace quoth {

class PathLinkReader {
 public:
  // `graph`: a graph's id, or Any for a merge.
  PathLinkReader(QueryContext& context, const plan::PathLink& link, const plan::Slot& graph,
                 OperatorStatistics& statistics);

  bool knows_all() const { return all_; }
  // Reads what these nodes are linked to, if it is not known. Requires that they are sorted.
  Status load(std::span<const TermId> nodes);
  // What a node that was loaded is linked to, each once; valid until the next call of load().
  std::span<const TermId> targets(TermId node) const;

  // Adds all nodes that are linked to any.
  Status add_sources(std::vector<TermId>& out);

 private:
  struct Targets {
    std::size_t begin = 0, end = 0;  // of the pool
  };

  Status load_all();
  Status read_targets(TermId node);
  Status keep(TermId node, std::size_t begin);
  bool skips(TermId predicate) const;
  Status reserve();

  QueryContext& context_;
  const plan::PathLink& link_;
  AtomCursor probe_, whole_;
  std::size_t probe_to_, whole_from_, whole_to_;  // columns of the rows
  std::size_t probe_predicate_, whole_predicate_;
  Range whole_range_;
  std::optional<double> rows_;  // of the whole range
  double probes_ = 0;
  bool all_ = false;

  MemoryUse memory_;
  boost::unordered_flat_map<TermId, Targets, std::hash<TermId>> known_;
  std::vector<TermId> pool_;
  RowBatch batch_;
  std::vector<std::uint32_t> selected_;
};

}  // namespace quoth
