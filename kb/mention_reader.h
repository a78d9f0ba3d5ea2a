// What is stored about the saying of claims: their mentions, and their sources as documents. One thread at a time.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/result.h"
#include "engine/memory_budget.h"
#include "engine/query_context.h"
#include "kb/row_reader.h"
#include "storage/permutation.h"

namespace quoth {

// The triples of one reifier of a claim, in the claim's own graph.
struct MentionIds {
  TermId reifier;
  std::vector<TermId> dates, addressees, quotes, positions, quoted_from, valid_from, valid_until;
  bool retracted = false;  // here or by the background
};

// What the background says of a source, or the source itself where it takes itself back.
struct SourceIds {
  std::vector<TermId> dates, derived_from;
  bool retracted = false;
};

// Whatever a call returns a pointer to is valid until the next call.
class MentionReader {
 public:
  // Both must outlive this.
  static Result<MentionReader> make(QueryContext& context, RowReader& rows);

  // Of a quad, in the order of ids. Quads of one triple are best asked for one after the other.
  Result<const std::vector<MentionIds>*> mentions(const Tuple& quad);
  // Nothing is known of the background as a source.
  Result<const SourceIds*> source(TermId graph);

 private:
  struct Vocabulary {
    TermId reifies, date, to, exact, position, position_http, quoted_from, valid_from, valid_until,
        derived_from, invalidated_by;
  };

  MentionReader(QueryContext& context, RowReader& rows)
      : context_(context), rows_(rows), memory_(std::make_unique<MemoryUse>(context.memory())) {}
  Status find_reifiers(const std::array<TermId, 3>& triple);
  Result<MentionIds> read(TermId reifier, TermId graph);

  QueryContext& context_;
  RowReader& rows_;
  std::unique_ptr<MemoryUse> memory_;
  Vocabulary names_;
  std::optional<std::array<TermId, 3>> triple_;      // whose reifiers are at hand
  std::vector<std::pair<TermId, TermId>> reifiers_;  // graph and reifier, sorted
  std::vector<MentionIds> found_;
  std::unordered_map<TermId, SourceIds> sources_;
};

}  // namespace quoth
