#include "engine/operators/path_links.h"

#include <algorithm>

#include "engine/checked_sort.h"

namespace quoth {
namespace {

constexpr plan::Var kSubject = 0, kPredicate = 1, kObject = 2;
constexpr double kRowsPerProbe = 64;  // that a scan reads in the time of one probe

bool is_named(const plan::Slot& graph) {
  const TermId* id = std::get_if<TermId>(&graph);
  return id != nullptr && *id != TermId::default_graph();
}

plan::Atom atom_of(const plan::PathLink& link, const plan::Slot& graph) {
  const plan::Slot predicate = link.negated ? plan::Slot(kPredicate) : plan::Slot(link.predicates.front());
  return {{kSubject, predicate, kObject, graph}, false, false};
}

// The order in which the rows of one node lie together.
Order probe_order(const plan::PathLink& link, const plan::Slot& graph) {
  if (link.negated) return link.inverse ? Order::kOsp : Order::kSpo;
  if (link.inverse) return Order::kPos;
  return is_named(graph) ? Order::kGpso : Order::kPso;
}

// The order in which all rows lie together. A named graph's own order holds nothing else.
Order whole_order(const plan::PathLink& link, const plan::Slot& graph) {
  return is_named(graph) ? Order::kGpso : probe_order(link, graph);
}

Range whole_range(const plan::PathLink& link, const plan::Slot& graph) {
  std::vector<TermId> prefix;
  if (is_named(graph)) prefix.push_back(std::get<TermId>(graph));
  if (!link.negated) prefix.push_back(link.predicates.front());
  return Range::of_prefix(whole_order(link, graph), prefix);
}

}  // namespace

PathLinkReader::PathLinkReader(QueryContext& context, const plan::PathLink& link, const plan::Slot& graph,
                               OperatorStatistics& statistics)
    : context_(context),
      link_(link),
      probe_(context, atom_of(link, graph), probe_order(link, graph), {link.inverse ? kObject : kSubject},
             statistics),
      whole_(context, atom_of(link, graph), whole_order(link, graph), {}, statistics),
      probe_to_(probe_.column_of(link.inverse ? kSubject : kObject)),
      whole_from_(whole_.column_of(link.inverse ? kObject : kSubject)),
      whole_to_(whole_.column_of(link.inverse ? kSubject : kObject)),
      probe_predicate_(probe_.column_of(kPredicate)),
      whole_predicate_(whole_.column_of(kPredicate)),
      whole_range_(whole_range(link, graph)),
      memory_(context.memory()) {}

bool PathLinkReader::skips(TermId predicate) const {
  return std::binary_search(link_.predicates.begin(), link_.predicates.end(), predicate);
}

Status PathLinkReader::load(std::span<const TermId> nodes) {
  if (all_) return {};
  if (!rows_) {
    QUOTH_TRY(const RangeSize size, context_.snapshot().count(whole_range_));
    rows_ = static_cast<double>(size.rows);
  }
  for (const TermId node : nodes) {
    if (known_.contains(node)) continue;
    // As much has been spent on probes as on reading everything: a walk that goes so far will go on.
    if (++probes_ * kRowsPerProbe > *rows_) return load_all();
    QUOTH_CHECK(read_targets(node));
  }
  return {};
}

Status PathLinkReader::read_targets(TermId node) {
  const std::size_t begin = pool_.size();
  QUOTH_CHECK(probe_.open(std::span(&node, 1)));
  while (true) {
    QUOTH_TRY(const bool more, probe_.next(batch_, selected_));
    if (!more) return keep(node, begin);
    QUOTH_CHECK(reserve());
    for (const std::uint32_t i : selected_) {
      if (link_.negated && skips(batch_.columns[probe_predicate_][i])) continue;
      pool_.push_back(batch_.columns[probe_to_][i]);
    }
  }
}

Status PathLinkReader::load_all() {
  all_ = true;
  known_.clear();
  pool_.clear();
  std::vector<std::pair<TermId, TermId>> links;
  MemoryUse memory(context_.memory());
  QUOTH_CHECK(whole_.open({}));
  while (true) {
    QUOTH_TRY(const bool more, whole_.next(batch_, selected_));
    if (!more) break;
    if (links.size() + selected_.size() > links.capacity()) {
      const std::size_t capacity = std::max(2 * links.capacity(), links.size() + selected_.size());
      QUOTH_CHECK(memory.resize(2 * capacity * sizeof(links[0])));  // sorting takes as much again
      links.reserve(capacity);
    }
    for (const std::uint32_t i : selected_) {
      if (link_.negated && skips(batch_.columns[whole_predicate_][i])) continue;
      links.emplace_back(batch_.columns[whole_from_][i], batch_.columns[whole_to_][i]);
    }
  }
  if (!std::is_sorted(links.begin(), links.end())) QUOTH_CHECK(sort_checked(links, std::less<>(), context_));
  for (std::size_t i = 0; i < links.size();) {
    const TermId node = links[i].first;
    const std::size_t begin = pool_.size();
    for (; i < links.size() && links[i].first == node; ++i) {
      QUOTH_CHECK(reserve());
      pool_.push_back(links[i].second);
    }
    QUOTH_CHECK(keep(node, begin));
  }
  return {};
}

// The targets of a node are what the pool holds from `begin`.
Status PathLinkReader::keep(TermId node, std::size_t begin) {
  const auto first = pool_.begin() + static_cast<std::ptrdiff_t>(begin);
  if (!std::is_sorted(first, pool_.end())) std::sort(first, pool_.end());
  pool_.erase(std::unique(first, pool_.end()), pool_.end());
  QUOTH_CHECK(reserve());
  known_.emplace(node, Targets{begin, pool_.size()});
  return {};
}

// Makes room for a batch of targets and a node.
Status PathLinkReader::reserve() {
  constexpr std::size_t kBytesPerNode = 2 * (sizeof(TermId) + sizeof(Targets));
  const std::size_t wanted = pool_.size() + RowBatch::kCapacity;
  const std::size_t pool = wanted > pool_.capacity() ? 2 * wanted : pool_.capacity();
  const bool grow_nodes = known_.size() + 1 > known_.max_load();
  if (pool == pool_.capacity() && !grow_nodes) return {};
  QUOTH_CHECK(context_.check());
  const std::size_t nodes = grow_nodes ? 2 * known_.size() + RowBatch::kCapacity : known_.max_load();
  QUOTH_CHECK(memory_.resize(pool * sizeof(TermId) + nodes * kBytesPerNode));
  pool_.reserve(pool);
  known_.reserve(nodes);
  return {};
}

std::span<const TermId> PathLinkReader::targets(TermId node) const {
  const auto found = known_.find(node);
  if (found == known_.end()) return {};
  return std::span(pool_).subspan(found->second.begin, found->second.end - found->second.begin);
}

Status PathLinkReader::add_sources(std::vector<TermId>& out) {
  if (!all_) QUOTH_CHECK(load_all());
  for (const auto& [node, targets] : known_) {
    if (targets.end > targets.begin) out.push_back(node);
  }
  return {};
}

}  // namespace quoth
