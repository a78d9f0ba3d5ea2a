// Tuples that a load adds or removes without having them in memory, quads or triple terms: collected in a file, and written
// to the output order by order. One thread at a time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "storage/load_context.h"
#include "storage/permutation.h"
#include "storage/spill_file.h"

namespace quoth {

// Hands ascending rows of one order to an output, in batches.
class RowWriter {
 public:
  RowWriter(const LoadContext& context, LoadOutput& output, Order order,
            RowChange change = RowChange::kAdded);
  Status add(const Row& row);
  Status flush();

 private:
  const LoadContext& context_;
  LoadOutput& output_;
  Order order_;
  RowChange change_;
  std::vector<Row> batch_;
};

class TupleFile {
 public:
  explicit TupleFile(const LoadContext& context) : context_(context) {}

  Status add(const Tuple& tuple);
  std::uint64_t size() const { return size_; }
  // Of quads, kGpso takes those in named graphs only.
  Status write_order(Order order, LoadOutput& output, RowChange change = RowChange::kAdded);

 private:
  Status flush();

  const LoadContext& context_;
  SpillFile file_;
  std::vector<Tuple> batch_;
  std::uint64_t size_ = 0;
};

}  // namespace quoth
