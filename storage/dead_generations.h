// Generations that no state names any more. Their files go as wholes, once no snapshot is left that may read them: to
// delete keys would keep the files until some compaction, which blocks never need. Private to storage/.
#pragma once
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "storage/generation.h"
#include "storage/rocks.h"

namespace quoth {

class DeadGenerations {  // requires the turn to write
 public:
  explicit DeadGenerations(Rocks& rocks) : rocks_(rocks) {}

  // At opening, when nobody reads: what lies between the live generations and below `next_generation` is dead.
  void delete_all_but(std::span<const Generation> live, std::uint64_t next_generation);
  // `generations` are dead by what was just written.
  void add(std::span<const Generation> generations);
  // Deletes the files of those that nobody reads.
  void delete_unread();

 private:
  struct Dead {
    std::uint64_t number;
    std::uint64_t sequence;  // snapshots from this on do not read it
  };
  // First and behind the last.
  void delete_files(std::span<const std::pair<std::uint64_t, std::uint64_t>> numbers);

  Rocks& rocks_;
  std::vector<Dead> dead_;
};

}  // namespace quoth
