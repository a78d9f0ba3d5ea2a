// Ids for the terms of a load that has one epoch, still in memory: what the database knows keeps its id, the
// rest get ids in the order of their numbers, first the terms of the dictionary, then the triple terms level
// by level.
#pragma once
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "storage/cancellation.h"
#include "storage/epoch_table.h"
#include "storage/load_target.h"

namespace quoth {

// An entry of the dictionary by its hash.
struct HashedPlace {
  std::uint64_t hash;
  EpochTable::Place place;
};

struct ResolvedEpoch {
  std::vector<TermId> ids;           // by number
  std::vector<HashedPlace> by_hash;  // the terms of the dictionary, ascending by hash
  IdCounters before, after;

  // Whether an id was given in this load.
  bool is_new(TermId id) const {
    return is_given_by_number(id.tag()) && id.payload() >= before.next(id.tag());
  }
  static bool is_given_by_number(IdTag tag) { return tag >= IdTag::kBlankNode && tag <= IdTag::kTriple; }
};

// The dictionary entries of an epoch in the order of their hashes.
std::vector<HashedPlace> sort_by_hash(const EpochTable& table);

// kCorruption, kIo, kCancelled.
Result<ResolvedEpoch> resolve_epoch(const LoadTarget& target, const EpochTable& table,
                                    const Cancellation& cancelled);

}  // namespace quoth
