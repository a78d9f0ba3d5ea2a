// What is inside of triple terms, by their ids; each is looked up once. One thread at a time.
#pragma once
#include <unordered_map>

#include "base/result.h"
#include "engine/memory_budget.h"
#include "engine/query_context.h"
#include "kb/row_reader.h"
#include "storage/permutation.h"

namespace quoth {

class TripleTerms {
 public:
  // Both must outlive this.
  TripleTerms(QueryContext& context, RowReader& rows) : rows_(rows), memory_(context.memory()) {}

  // (s, p, o, id). Requires id.is_triple(), of a row of the snapshot.
  Result<Tuple> inside(TermId id);

  // Whether the node is the subject or object of the triple, or of one inside it.
  Result<bool> takes_part(TermId node, const Tuple& triple);

 private:
  RowReader& rows_;
  MemoryUse memory_;
  std::unordered_map<TermId, Tuple> known_;
};

}  // namespace quoth
