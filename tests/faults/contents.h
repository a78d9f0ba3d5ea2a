// All that a state of the database says, as plain text that does not depend on ids: what states are compared by.
#pragma once
#include <set>
#include <string>

#include "storage/snapshot.h"
#include "tests/storage/store_support.h"

namespace quoth::test {

struct Contents {
  QuadSet quads;
  std::set<std::string> names;     // entries of the name index, with the IRI in the place of its id
  std::set<std::string> prefixes;  // label and IRI

  bool operator==(const Contents&) const = default;
};

Contents contents_of(const Snapshot& snapshot);

// Three hashes: of the quads, the names, the prefixes. One differs where they do, as good as always.
std::string digest(const Contents& contents);

}  // namespace quoth::test
