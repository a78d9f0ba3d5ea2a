// Rows of a load in memory, sorted by radix. The ids of the load get ranks: dense numbers in the order of
// ids. A row is four ranks in 16 bytes, and one stable pass over a column makes one order out of another: (s,
// p, o, g) sorted again by p is (p, s, o, g).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "storage/permutation.h"
#include "storage/term_id.h"

namespace quoth {

class Ranks {
 public:
  explicit Ranks(std::span<const TermId> ids);  // distinct, by number

  std::uint32_t of_number(std::uint32_t number) const { return rank_of_number_[number]; }
  TermId id(std::uint32_t rank) const { return id_of_rank_[rank]; }
  std::size_t size() const { return id_of_rank_.size(); }

 private:
  std::vector<std::uint32_t> rank_of_number_;
  std::vector<TermId> id_of_rank_;
};

using RankRow = std::array<std::uint32_t, 4>;  // a tuple (s, p, o, g) or (s, p, o, id)

class RankSort {
 public:
  // `ranks`: how many there are. Sorts in place, with scratch memory of the size of the rows.
  RankSort(std::vector<RankRow> rows, std::size_t ranks);

  // A stable sort by one component of the tuples.
  void by(std::size_t component);
  std::vector<RankRow>& rows() { return rows_; }
  const std::vector<RankRow>& rows() const { return rows_; }

 private:
  std::vector<RankRow> rows_, scratch_;
  unsigned bits_;  // of the greatest rank
};

}  // namespace quoth
