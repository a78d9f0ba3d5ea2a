// The end of a load whose epochs have been spilled: everything in sorted streams, in bounded memory.
#pragma once
#include "base/result.h"
#include "storage/load_context.h"
#include "storage/replaced_rows.h"
#include "storage/spilled_epochs.h"

namespace quoth {

// Uses up the epochs, and the rows that are replaced. kCorruption, kIo, kCancelled.
Result<FinishedLoad> finish_spilled(const LoadContext& context, SpilledEpochs& epochs,
                                    ReplacedRows& replaced);

}  // namespace quoth
