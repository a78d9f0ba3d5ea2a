#include "engine/atoms.h"

#include <algorithm>

namespace quoth::plan {

Result<bool> AtomBuilder::add(const algebra::Bgp& bgp) {
  if (bgp.patterns.empty() && std::holds_alternative<algebra::MergedGraphs>(bgp.graph)) return true;
  QUOTH_TRY(const bool graph_known, set_graph(bgp.graph));
  if (!graph_known) return false;
  const Any* merged = std::get_if<Any>(&graph_.slot);
  if (merged != nullptr && merged->among != nullptr && merged->among->empty()) return false;
  for (const algebra::TriplePattern& pattern : bgp.patterns) {
    QUOTH_TRY(const auto parts, slots(pattern));
    if (!parts) return false;
    const auto& [s, p, o] = *parts;
    atoms_.push_back({{s, p, o, graph_.slot}, false, graph_.named_only});
  }
  for (const algebra::Inside& inside : bgp.insides) {
    QUOTH_TRY(const auto parts, slots(inside.parts));
    if (!parts) return false;
    const auto& [s, p, o] = *parts;
    atoms_.push_back({{s, p, o, symbols_.var(inside.term)}, true, false});
  }
  return true;
}

Result<bool> AtomBuilder::set_graph(const algebra::GraphTarget& target) {
  if (const auto* named = std::get_if<algebra::NamedGraph>(&target)) {
    QUOTH_TRY(const auto name, constant(named->name));
    if (!name) return false;
    graph_ = {*name, true};
  } else if (const auto* merged = std::get_if<algebra::MergedGraphs>(&target)) {
    QUOTH_TRY(std::vector<TermId> graphs, graphs_that_hold_something(merged->names));
    if (graphs.size() == 1) {
      graph_ = {graphs.front(), true};
    } else {
      graph_ = {Any{std::make_shared<const std::vector<TermId>>(std::move(graphs))}, false};
    }
  } else if (const auto* each = std::get_if<algebra::EachNamedGraph>(&target)) {
    graph_ = {symbols_.var(each->name), true};
  } else if (const auto* every = std::get_if<algebra::EveryGraph>(&target)) {
    graph_ = {every->name ? Slot(symbols_.var(*every->name)) : Slot(Any{}), false};
  } else {
    graph_ = {TermId::default_graph(), false};
  }
  return true;
}

Result<std::vector<TermId>> AtomBuilder::graphs_that_hold_something(const std::vector<Term>& names) const {
  std::vector<TermId> graphs;
  for (const Term& name : names) {
    QUOTH_TRY(const TermId id, snapshot_.find_id(name.view()));
    if (id.is_none()) continue;
    QUOTH_TRY(const RangeSize size, snapshot_.count(Range::of_prefix(Order::kGpso, std::span(&id, 1))));
    if (size.rows > 0) graphs.push_back(id);
  }
  std::sort(graphs.begin(), graphs.end());
  graphs.erase(std::unique(graphs.begin(), graphs.end()), graphs.end());
  return graphs;
}

Result<std::optional<Slot>> AtomBuilder::constant(const Term& term) {
  QUOTH_TRY(const TermId id, snapshot_.find_id(term.view()));
  if (id.is_none()) return std::nullopt;
  symbols_.name_term(id, to_string(term));
  return Slot(id);
}

Result<std::optional<std::array<Slot, 3>>> AtomBuilder::slots(const algebra::TriplePattern& pattern) {
  QUOTH_TRY(const auto subject, slot(pattern.subject));
  if (!subject) return std::nullopt;
  QUOTH_TRY(const auto predicate, slot(pattern.predicate));
  if (!predicate) return std::nullopt;
  QUOTH_TRY(const auto object, slot(pattern.object));
  if (!object) return std::nullopt;
  return std::array{*subject, *predicate, *object};
}

Result<std::optional<Slot>> AtomBuilder::slot(const algebra::TermPattern& pattern) {
  if (const auto* variable = std::get_if<algebra::Variable>(&pattern)) return Slot(symbols_.var(*variable));
  if (const Term* term = std::get_if<Term>(&pattern)) return constant(*term);
  return nested(*std::get<Box<algebra::TriplePattern>>(pattern));
}

Result<std::optional<Slot>> AtomBuilder::nested(const algebra::TriplePattern& pattern) {
  QUOTH_TRY(const auto parts, slots(pattern));
  if (!parts) return std::nullopt;
  const auto& [s, p, o] = *parts;
  const TermId* subject = std::get_if<TermId>(&s);
  const TermId* predicate = std::get_if<TermId>(&p);
  const TermId* object = std::get_if<TermId>(&o);
  if (subject != nullptr && predicate != nullptr && object != nullptr) {
    QUOTH_TRY(const TermId id, snapshot_.find_triple_id(*subject, *predicate, *object));
    if (id.is_none()) return std::nullopt;
    symbols_.name_term(id, algebra::to_text(algebra::TermPattern(Box(pattern))));
    return Slot(id);
  }
  const auto known = nested_vars_.find(*parts);
  if (known != nested_vars_.end()) return Slot(known->second);
  const Var var = symbols_.fresh("t");
  nested_vars_.emplace(*parts, var);
  atoms_.push_back({{s, p, o, var}, true, false});
  return Slot(var);
}

}  // namespace quoth::plan
