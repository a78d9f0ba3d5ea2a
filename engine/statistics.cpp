#include "engine/statistics.h"

#include <algorithm>
#include <cmath>

namespace quoth::plan {
namespace {

// The orders that hold every row which the atom may match.
std::vector<Order> orders_of(const Atom& atom) {
  if (atom.triple_terms) return {Order::kTripleSpo, Order::kTriplePos, Order::kTripleOsp, Order::kTripleId};
  std::vector<Order> out{Order::kSpo, Order::kSop, Order::kPso, Order::kPos, Order::kOsp, Order::kOps};
  const TermId* graph = std::get_if<TermId>(&atom.slots[3]);
  if (atom.named_only || (graph != nullptr && *graph != TermId::default_graph())) out.push_back(Order::kGpso);
  return out;
}

// The constants that the rows of an order start with.
std::vector<TermId> constant_prefix(const Atom& atom, Order order) {
  std::vector<TermId> out;
  for (const std::uint8_t place : permutation(order).column) {
    const TermId* id = std::get_if<TermId>(&atom.slots[place]);
    if (id == nullptr) break;
    out.push_back(*id);
  }
  return out;
}

Vars sorted_by(const Atom& atom, Order order) {
  Vars out;
  for (const std::uint8_t place : permutation(order).column) {
    if (const Var* var = std::get_if<Var>(&atom.slots[place])) add(out, *var);
  }
  return out;
}

// The atom with no constants but those at `places`.
Atom only_constants(Atom atom, const std::vector<std::uint8_t>& places) {
  for (std::uint8_t place = 0; place < 4; ++place) {
    if (std::find(places.begin(), places.end(), place) == places.end()) atom.slots[place] = Any{};
  }
  return atom;
}

}  // namespace

Result<double> Statistics::count(Order order, const std::vector<TermId>& prefix) {
  const auto [entry, added] = counts_.try_emplace({order, prefix}, 0.0);
  if (added) {
    QUOTH_TRY(const RangeSize size, snapshot_.count(Range::of_prefix(order, prefix)));
    entry->second = static_cast<double>(size.rows);
  }
  return entry->second;
}

Result<double> Statistics::rows(const Atom& atom) {
  double least = INFINITY;
  for (const Order order : orders_of(atom)) {
    QUOTH_TRY(const double rows, count(order, constant_prefix(atom, order)));
    least = std::min(least, rows);
  }
  return least;
}

double Statistics::distinct(const Atom& atom, Var var, double rows) const {
  const Vars all = variables(atom);
  if (rows <= 1 || all.size() == 1) return rows;
  // A triple term stands in one row, and what is left open of it beside its id tells it from all others.
  const auto stands_at = [&](std::size_t place) {
    const Var* other = std::get_if<Var>(&atom.slots[place]);
    return other != nullptr && *other == var;
  };
  if (atom.triple_terms && (stands_at(3) || all.size() == 2)) return rows;
  // Guesses: few predicates, many subjects.
  if (stands_at(1)) return std::pow(rows, 0.35);
  if (stands_at(3)) return std::pow(rows, 0.6);
  return std::pow(rows, stands_at(0) ? 0.85 : 0.8);
}

Result<std::vector<Access>> Statistics::scans(const Atom& atom) {
  QUOTH_TRY(const double least, rows(atom));
  std::vector<Access> out;
  for (const Order order : orders_of(atom)) {
    const std::vector<TermId> prefix = constant_prefix(atom, order);
    QUOTH_TRY(const double rows, count(order, prefix));
    Access access{order, rows, prefix.size(), sorted_by(atom, order)};
    // Upper bounds of one set in different orders need not be the same.
    const bool small = rows <= 1.5 * least + 64;
    const bool known = std::any_of(out.begin(), out.end(), [&](const Access& other) {
      return other.sorted_by.empty() ? access.sorted_by.empty()
                                     : !access.sorted_by.empty() && other.sorted_by[0] == access.sorted_by[0];
    });
    if (small && !known) out.push_back(std::move(access));
  }
  return out;
}

Result<Access> Statistics::probe(const Atom& atom, const Vars& given, double rows_of_atom) {
  std::optional<Access> best;
  for (const Order order : orders_of(atom)) {
    std::vector<std::uint8_t> constants;
    double different = 1;
    std::size_t prefix = 0;
    for (const std::uint8_t place : permutation(order).column) {
      const Var* var = std::get_if<Var>(&atom.slots[place]);
      if (std::holds_alternative<TermId>(atom.slots[place])) {
        constants.push_back(place);
      } else if (var != nullptr && contains(given, *var)) {
        different *= std::max(1.0, distinct(atom, *var, rows_of_atom));
      } else {
        break;
      }
      ++prefix;
    }
    QUOTH_TRY(const double of_constants, rows(only_constants(atom, constants)));
    const double rows = std::max(of_constants / different, 0.1);
    if (!best || rows < best->rows_read || (rows == best->rows_read && prefix > best->prefix)) {
      best = Access{order, rows, prefix, {}};
    }
  }
  return *best;
}

}  // namespace quoth::plan
