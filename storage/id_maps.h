// The ids of the terms of spilled epochs: for each epoch an array by number, in a file. One thread at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "storage/spill_file.h"
#include "storage/term_id.h"

namespace quoth {

class IdMaps {
 public:
  explicit IdMaps(SpillDirectory& directory) : directory_(directory) {}

  Status append(const std::vector<TermId>& ids);  // of the next epoch
  Result<std::vector<TermId>> load(std::size_t epoch) const;
  Status replace(std::size_t epoch, const std::vector<TermId>& ids);  // as many as before

 private:
  SpillDirectory& directory_;
  SpillFile file_;
  std::vector<Extent> epochs_;
};

}  // namespace quoth
