// Whether something takes part in a claim: as its subject or object, or at any depth inside of its content. Who makes a
// claim is no part of it (docs/claim-language.md, "about").
#pragma once
#include "base/result.h"
#include "rdf/term.h"
#include "storage/permutation.h"
#include "storage/snapshot.h"

namespace quoth {

Result<bool> takes_part(const Term& topic, const Tuple& claim, const Snapshot& snapshot);

}  // namespace quoth
