// What a tree must keep to before it is run. Translators see to most of it; a tree that does not keep to it
// would have no meaning.
#pragma once
#include "base/result.h"
#include "engine/algebra.h"

namespace quoth::algebra {

// kLimit: nests too deep. kUnsupported: a function or aggregate that there is not. kInvalid: wrong number of
// arguments, a row of Values that is too short or too long, a variable that is bound twice (SPARQL 18.2.1).
Status validate(const Node& node);

}  // namespace quoth::algebra
