// Small data sets for tests of the engine, in a real store.
#pragma once
#include <memory>
#include <vector>

#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

// A snapshot of a database that holds exactly these quads, half of them in a generation, half in a commit. The database's files are gone with the snapshot.
std::shared_ptr<const Snapshot> snapshot_of(const std::vector<Quad>& quads);

}  // namespace quoth
