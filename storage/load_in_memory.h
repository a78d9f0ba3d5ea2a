// The end of a load whose terms and rows are all still in memory: the common case, and the fast one.
#pragma once
#include "base/result.h"
#include "storage/load_context.h"
#include "storage/load_epoch.h"
#include "storage/replaced_rows.h"

namespace quoth {

// Uses up the epoch, and the rows that are replaced. kCorruption, kIo, kCancelled.
Result<FinishedLoad> finish_in_memory(const LoadContext& context, LoadEpoch& epoch, ReplacedRows& replaced);

}  // namespace quoth
