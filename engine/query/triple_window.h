// The triples that came last, so that most duplicates of a long stream are left out in bounded memory.
#pragma once
#include <cstddef>
#include <unordered_set>

#include "rdf/term.h"

namespace quoth {

class TripleWindow {
 public:
  static constexpr std::size_t kTriples = 65'536;
  static constexpr std::size_t kBytes = std::size_t{16} << 20;

  // False if the triple is among the last ones.
  bool add(const Triple& triple);

 private:
  struct Hash {
    std::size_t operator()(const Triple& triple) const;
  };
  std::unordered_set<Triple, Hash> recent_;  // emptied when it is full
  std::size_t bytes_ = 0;
};

// What a term takes in memory, about.
std::size_t memory_of(const TermView& term);

}  // namespace quoth
