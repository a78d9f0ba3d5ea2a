// A Batch is a run of solutions as columns of term ids; which variable a column holds is its operator's to
// say. An unbound variable is TermId().
#pragma once
#include <cstddef>
#include <vector>

#include "storage/term_id.h"

namespace quoth {

struct Batch {
  // How many rows an operator aims at. One that copies a row many times may go a little above.
  static constexpr std::size_t kCapacity = 1024;

  std::size_t size = 0;
  std::vector<std::vector<TermId>> columns;  // each of `size` ids

  // Empties it and gives it `width` columns; their memory stays.
  void reset(std::size_t width) {
    columns.resize(width);
    for (auto& column : columns) column.clear();
    size = 0;
  }
  bool full() const { return size >= kCapacity; }
};

}  // namespace quoth
