#include "tests/storage/store_support.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "rdf/vocabulary.h"

namespace quoth::test {

std::unique_ptr<Store> open_store(const std::string& directory, StoreOptions options) {
  return must(Store::open(directory, options));
}

std::vector<Row> all_rows(const Snapshot& snapshot, Order order) {
  Scan scan = must(snapshot.scan(Range::of_prefix(order, {})));
  std::vector<Row> rows;
  RowBatch batch;
  while (must(scan.next(batch))) {
    for (std::size_t i = 0; i < batch.size; ++i) {
      rows.push_back({batch.columns[0][i], batch.columns[1][i], batch.columns[2][i], batch.columns[3][i]});
    }
  }
  CHECK(scan.counters().rows == rows.size());
  return rows;
}

QuadSet all_quads(const Snapshot& snapshot) {
  const std::vector<Row> rows = all_rows(snapshot, Order::kSpo);
  std::vector<TermId> ids;
  for (const Row& row : rows) {
    std::copy_if(row.begin(), row.end(), std::back_inserter(ids),
                 [](TermId id) { return id != TermId::default_graph(); });
  }
  const std::vector<Term> terms = must(snapshot.terms(ids));
  QuadSet quads;
  auto term = terms.begin();
  for (const Row& row : rows) {
    Quad quad(Triple(term[0], term[1], term[2]));
    term += 3;
    if (row[3] != TermId::default_graph()) quad.graph = *term++;
    quads.insert(to_string(quad.view()));
  }
  return quads;
}

void check_consistent(const Snapshot& snapshot) {
  const auto tuples_of = [&](Order order) {
    const std::vector<Row> rows = all_rows(snapshot, order);
    CHECK(std::is_sorted(rows.begin(), rows.end()));
    CHECK(std::adjacent_find(rows.begin(), rows.end()) == rows.end());
    const RangeSize size = must(snapshot.count(Range::of_prefix(order, {})));
    CHECK(size.rows == rows.size());
    std::set<Tuple> tuples;
    for (const Row& row : rows) tuples.insert(to_tuple(order, row));
    return tuples;
  };
  const std::set<Tuple> quads = tuples_of(Order::kSpo);
  for (const Order order : {Order::kSop, Order::kPso, Order::kPos, Order::kOsp, Order::kOps}) {
    CHECK(tuples_of(order) == quads);
  }
  std::set<Tuple> named;
  for (const Tuple& quad : quads) {
    if (quad[3] != TermId::default_graph()) named.insert(quad);
  }
  CHECK(tuples_of(Order::kGpso) == named);
  const std::set<Tuple> triples = tuples_of(Order::kTripleSpo);
  for (const Order order : {Order::kTriplePos, Order::kTripleOsp, Order::kTripleId}) {
    CHECK(tuples_of(order) == triples);
  }
  std::set<TermId> ids;
  for (const std::set<Tuple>& tuples : {quads, triples}) {
    for (const Tuple& tuple : tuples) ids.insert(tuple.begin(), tuple.end());
  }
  ids.erase(TermId::default_graph());
  const std::vector<TermId> used(ids.begin(), ids.end());
  const std::vector<Term> terms = must(snapshot.terms(used));
  std::size_t lost = 0;
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (must(snapshot.find_id(terms[i].view())) != used[i]) ++lost;
  }
  for (const Tuple& triple : triples) {
    if (must(snapshot.find_triple_id(triple[0], triple[1], triple[2])) != triple[3]) ++lost;
  }
  CHECK(lost == 0);
}

// ---- QuadMaker

Term QuadMaker::term(int depth) {
  const std::string number = std::to_string(below(12));
  const auto xsd_type = [](std::string_view name) {
    return std::string(xsd::kNamespace) + std::string(name);
  };
  switch (below(depth > 0 ? 14 : 12)) {
    case 0:
      return Term::literal("word " + number + " of a longer text");
    case 1:
      return Term::literal("s" + number);
    case 2:
      return Term::typed(number, xsd_type("integer"));
    case 3:
      return Term::typed("0" + number, xsd_type("integer"));
    case 4:
      return Term::typed(number + ".5", xsd_type("decimal"));
    case 5:
      return Term::lang("name " + number, "en");
    case 6:
      return Term::lang("name " + number, "ar", Direction::kRightToLeft);
    case 7:
      return Term::typed("2014-03-" + std::to_string(10 + below(20)), xsd_type("date"));
    case 8:
      return Term::typed("x" + number, "http://example.org/type" + number);
    case 9:
      return Term::blank("b" + number);
    case 10:
    case 11:
      return Term::iri("http://example.org/thing/" + number);
    default:
      return Term::triple(Term::iri("http://example.org/thing/" + number),
                          Term::iri("http://example.org/p" + std::to_string(below(3))), term(depth - 1));
  }
}

Quad QuadMaker::quad() {
  Term subject = below(4) == 0 ? Term::blank("b" + std::to_string(below(5)))
                               : Term::iri("http://example.org/thing/" + std::to_string(below(12)));
  Triple triple(std::move(subject), Term::iri("http://example.org/p" + std::to_string(below(4))), term(2));
  if (below(2) == 0) return Quad(std::move(triple));
  return Quad(std::move(triple), Term::iri("http://example.org/graph/" + std::to_string(below(4))));
}

}  // namespace quoth::test
