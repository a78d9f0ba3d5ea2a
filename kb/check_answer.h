// The answer to a check that was asked: the verdict as text for people, and its evidence as rows for programs.
#pragma once
#include "base/result.h"
#include "kb/answer.h"
#include "kb/verdict.h"

namespace quoth {

// A row for each item: verdict, side, weight, source, claimant, claim, said, quote. Without evidence, one row that has
// the verdict alone. kIo.
Result<Answer> answer_of(const Verdict& verdict);

}  // namespace quoth
