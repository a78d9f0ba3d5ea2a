#include "kb/mention_reader.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <tuple>

#include "rdf/vocabulary.h"

namespace quoth {

Result<MentionReader> MentionReader::make(QueryContext& context, RowReader& rows) {
  MentionReader reader(context, rows);
  Vocabulary& names = reader.names_;
  for (const auto& [iri, id] : {
           std::pair(rdf::kReifies, &names.reifies),
           std::pair(dcterms::kDate, &names.date),
           std::pair(claim_ns::kTo, &names.to),
           std::pair(oa::kExact, &names.exact),
           std::pair(schema::kPositionHttps, &names.position),
           std::pair(schema::kPosition, &names.position_http),
           std::pair(prov::kWasQuotedFrom, &names.quoted_from),
           std::pair(claim_ns::kValidFrom, &names.valid_from),
           std::pair(claim_ns::kValidUntil, &names.valid_until),
           std::pair(prov::kWasDerivedFrom, &names.derived_from),
           std::pair(prov::kWasInvalidatedBy, &names.invalidated_by),
       }) {
    QUOTH_TRY(*id, context.snapshot().find_id(Term::iri(std::string(iri)).view()));
  }
  return reader;
}

Result<const std::vector<MentionIds>*> MentionReader::mentions(const Tuple& quad) {
  const std::array triple{quad[0], quad[1], quad[2]};
  if (triple_ != triple) {
    triple_.reset();
    QUOTH_CHECK(find_reifiers(triple));
    triple_ = triple;
  }
  found_.clear();
  const TermId graph = quad[3];
  for (auto at = std::lower_bound(reifiers_.begin(), reifiers_.end(), std::pair(graph, TermId()));
       at != reifiers_.end() && at->first == graph; ++at) {
    QUOTH_TRY(MentionIds mention, read(at->second, graph));
    found_.push_back(std::move(mention));
  }
  return &found_;
}

Status MentionReader::find_reifiers(const std::array<TermId, 3>& triple) {
  reifiers_.clear();
  if (names_.reifies.is_none()) return {};
  QUOTH_TRY(const TermId id, context_.snapshot().find_triple_id(triple[0], triple[1], triple[2]));
  if (id.is_none()) return {};
  QUOTH_CHECK(rows_.each(Order::kPos, std::array{names_.reifies, id}, [&](const Tuple& tuple) -> Status {
    reifiers_.emplace_back(tuple[3], tuple[0]);
    return {};
  }));
  std::sort(reifiers_.begin(), reifiers_.end());
  return {};
}

Result<MentionIds> MentionReader::read(TermId reifier, TermId graph) {
  MentionIds mention;
  mention.reifier = reifier;
  QUOTH_CHECK(rows_.each(Order::kSpo, std::array{reifier}, [&](const Tuple& tuple) -> Status {
    const auto [s, p, o, g] = tuple;
    if (p == names_.invalidated_by && (g == graph || g == TermId::default_graph())) mention.retracted = true;
    if (g != graph) return {};
    if (p == names_.date) mention.dates.push_back(o);
    if (p == names_.to) mention.addressees.push_back(o);
    if (p == names_.exact) mention.quotes.push_back(o);
    if (p == names_.position || p == names_.position_http) mention.positions.push_back(o);
    if (p == names_.quoted_from) mention.quoted_from.push_back(o);
    if (p == names_.valid_from) mention.valid_from.push_back(o);
    if (p == names_.valid_until) mention.valid_until.push_back(o);
    return {};
  }));
  return mention;
}

Result<const SourceIds*> MentionReader::source(TermId graph) {
  if (const auto known = sources_.find(graph); known != sources_.end()) return &known->second;
  SourceIds source;
  const auto read = [&](TermId predicate, auto take) -> Status {
    if (predicate.is_none() || graph == TermId::default_graph()) return {};
    return rows_.each(Order::kSpo, std::array{graph, predicate}, [&](const Tuple& tuple) -> Status {
      take(tuple[2], tuple[3]);
      return {};
    });
  };
  QUOTH_CHECK(read(names_.date, [&](TermId date, TermId g) {
    if (g == TermId::default_graph()) source.dates.push_back(date);
  }));
  QUOTH_CHECK(read(names_.derived_from, [&](TermId from, TermId g) {
    if (g == TermId::default_graph()) source.derived_from.push_back(from);
  }));
  QUOTH_CHECK(read(names_.invalidated_by, [&](TermId, TermId g) {
    if (g == graph || g == TermId::default_graph()) source.retracted = true;
  }));
  QUOTH_CHECK(
      memory_->grow(sizeof(SourceIds) + (source.dates.size() + source.derived_from.size()) * sizeof(TermId)));
  return &sources_.emplace(graph, std::move(source)).first->second;
}

}  // namespace quoth
