// Commit records: what each commit did, in chunks with checksums. A record is the crash log of its commit until it is
// folded into a generation, and history afterwards. Private to storage/.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "storage/rocks.h"
#include "storage/run.h"

namespace quoth {

struct CommitRecord {
  std::uint64_t number = 0;
  std::int64_t time = 0;  // seconds since 1970 in UTC
  std::string message, author;
  std::uint64_t generation = 0;  // that holds its rows, and the record does not; 0: the record has them
  TupleChanges changes;
};

// Puts the record under its number.
void write_record(RocksBatch& batch, const CommitRecord& record);
// kCorruption, also where a chunk is missing.
Result<CommitRecord> read_record(const RocksView& view, std::uint64_t number);

}  // namespace quoth
