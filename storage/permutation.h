// The orders in which rows are stored, as data.
//
// A quad is the tuple (subject, predicate, object, graph). A triple term is the tuple (subject, predicate, object,
// id): its rows are in no dataset and say only what the id stands for. A Row is such a tuple with its columns in the
// sequence of one order, so that comparing rows compares in that order.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "storage/term_id.h"

namespace quoth {

using Tuple = std::array<TermId, 4>;  // (s, p, o, g) or (s, p, o, id)
using Row = std::array<TermId, 4>;    // the same in some order's sequence

enum class Order : std::uint8_t {
  // Quads: all orders of (s, p, o) with the graph last, and one by graph that holds named graphs only.
  kSpo, kSop, kPso, kPos, kOsp, kOps, kGpso,
  // Triple terms, by their insides and by their id.
  kTripleSpo, kTriplePos, kTripleOsp, kTripleId,
};
inline constexpr std::size_t kOrderCount = 11;
inline constexpr std::size_t kQuadOrderCount = 7;

struct Permutation {
  Order order;
  std::string_view name;               // "spo"
  std::array<std::uint8_t, 4> column;  // column i of a row is component column[i] of the tuple
};

const Permutation& permutation(Order order);
std::span<const Permutation> all_permutations();
inline bool holds_quads(Order order) { return order <= Order::kGpso; }

Row to_row(Order order, const Tuple& tuple);
Tuple to_tuple(Order order, const Row& row);

// The rows from `first` to `last`, both included, of one order.
struct Range {
  Order order;
  Row first;
  Row last;

  // All rows that start with `prefix` (0 to 4 ids in the order's sequence).
  static Range of_prefix(Order order, std::span<const TermId> prefix);
};

}  // namespace quoth
