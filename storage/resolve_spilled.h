// Ids for the terms of a load whose epochs have been spilled. The same terms get the same ids as
// resolve_epoch() would give them if they were in memory. New terms and their hashes go to the output.
#pragma once
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "storage/id_maps.h"
#include "storage/load_context.h"
#include "storage/load_names.h"
#include "storage/spilled_epochs.h"
#include "storage/tuple_orders.h"

namespace quoth {

// The terms of the dictionary, and the values: what stays open in the maps are the triple terms. Names of new
// IRIs go to `names`, new numbers come from `counters`.
Status resolve_spilled_terms(const LoadContext& context, SpilledEpochs& epochs, IdCounters& counters,
                             LazyOutput& output, LoadNames& names, IdMaps& maps);

// The triple terms, level by level. New ones are added to `triple_rows` as (s, p, o, id).
Status resolve_spilled_triple_terms(const LoadContext& context, const SpilledEpochs& epochs,
                                    IdCounters& counters, IdMaps& maps, TupleFile& triple_rows);

}  // namespace quoth
