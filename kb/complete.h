// Names with which a statement that is being typed may go on: those that fit the place first.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"
#include "parser/complete_claim.h"
#include "rdf/prefixes.h"
#include "storage/snapshot.h"

namespace quoth {

struct NameRequest {
  std::string typed;   // the beginning of the name; if empty, only verbs and sources are offered
  std::string before;  // what stands in its run before it (claim::Continuation)
  claim::Place place = claim::Place::kNode;  // of the first name of the run
  std::size_t limit = 60;
  PrefixMap prefixes;  // these come before the database's
};

struct NameSuggestion {
  std::string name;
  std::string kind;   // what it is: "verb, directs", "schema:Person"; may be empty
  bool fits = false;  // a verb where a verb stands next, and so on
};

// Those that fit first, else in alphabetical order; bounded work.
Result<std::vector<NameSuggestion>> complete_names(const Snapshot& snapshot, const NameRequest& request);

}  // namespace quoth
