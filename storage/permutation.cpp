#include "storage/permutation.h"

#include <algorithm>
#include <cassert>

namespace quoth {
namespace {

constexpr std::array<Permutation, kOrderCount> kPermutations = {{
    {Order::kSpo, "spo", {0, 1, 2, 3}},
    {Order::kSop, "sop", {0, 2, 1, 3}},
    {Order::kPso, "pso", {1, 0, 2, 3}},
    {Order::kPos, "pos", {1, 2, 0, 3}},
    {Order::kOsp, "osp", {2, 0, 1, 3}},
    {Order::kOps, "ops", {2, 1, 0, 3}},
    {Order::kGpso, "gpso", {3, 1, 0, 2}},
    {Order::kTripleSpo, "triple spo", {0, 1, 2, 3}},
    {Order::kTriplePos, "triple pos", {1, 2, 0, 3}},
    {Order::kTripleOsp, "triple osp", {2, 0, 1, 3}},
    {Order::kTripleId, "triple id", {3, 0, 1, 2}},
}};

}  // namespace

const Permutation& permutation(Order order) { return kPermutations[static_cast<std::size_t>(order)]; }

std::span<const Permutation> all_permutations() { return kPermutations; }

Row to_row(Order order, const Tuple& tuple) {
  const auto& column = permutation(order).column;
  return {tuple[column[0]], tuple[column[1]], tuple[column[2]], tuple[column[3]]};
}

Tuple to_tuple(Order order, const Row& row) {
  const auto& column = permutation(order).column;
  Tuple tuple;
  for (std::size_t i = 0; i < 4; ++i) tuple[column[i]] = row[i];
  return tuple;
}

Range Range::of_prefix(Order order, std::span<const TermId> prefix) {
  assert(prefix.size() <= 4);
  Range range{order, {}, {TermId::max(), TermId::max(), TermId::max(), TermId::max()}};
  std::copy(prefix.begin(), prefix.end(), range.first.begin());
  std::copy(prefix.begin(), prefix.end(), range.last.begin());
  return range;
}

}  // namespace quoth
