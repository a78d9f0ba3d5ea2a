#include "kb/mentions.h"

#include <array>

#include "kb/index_walk.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kSample = 64;
constexpr std::size_t kMostMentions = 64;  // of one claim that are looked at for a date

Result<TermId> date_of(const Snapshot& snapshot, TermId thing, TermId graph) {
  QUOTH_TRY(const TermId date, find_iri(snapshot, dcterms::kDate));
  QUOTH_TRY(const std::vector<Row> rows,
            first_rows(snapshot, Order::kSpo, std::array{thing, date}, kMostMentions));
  for (const Row& row : rows)
    if (row[3] == graph) return row[2];
  return TermId();
}

}  // namespace

Result<bool> is_reifier(const Snapshot& snapshot, TermId id, TermId graph) {
  QUOTH_TRY(const TermId reifies, find_iri(snapshot, rdf::kReifies));
  if (reifies.is_none()) return false;
  QUOTH_TRY(const std::vector<Row> rows,
            first_rows(snapshot, Order::kSpo, std::array{id, reifies}, kMostMentions));
  return std::any_of(rows.begin(), rows.end(), [&](const Row& row) { return row[3] == graph; });
}

Result<bool> is_about_mentions(const Snapshot& snapshot, TermId predicate, TermId graph) {
  std::vector<Row> rows;
  if (graph.is_none()) {
    QUOTH_TRY(rows, first_rows(snapshot, Order::kPso, std::array{predicate}, kSample));
    for (Row& row : rows) row = {row[3], row[0], row[1], row[2]};
  } else {
    QUOTH_TRY(rows, first_rows(snapshot, Order::kGpso, std::array{graph, predicate}, kSample));
  }
  for (const Row& row : rows) {  // (g, p, s, o)
    QUOTH_TRY(const bool of_mention, is_reifier(snapshot, row[2], row[0]));
    if (!of_mention) return false;
  }
  return !rows.empty();
}

Result<TermId> said(const Snapshot& snapshot, const Tuple& quad) {
  const auto& [subject, predicate, object, graph] = quad;
  QUOTH_TRY(const TermId reifies, find_iri(snapshot, rdf::kReifies));
  if (!reifies.is_none()) {
    QUOTH_TRY(const TermId proposition, snapshot.find_triple_id(subject, predicate, object));
    QUOTH_TRY(const std::vector<Row> mentions,
              first_rows(snapshot, Order::kPos, std::array{reifies, proposition}, kMostMentions));
    for (const Row& mention : mentions) {  // (p, o, s, g)
      if (mention[3] != graph) continue;
      QUOTH_TRY(const TermId date, date_of(snapshot, mention[2], graph));
      if (!date.is_none()) return date;
    }
  }
  return graph == TermId::default_graph() ? TermId() : date_of(snapshot, graph, TermId::default_graph());
}

}  // namespace quoth
