#include "kb/sources.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "kb/claim_predicates.h"
#include "kb/index_walk.h"
#include "kb/mentions.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

constexpr std::size_t kMostSources = 10'000;      // that are looked at
constexpr std::uint64_t kMostRowsRead = 100'000;  // of one graph, to count its claims exactly
constexpr std::size_t kMostOrigins = 16;          // that are shown of one source

struct Source {
  TermId id;
  std::uint64_t quads = 0;
  Term term = Term::iri("");
};

// The predicates of a graph that may be verbs of claims.
Result<std::vector<TermId>> claim_predicates(const Snapshot& snapshot, TermId graph) {
  std::vector<TermId> all, chosen;
  QUOTH_CHECK(each_value(snapshot, Order::kGpso, std::array{graph}, [&](TermId predicate) {
    all.push_back(predicate);
    return true;
  }));
  QUOTH_TRY(const std::vector<Term> terms, snapshot.terms(all));
  for (std::size_t i = 0; i < all.size(); ++i)
    if (is_claim_predicate(terms[i].text())) chosen.push_back(all[i]);
  return chosen;
}

// Those rows of a graph with this predicate whose subject is no reifier.
Result<std::uint64_t> count_unreified(const Snapshot& snapshot, TermId graph, TermId predicate,
                                      const std::unordered_set<TermId>& reifiers) {
  QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(Order::kGpso, std::array{graph, predicate})));
  std::uint64_t count = 0;
  RowBatch batch;
  while (true) {
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) return count;
    for (std::size_t row = 0; row < batch.size; ++row)
      if (!reifiers.contains(batch.columns[2][row])) ++count;
  }
}

Result<std::uint64_t> count_exactly(const Snapshot& snapshot, TermId graph) {
  QUOTH_TRY(const TermId reifies, find_iri(snapshot, rdf::kReifies));
  std::unordered_set<TermId> reifiers;
  QUOTH_TRY(const std::vector<Row> mentions,
            first_rows(snapshot, Order::kGpso, std::array{graph, reifies}, kMostRowsRead));
  for (const Row& mention : mentions) reifiers.insert(mention[2]);
  QUOTH_TRY(const std::vector<TermId> predicates, claim_predicates(snapshot, graph));
  std::uint64_t claims = 0;
  for (const TermId predicate : predicates) {
    QUOTH_TRY(const std::uint64_t of_predicate, count_unreified(snapshot, graph, predicate, reifiers));
    claims += of_predicate;
  }
  return claims;
}

Result<std::uint64_t> count_by_predicates(const Snapshot& snapshot, TermId graph) {
  QUOTH_TRY(const std::vector<TermId> predicates, claim_predicates(snapshot, graph));
  std::uint64_t claims = 0;
  for (const TermId predicate : predicates) {
    QUOTH_TRY(const bool of_mentions, is_about_mentions(snapshot, predicate, graph));
    if (of_mentions) continue;
    QUOTH_TRY(const std::uint64_t rows, count_rows(snapshot, Order::kGpso, std::array{graph, predicate}));
    claims += rows;
  }
  return claims;
}

// The objects that the background gives for a property of a source, in the order of terms.
Result<std::vector<Term>> described(const Snapshot& snapshot, TermId source, std::string_view property) {
  QUOTH_TRY(const TermId predicate, find_iri(snapshot, property));
  QUOTH_TRY(const std::vector<Row> rows,
            first_rows(snapshot, Order::kSpo, std::array{source, predicate}, kMostOrigins));
  std::vector<TermId> ids;
  for (const Row& row : rows)
    if (row[3] == TermId::default_graph()) ids.push_back(row[2]);
  QUOTH_TRY(std::vector<Term> terms, snapshot.terms(ids));
  std::sort(terms.begin(), terms.end());
  return terms;
}

Cell joined_cell(const std::vector<Term>& terms, const ShownNames& names) {
  Cell cell;
  for (const Term& term : terms) cell.shown += (cell.shown.empty() ? "" : "; ") + names.show(term);
  if (terms.size() == 1) cell.term = terms.front();
  if (terms.size() > 1) {  // several in one cell: their IRIs, apart by blanks
    std::string iris;
    for (const Term& term : terms) iris += (iris.empty() ? "" : " ") + term.text();
    cell.term = Term::literal(iris);
  }
  return cell;
}

}  // namespace

Result<std::uint64_t> count_claims(const Snapshot& snapshot, TermId graph) {
  QUOTH_TRY(const std::uint64_t quads, count_rows(snapshot, Order::kGpso, std::array{graph}));
  return quads <= kMostRowsRead ? count_exactly(snapshot, graph) : count_by_predicates(snapshot, graph);
}

Result<Answer> list_sources(const Snapshot& snapshot, const ListOptions& options) {
  std::vector<TermId> ids;
  bool more = false;
  QUOTH_CHECK(each_value(snapshot, Order::kGpso, {}, [&](TermId graph) {
    more = ids.size() == kMostSources;
    if (!more) ids.push_back(graph);
    return !more;
  }));
  QUOTH_TRY(std::vector<Term> terms, snapshot.terms(ids));
  std::vector<Source> sources;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    QUOTH_TRY(const std::uint64_t quads, count_rows(snapshot, Order::kGpso, std::array{ids[i]}));
    sources.push_back({ids[i], quads, std::move(terms[i])});
  }
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) {
    return a.quads != b.quads ? a.quads > b.quads : a.term < b.term;
  });
  const std::size_t all = sources.size();
  if (sources.size() > options.limit)
    sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(options.limit), sources.end());

  ShownNames names(snapshot, options.prefixes);
  std::vector<std::vector<Term>> dates, origins;
  for (const Source& source : sources) {
    QUOTH_TRY(dates.emplace_back(), described(snapshot, source.id, dcterms::kDate));
    QUOTH_TRY(origins.emplace_back(), described(snapshot, source.id, prov::kWasDerivedFrom));
    names.add(source.term);
    for (const Term& origin : origins.back()) names.add(origin);
  }
  QUOTH_CHECK(names.resolve());

  Answer answer;
  answer.columns = {"source", "iri", "date", "claims", "quads", "derived_from"};
  for (std::size_t i = 0; i < sources.size(); ++i) {
    QUOTH_TRY(const std::uint64_t claims, count_claims(snapshot, sources[i].id));
    answer.rows.push_back({name_cell(sources[i].term, names), written_cell(sources[i].term, names),
                           dates[i].empty() ? Cell{} : name_cell(dates[i].front(), names), count_cell(claims),
                           count_cell(sources[i].quads), joined_cell(origins[i], names)});
  }
  answer.note = more ? "the database has more than " + std::to_string(kMostSources) +
                           " sources; of the first " + std::to_string(kMostSources) + ", " +
                           std::to_string(sources.size()) + " are shown"
                     : shown_note(sources.size(), all, "sources");
  return answer;
}

}  // namespace quoth
