#include "kb/dump.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <vector>

#include "rdf/write_rdf.h"

namespace quoth {
namespace {

using IdTriple = std::array<TermId, 3>;  // subject, predicate, object

// A graph up to this size is sorted by subject in memory; for a larger one all quads are read in that order.
constexpr std::uint64_t kSortedInMemory = std::uint64_t{1} << 21;
constexpr std::size_t kBatch = 4096;

// Looks up terms in batches and hands quads of one graph to a writer.
class GraphWriter {
 public:
  GraphWriter(const Snapshot& snapshot, std::optional<Term> graph, RdfWriter& writer)
      : snapshot_(snapshot), graph_(std::move(graph)), writer_(writer) {}

  Status add(const IdTriple& triple) {
    waiting_.push_back(triple);
    return waiting_.size() < kBatch ? Status() : flush();
  }

  Status flush() {
    ids_.clear();
    for (const IdTriple& triple : waiting_) ids_.insert(ids_.end(), triple.begin(), triple.end());
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    QUOTH_TRY(const std::vector<Term> terms, snapshot_.terms(ids_));
    const auto view = [&](TermId id) {
      const auto place = std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin();
      return terms[static_cast<std::size_t>(place)].view();
    };
    QuadView quad;
    if (graph_) quad.graph = graph_->view();
    for (const IdTriple& triple : waiting_) {
      quad.triple = {view(triple[0]), view(triple[1]), view(triple[2])};
      QUOTH_CHECK(writer_.quad(quad));
    }
    waiting_.clear();
    return {};
  }

 private:
  const Snapshot& snapshot_;
  const std::optional<Term> graph_;
  RdfWriter& writer_;
  std::vector<IdTriple> waiting_;
  std::vector<TermId> ids_;
};

template <typename Visit>
Status each_row(const Snapshot& snapshot, const Range& range, Visit visit) {
  QUOTH_TRY(Scan scan, snapshot.scan(range));
  RowBatch batch;
  while (true) {
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) return {};
    for (std::size_t row = 0; row < batch.size; ++row)
      QUOTH_CHECK(visit(
          Row{batch.columns[0][row], batch.columns[1][row], batch.columns[2][row], batch.columns[3][row]}));
  }
}

// The quads of one graph by reading all of them in the order of subjects.
Status write_by_subject(const Snapshot& snapshot, TermId graph, GraphWriter& writer) {
  const Status status = each_row(snapshot, Range::of_prefix(Order::kSpo, {}), [&](const Row& row) -> Status {
    return row[3] == graph ? writer.add({row[0], row[1], row[2]}) : Status();
  });
  return status ? writer.flush() : status;
}

Status write_sorted(const Snapshot& snapshot, const Range& graph_rows, GraphWriter& writer) {
  std::vector<IdTriple> triples;
  QUOTH_CHECK(
      each_row(snapshot, graph_rows, [&](const Row& row) -> Status {  // graph, predicate, subject, object
        triples.push_back({row[2], row[1], row[3]});
        return {};
      }));
  std::sort(triples.begin(), triples.end());
  for (const IdTriple& triple : triples) QUOTH_CHECK(writer.add(triple));
  return writer.flush();
}

Result<std::vector<TermId>> named_graphs(const Snapshot& snapshot, std::size_t limit) {
  std::vector<TermId> graphs;
  QUOTH_TRY(Scan scan, snapshot.scan(Range::of_prefix(Order::kGpso, {})));
  RowBatch batch;
  while (graphs.size() < limit) {
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) break;
    const TermId last = batch.columns[0][batch.size - 1];
    for (std::size_t row = 0; row < batch.size; ++row) {
      const TermId graph = batch.columns[0][row];
      if (graphs.empty() || graphs.back() != graph) graphs.push_back(graph);
    }
    QUOTH_CHECK(scan.seek({TermId::from_bits(last.bits() + 1), TermId(), TermId(), TermId()}));
  }
  return graphs;
}

Status write_prefixes(const Snapshot& snapshot, RdfWriter& writer) {
  for (const auto& [label, iri] : snapshot.prefixes().entries()) QUOTH_CHECK(writer.prefix(label, iri));
  return {};
}

}  // namespace

Status dump(const Snapshot& snapshot, std::ostream& out, RdfFormat format) {
  const bool has_graphs = format == RdfFormat::kNQuads || format == RdfFormat::kTriG;
  QUOTH_TRY(const std::vector<TermId> graphs,
            named_graphs(snapshot, has_graphs ? std::numeric_limits<std::size_t>::max() : 1));
  if (!has_graphs && !graphs.empty())
    return Error{ErrorCode::kUnsupported,
                 fmt::format("the database has named graphs, which {} cannot hold: use {}", name_of(format),
                             name_of(format == RdfFormat::kTurtle ? RdfFormat::kTriG : RdfFormat::kNQuads)),
                 {},
                 {}};

  const std::unique_ptr<RdfWriter> writer = make_rdf_writer(format, out);
  QUOTH_CHECK(write_prefixes(snapshot, *writer));
  GraphWriter background(snapshot, std::nullopt, *writer);
  QUOTH_CHECK(write_by_subject(snapshot, TermId::default_graph(), background));
  for (const TermId graph : graphs) {
    QUOTH_TRY(Term name, snapshot.term(graph));
    GraphWriter source(snapshot, std::move(name), *writer);
    const Range rows = Range::of_prefix(Order::kGpso, std::array{graph});
    QUOTH_TRY(const RangeSize size, snapshot.count(rows));
    QUOTH_CHECK(size.rows <= kSortedInMemory ? write_sorted(snapshot, rows, source)
                                             : write_by_subject(snapshot, graph, source));
  }
  return writer->finish();
}

}  // namespace quoth
