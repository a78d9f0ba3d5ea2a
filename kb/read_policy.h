// A parsed line of policy with its names looked up.
#pragma once
#include "base/result.h"
#include "kb/lexicon.h"
#include "kb/name_errors.h"
#include "kb/policy.h"
#include "parser/script_ast.h"

namespace quoth {

// `source` is the text that the line was parsed from. kInvalid, with the place, for a name that is unknown (with the
// nearest names) or that several things have, and for a weight that is none.
Result<PolicyLine> read_policy(const script::Policy& line, reading::Lexicon& lexicon,
                               const reading::Source& source);

}  // namespace quoth
