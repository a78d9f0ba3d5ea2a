// How to write the names in a line of policy so that they are understood where they are written: as they are shown if
// that means this thing and nothing else, else as prefixed names or IRIs.
#pragma once
#include <string>

#include "base/result.h"
#include "kb/lexicon.h"
#include "kb/policy.h"
#include "kb/shown_names.h"
#include "rdf/prefixes.h"
#include "storage/snapshot.h"

namespace quoth {

class WrittenNames {
 public:
  // All must outlive this; the terms of lines to write have been added to `names`.
  WrittenNames(const Snapshot& snapshot, const PrefixMap& prefixes, const ShownNames& names)
      : lexicon_(snapshot, prefixes), names_(names) {}

  Result<std::string> write(const PolicyLine& line);
  Result<std::string> write(const Term& term);

 private:
  reading::Lexicon lexicon_;
  const ShownNames& names_;
};

}  // namespace quoth
