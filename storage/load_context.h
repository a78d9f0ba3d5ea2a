// What the end of a load works with, and what comes of it: one contract for loads that stayed in memory and
// for those that did not.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "storage/cancellation.h"
#include "storage/load_target.h"
#include "storage/spill_file.h"

namespace quoth {

struct LoadContext {
  LoadTarget& target;
  SpillDirectory& directory;
  std::size_t memory_bytes;
  Cancellation cancelled;
};

// What it hands back: all but what the commit says about itself, and its prefixes.
struct FinishedLoad {
  std::unique_ptr<LoadOutput> output;  // null: nothing was new
  LoadOutcome outcome;
};

// An output that is started by the first who needs it: a load that brings nothing new starts none.
class LazyOutput {
 public:
  LazyOutput(LoadTarget& target, std::uint64_t bytes) : target_(target), bytes_(bytes) {}

  Result<LoadOutput*> get() {
    if (!output_) {
      QUOTH_TRY(output_, target_.start_output(bytes_));
    }
    return output_.get();
  }
  std::unique_ptr<LoadOutput> take() { return std::move(output_); }

 private:
  LoadTarget& target_;
  std::uint64_t bytes_;  // about what will be handed over
  std::unique_ptr<LoadOutput> output_;
};

}  // namespace quoth
