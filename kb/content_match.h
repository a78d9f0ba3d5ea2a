// A ContentMatcher finds the triples that say what a checked pattern says, or its negation: among the stored quads, and
// among the triple terms that somebody may stand behind.
//
// The negation of `S P O` is `S notP O`; that of a nested pattern differs from it in one verb at any one depth. What
// differs in two is neither. Candidates are found through the most selective part of the pattern, whichever depth it
// has, so that the work goes with the number of matches.
#pragma once
#include <memory>
#include <vector>

#include "base/result.h"
#include "engine/query_context.h"
#include "kb/reading.h"
#include "kb/row_reader.h"
#include "kb/triple_terms.h"
#include "kb/verb_sides.h"
#include "storage/permutation.h"

namespace quoth {

// How a triple relates to the pattern. Several may be true where the background has odd axioms.
struct Saying {
  bool affirms = false, opposes = false;   // it implies the pattern, or its negation
  bool implied = false, excluded = false;  // the pattern implies it, or its negation does
  bool nothing() const { return !affirms && !opposes && !implied && !excluded; }
};

struct ContentMatch {
  Tuple tuple;  // (s, p, o, g) of a quad, or (s, p, o, id) of a triple term
  Saying saying;
};

class ContentMatcher {
 public:
  // All must outlive this, but for the pattern.
  static Result<ContentMatcher> make(const reading::Pattern& pattern, QueryContext& context, RowReader& rows,
                                     TripleTerms& triples);
  ContentMatcher(ContentMatcher&&) noexcept;
  ContentMatcher& operator=(ContentMatcher&&) noexcept;
  ~ContentMatcher();

  // Each of them once, in no particular order. A variable as the outermost verb matches predicates of claims only, and
  // no triple of a mention. Besides errors of reading: kCancelled, kTimeout, kMemory.
  Result<std::vector<ContentMatch>> quads();
  Result<std::vector<ContentMatch>> triple_terms();

 private:
  struct Search;
  explicit ContentMatcher(std::unique_ptr<Search> search);
  std::unique_ptr<Search> search_;
};

}  // namespace quoth
