#include "kb/check.h"

#include <utility>
#include <vector>

#include "engine/query_context.h"
#include "kb/content_match.h"
#include "kb/evidence.h"
#include "kb/flips.h"
#include "kb/name_verdict.h"
#include "kb/occurrences.h"
#include "kb/row_reader.h"
#include "kb/triple_terms.h"
#include "kb/weighing.h"

namespace quoth {
namespace {

Result<Scales> weigh_all(const std::vector<EvidenceOccurrence>& occurrences, Weighing& weighing,
                         const QueryContext& context) {
  Scales scales;
  for (const EvidenceOccurrence& occurrence : occurrences) {
    QUOTH_CHECK(context.check());
    QUOTH_TRY(const Weight weight, weighing.weigh(occurrence.item));
    if (weight.value > 0) {
      Tally& tally = occurrence.item.side == Side::kFor ? scales.in_favour : scales.against;
      tally.add(occurrence.origin, weight.value);
    }
    scales.weights.push_back(weight);
  }
  return scales;
}

}  // namespace

Result<Verdict> check_pattern(const CheckRequest& request, std::shared_ptr<const Snapshot> snapshot,
                              const PrefixMap& prefixes, const Limits& limits) {
  QueryContext context(std::move(snapshot), limits);
  QUOTH_CHECK(context.check());
  RowReader rows(context);
  TripleTerms triples(context, rows);

  QUOTH_TRY(ContentMatcher matcher, ContentMatcher::make(request.pattern, context, rows, triples));
  QUOTH_TRY(std::vector<EvidenceItem> items, find_evidence(matcher, context, rows));
  QUOTH_TRY(const Occurrences occurrences,
            find_occurrences(std::move(items), request.filter, request.with_retracted, context, rows));

  QUOTH_TRY(Weighing weighing, Weighing::make(request.policy, context.snapshot(), triples));
  QUOTH_TRY(Scales scales, weigh_all(occurrences.all, weighing, context));
  QUOTH_TRY(const FoundFlips flips, find_flips(occurrences.all, weighing, scales, context));

  QUOTH_TRY(Verdict verdict, name_verdict(occurrences.all, scales, request.policy, flips, context, prefixes));
  verdict.statement = request.statement;
  verdict.label = label_of(scales.in_favour, scales.against, weighing.thresholds());
  verdict.in_favour.weight = scales.in_favour.weight(weighing.thresholds());
  verdict.against.weight = scales.against.weight(weighing.thresholds());
  verdict.retracted = occurrences.retracted;
  return verdict;
}

}  // namespace quoth
