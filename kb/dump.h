// Writing a whole database as RDF text.
#pragma once
#include <iosfwd>

#include "base/result.h"
#include "rdf/rdf_format.h"
#include "storage/snapshot.h"

namespace quoth {

// Every quad of the snapshot: the background first, then graph by graph, subject by subject. kUnsupported,
// before anything is written, for named graphs in a format without graphs; kIo. Memory is bounded.
Status dump(const Snapshot& snapshot, std::ostream& out, RdfFormat format);

}  // namespace quoth
