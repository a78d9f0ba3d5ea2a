// A generation is an immutable sorted set of blocks in all orders: the rows that some commits add and those that they
// remove. Private to storage/.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/permutation.h"
#include "storage/rocks.h"

namespace quoth {

struct Generation {
  std::uint64_t number = 0;
  std::uint64_t first_commit = 0, last_commit = 0;
  std::array<std::uint64_t, kOrderCount> added{}, removed{};  // rows

  std::uint64_t rows() const;  // of kSpo and kTripleSpo, added or removed
};

// Writes rows as the blocks of a new generation, into files to be ingested. Files that are not taken over are removed
// with the writer.
class GenerationWriter {
 public:
  // Files go to `directory`, which exists.
  GenerationWriter(Rocks& rocks, std::string directory, std::uint64_t number);
  ~GenerationWriter();

  // Rows ascend strictly, over all calls for one order and `removed`. Orders come one after another, in any sequence;
  // the removed rows of an order in calls of their own.
  Status add(Order order, bool removed, std::span<const Row> rows);
  // What was written; adds the files to `files`. No call may follow. The commits are the caller's to fill in.
  Result<Generation> finish(std::vector<std::pair<Family, std::string>>& files);

 private:
  Status write_block(std::size_t rows);
  Status close_file();

  Rocks& rocks_;
  std::string directory_;
  Generation generation_;
  std::string prefix_;        // of the keys being written
  std::vector<Row> waiting_;  // less than a block
  std::unique_ptr<SstWriter> file_;
  std::vector<std::string> paths_;
  bool taken_ = false;
};

}  // namespace quoth
