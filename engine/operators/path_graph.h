// One graph as the walks of a path see it. What has been read of it is kept for further walks. One thread at a time.
#pragma once
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

#include "base/result.h"
#include "engine/operators/path_links.h"
#include "engine/plan.h"

namespace quoth {

class PathGraph {
 public:
  // `graph`: a graph's id, or Any for a merge.
  PathGraph(QueryContext& context, const plan::PathWalk& path, const plan::Slot& graph,
            OperatorStatistics& statistics);

  // Whether there is such a graph: a named one holds something.
  Result<bool> exists();
  // Whether it is a subject or object of the graph.
  Result<bool> has_node(TermId id);

  enum class Direction : std::uint8_t { kForward, kBackward };

  // The nodes at the other end of the path from `from`, each once and in no order. What lies at a distance of zero is
  // among them even if the graph has no such node.
  Status reach(TermId from, Direction direction, std::vector<TermId>& out);

  // The nodes of the graph from which a forward walk may get anywhere, itself included; sorted.
  Result<const std::vector<TermId>*> starts();

 private:
  struct Place {
    std::uint32_t state;
    TermId node;
    friend bool operator==(const Place&, const Place&) = default;
    friend auto operator<=>(const Place&, const Place&) = default;
  };
  struct PlaceHash {
    std::size_t operator()(const Place& place) const {
      return std::hash<TermId>()(TermId::from_bits(place.node.bits() ^ std::uint64_t{place.state} << 40));
    }
  };
  // An automaton with what its links lead to.
  struct Side {
    const plan::PathAutomaton& automaton;
    std::deque<PathLinkReader> links;
    bool several_accept;
  };

  Side side(const plan::PathAutomaton& automaton);
  Status step(Side& side, const std::vector<Place>& from, std::vector<Place>& to);
  Status visit(const Side& side, const Place& place, std::vector<Place>& to);
  Status read_nodes();

  QueryContext& context_;
  plan::Slot graph_;
  OperatorStatistics& statistics_;
  Side forward_, backward_;
  AtomCursor as_subject_, as_object_;
  std::optional<bool> exists_;
  std::optional<std::vector<TermId>> starts_;
  MemoryUse memory_, walk_memory_;

  // Of the present walk.
  boost::unordered_flat_set<Place, PlaceHash> visited_;
  boost::unordered_flat_set<TermId, std::hash<TermId>> found_;  // where several states accept
  std::vector<TermId>* out_ = nullptr;
};

}  // namespace quoth
