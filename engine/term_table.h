// A TermTable gives the terms of one running query their ids, and ids their terms. A term that the database
// has keeps the database's id; any other gets an id of tag kLocal that means nothing outside the query. So
// equal ids are equal terms here too. One thread at a time.
#pragma once
#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "engine/memory_budget.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

class TermTable {
 public:
  TermTable(const Snapshot& snapshot, MemoryBudget& memory);

  Result<TermId> id_of(const Term& term);

  // Looks up at once those of the ids that have a term and are not at hand, so that find() knows them. What
  // was found before may be forgotten.
  Status prefetch(std::span<const TermId> ids);
  // The term of an id, from what is at hand: nullptr if prefetch() has not been asked for it, and for an id
  // without a term (unbound, or the mark of the default graph). Valid until the next call of prefetch() or
  // term().
  const Term* find(TermId id);
  // The same for a single id, looked up if need be.
  Result<const Term*> term(TermId id);

 private:
  const Snapshot& snapshot_;
  MemoryUse memory_;
  std::deque<Term> local_;  // by payload; a deque, so that find()'s results stay
  std::unordered_map<Term, TermId> local_ids_;
  std::unordered_map<TermId, Term> cache_;
  std::vector<TermId> missing_;  // of prefetch(), kept for its memory
};

}  // namespace quoth
