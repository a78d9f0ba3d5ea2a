// Entries of the name index that a load brings, sorted in bounded memory. One thread at a time.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rdf/term.h"
#include "storage/load_target.h"
#include "storage/name_indexer.h"
#include "storage/pair_sort.h"
#include "storage/spill_file.h"

namespace quoth {

class LoadNames {
 public:
  LoadNames(const NameIndexer* names, SpillDirectory& directory, std::size_t memory_bytes)
      : names_(names), sorter_(directory, memory_bytes) {}

  // Of a term that is new to the dictionary, by its bytes there. Only IRIs have names.
  Status add_new_term(TermId id, std::string_view bytes);
  // Of a quad that is new to the database.
  Status add_name(TermId subject, std::string_view predicate, const TermView& object);

  // Hands all entries over, each key once, and of the keys that are `gone` those that none of them has. No call may
  // follow.
  Status write(LoadOutput& output, PairStream gone);

 private:
  Status add_entries();

  const NameIndexer* names_;  // may be null
  PairSorter sorter_;
  std::vector<NameEntry> entries_;  // of the call at hand
};

}  // namespace quoth
