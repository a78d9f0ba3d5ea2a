#include "engine/atoms.h"

namespace quoth::plan {

Result<bool> AtomBuilder::add(const algebra::Bgp& bgp) {
  QUOTH_TRY(const bool graph_known, set_graph(bgp.graph));
  if (!graph_known) return false;
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
  } else if (const auto* each = std::get_if<algebra::EachNamedGraph>(&target)) {
    graph_ = {symbols_.var(each->name), true};
  } else if (const auto* every = std::get_if<algebra::EveryGraph>(&target)) {
    graph_ = {every->name ? Slot(symbols_.var(*every->name)) : Slot(Any{}), false};
  } else {
    graph_ = {TermId::default_graph(), false};
  }
  return true;
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
  const algebra::TriplePattern& nested = *std::get<Box<algebra::TriplePattern>>(pattern);
  QUOTH_TRY(const auto parts, slots(nested));
  if (!parts) return std::nullopt;
  const auto& [s, p, o] = *parts;
  const TermId* subject = std::get_if<TermId>(&s);
  const TermId* predicate = std::get_if<TermId>(&p);
  const TermId* object = std::get_if<TermId>(&o);
  if (subject != nullptr && predicate != nullptr && object != nullptr) {
    QUOTH_TRY(const TermId id, snapshot_.find_triple_id(*subject, *predicate, *object));
    if (id.is_none()) return std::nullopt;
    symbols_.name_term(id, algebra::to_text(pattern));
    return Slot(id);
  }
  const auto known = nested_.find(*parts);
  if (known != nested_.end()) return Slot(known->second);
  const Var var = symbols_.fresh("t");
  nested_.emplace(*parts, var);
  atoms_.push_back({{s, p, o, var}, true, false});
  return Slot(var);
}

}  // namespace quoth::plan
