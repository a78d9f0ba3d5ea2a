#include "engine/operators/path_graph.h"

#include <algorithm>

#include "engine/checked_sort.h"

namespace quoth {
namespace {

constexpr plan::Var kSubject = 0, kPredicate = 1, kObject = 2;

// Emptying a large table takes as long as filling it, and the next walk may be a short one.
template <typename Set>
void empty(Set& set) {
  constexpr std::size_t kSmall = 1024;
  if (set.bucket_count() > kSmall) {
    set = Set();
  } else {
    set.clear();
  }
}

plan::Atom any_triple(const plan::Slot& graph) {
  return {{kSubject, kPredicate, kObject, graph}, false, false};
}

}  // namespace

PathGraph::PathGraph(QueryContext& context, const plan::PathWalk& path, const plan::Slot& graph,
                     OperatorStatistics& statistics)
    : context_(context),
      graph_(graph),
      statistics_(statistics),
      forward_(side(*path.forward)),
      backward_(side(*path.backward)),
      as_subject_(context, any_triple(graph), Order::kSpo, {kSubject}, statistics),
      as_object_(context, any_triple(graph), Order::kOsp, {kObject}, statistics),
      memory_(context.memory()),
      walk_memory_(context.memory()) {}

PathGraph::Side PathGraph::side(const plan::PathAutomaton& automaton) {
  Side out{automaton, {}, false};
  for (const plan::PathLink& link : automaton.links)
    out.links.emplace_back(context_, link, graph_, statistics_);
  const auto accepting =
      std::count_if(automaton.states.begin(), automaton.states.end(),
                    [](const plan::PathAutomaton::State& state) { return state.accepting; });
  out.several_accept = accepting > 1;
  return out;
}

Result<bool> PathGraph::exists() {
  const TermId* id = std::get_if<TermId>(&graph_);
  if (id == nullptr || *id == TermId::default_graph()) return true;
  if (!exists_) {
    exists_ = false;
    AtomCursor any(context_, any_triple(graph_), Order::kGpso, {}, statistics_);
    QUOTH_CHECK(any.open({}));
    RowBatch rows;
    std::vector<std::uint32_t> selected;
    QUOTH_TRY(exists_, any.next(rows, selected));
  }
  return *exists_;
}

Result<bool> PathGraph::has_node(TermId id) {
  RowBatch rows;
  std::vector<std::uint32_t> selected;
  for (AtomCursor* cursor : {&as_subject_, &as_object_}) {
    QUOTH_CHECK(cursor->open(std::span(&id, 1)));
    QUOTH_TRY(const bool found, cursor->next(rows, selected));
    if (found) return true;
  }
  return false;
}

Status PathGraph::reach(TermId from, Direction direction, std::vector<TermId>& out) {
  Side& side = direction == Direction::kForward ? forward_ : backward_;
  empty(visited_);
  empty(found_);
  out.clear();
  out_ = &out;
  std::vector<Place> frontier, next;
  QUOTH_CHECK(visit(side, {0, from}, frontier));
  while (!frontier.empty()) {
    QUOTH_CHECK(context_.check());
    next.clear();
    QUOTH_CHECK(step(side, frontier, next));
    frontier.swap(next);
  }
  return {};
}

// Takes all links that lead on from some places.
Status PathGraph::step(Side& side, const std::vector<Place>& from, std::vector<Place>& to) {
  // In which states a link is taken, so that it is read for all their nodes at once.
  std::vector<std::vector<TermId>> nodes(side.links.size());
  for (const Place& place : from) {
    for (const auto& step : side.automaton.states[place.state].steps) {
      if (!side.links[step.link].knows_all()) nodes[step.link].push_back(place.node);
    }
  }
  for (std::size_t link = 0; link < nodes.size(); ++link) {
    QUOTH_CHECK(sort_checked(nodes[link], std::less<>(), context_));
    QUOTH_CHECK(side.links[link].load(nodes[link]));
  }
  for (const Place& place : from) {
    for (const auto& step : side.automaton.states[place.state].steps) {
      for (const TermId target : side.links[step.link].targets(place.node))
        QUOTH_CHECK(visit(side, {step.state, target}, to));
    }
  }
  return {};
}

Status PathGraph::visit(const Side& side, const Place& place, std::vector<Place>& to) {
  constexpr std::size_t kPlacesBetweenLooks = 1 << 14;
  constexpr std::size_t kBytesPerPlace = 2 * (sizeof(Place) + 1) + 2 * sizeof(Place) + 4 * sizeof(TermId);
  if (!visited_.insert(place).second) return {};
  if (visited_.size() % kPlacesBetweenLooks == 1) {
    QUOTH_CHECK(context_.check());
    QUOTH_CHECK(walk_memory_.resize((visited_.size() + kPlacesBetweenLooks) * kBytesPerPlace));
  }
  to.push_back(place);
  if (!side.automaton.states[place.state].accepting) return {};
  if (!side.several_accept || found_.insert(place.node).second) out_->push_back(place.node);
  return {};
}

Result<const std::vector<TermId>*> PathGraph::starts() {
  if (starts_) return &*starts_;
  starts_.emplace();
  const plan::PathAutomaton& automaton = forward_.automaton;
  if (automaton.states[0].accepting) {
    QUOTH_CHECK(read_nodes());
  } else {
    for (const auto& step : automaton.states[0].steps)
      QUOTH_CHECK(forward_.links[step.link].add_sources(*starts_));
    QUOTH_CHECK(memory_.resize(2 * starts_->size() * sizeof(TermId)));
  }
  QUOTH_CHECK(sort_checked(*starts_, std::less<>(), context_));
  starts_->erase(std::unique(starts_->begin(), starts_->end()), starts_->end());
  return &*starts_;
}

// All subjects and objects, some of them several times.
Status PathGraph::read_nodes() {
  const TermId* id = std::get_if<TermId>(&graph_);
  const bool named = id != nullptr && *id != TermId::default_graph();
  for (const plan::Var end : {kSubject, kObject}) {
    const Order order = named ? Order::kGpso : end == kSubject ? Order::kSpo : Order::kOsp;
    AtomCursor cursor(context_, any_triple(graph_), order, {}, statistics_);
    QUOTH_CHECK(cursor.open({}));
    const std::size_t column = cursor.column_of(end);
    RowBatch rows;
    std::vector<std::uint32_t> selected;
    while (true) {
      QUOTH_TRY(const bool more, cursor.next(rows, selected));
      if (!more) break;
      if (starts_->size() + selected.size() > starts_->capacity()) {
        const std::size_t capacity = 2 * starts_->capacity() + RowBatch::kCapacity;
        QUOTH_CHECK(memory_.resize(2 * capacity * sizeof(TermId)));
        starts_->reserve(capacity);
      }
      for (const std::uint32_t i : selected) {
        const TermId node = rows.columns[column][i];
        if (starts_->empty() || starts_->back() != node) starts_->push_back(node);
      }
    }
  }
  return {};
}

}  // namespace quoth
