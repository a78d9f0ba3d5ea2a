#include "storage/load_spilled.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/external_sort.h"
#include "storage/id_maps.h"
#include "storage/load_names.h"
#include "storage/pair_sort.h"
#include "storage/resolve_spilled.h"
#include "storage/sorted_probe.h"
#include "storage/tuple_orders.h"

namespace quoth {
namespace {

constexpr std::size_t kRowsAtOnce = 4096;

// The key of a quad that may name its subject: (s, p, o), in the order of kSpo.
std::array<char, 24> name_key(TermId s, TermId p, TermId o) {
  const std::array<std::uint64_t, 3> words = {__builtin_bswap64(s.bits()), __builtin_bswap64(p.bits()),
                                              __builtin_bswap64(o.bits())};
  std::array<char, 24> key;
  std::memcpy(key.data(), words.data(), key.size());
  return key;
}

class SpilledLoad {
 public:
  SpilledLoad(const LoadContext& context, SpilledEpochs& epochs, ReplacedRows& replaced)
      : context_(context),
        epochs_(epochs),
        replaced_(replaced),
        counters_(context.target.counters()),
        output_(context.target, epochs.term_bytes() + (epochs.rows() + replaced.size()) * sizeof(Row)),
        names_(context.target.names(), context.directory, context.memory_bytes / 16),
        maps_(context.directory),
        triple_rows_(context),
        quads_(context),
        name_quads_(context.directory, context.memory_bytes / 8) {}

  Result<FinishedLoad> finish();

 private:
  // Rows of numbers to rows of ids, with the bytes of the objects that may be names.
  Status remap_rows(ExternalSorter<Row>& rows);
  Status remap_name_rows(const SpilledEpoch& epoch, const std::vector<TermId>& ids);
  // Writes the rows that are new to the database in the order spo, keeps them for the other orders, and their
  // names.
  Status write_new_rows(SortedStream<Row>& rows);
  Status add_names_of(const Row& row, PairStream& name_quads);
  Status write_other_orders(LoadOutput& output);

  const LoadContext& context_;
  SpilledEpochs& epochs_;
  ReplacedRows& replaced_;
  IdCounters counters_;
  LazyOutput output_;
  LoadNames names_;
  IdMaps maps_;
  TupleFile triple_rows_;
  TupleFile quads_;
  PairSorter name_quads_;                               // key: name_key; value: the object's bytes
  std::unordered_map<TermId, std::string> predicates_;  // whose objects are names
  std::uint64_t background_ = 0;
};

Result<FinishedLoad> SpilledLoad::finish() {
  const IdCounters before = counters_;
  QUOTH_CHECK(resolve_spilled_terms(context_, epochs_, counters_, output_, names_, maps_));
  QUOTH_CHECK(resolve_spilled_triple_terms(context_, epochs_, counters_, maps_, triple_rows_));
  {
    ExternalSorter<Row> rows(context_.directory, context_.memory_bytes / 2);
    QUOTH_CHECK(remap_rows(rows));
    QUOTH_TRY(SortedStream<Row> sorted, rows.finish());
    QUOTH_CHECK(write_new_rows(sorted));
  }
  FinishedLoad finished;
  finished.outcome.counters = counters_;
  if (quads_.size() == 0 && replaced_.removed() == 0) return finished;

  QUOTH_TRY(LoadOutput* const output, output_.get());
  QUOTH_TRY(PairStream gone, replaced_.names());
  QUOTH_CHECK(names_.write(*output, std::move(gone)));
  QUOTH_CHECK(write_other_orders(*output));
  QUOTH_CHECK(replaced_.write(*output));
  finished.outcome.added = quads_.size();
  finished.outcome.removed = replaced_.removed();
  finished.outcome.background = background_;
  finished.outcome.terms = counters_.next(IdTag::kIri) - before.next(IdTag::kIri);
  finished.outcome.triple_terms = triple_rows_.size();
  finished.output = output_.take();
  return finished;
}

Status SpilledLoad::remap_rows(ExternalSorter<Row>& rows) {
  for (std::size_t number = 0; const SpilledEpoch& epoch : epochs_.epochs()) {
    QUOTH_TRY(const std::vector<TermId> ids, maps_.load(number++));
    RecordRun<LocalRow> local(epochs_.row_file(), epoch.rows, kRowsAtOnce * sizeof(LocalRow));
    for (std::size_t i = 0; const LocalRow* row = local.head(); local.advance()) {
      if (i++ % kRowsAtOnce == 0) QUOTH_CHECK(context_.cancelled.check());
      const auto& [s, p, o, g] = *row;
      QUOTH_CHECK(rows.add({ids[s], ids[p], ids[o], ids[g]}));
    }
    QUOTH_CHECK(local.status());
    for (const auto& [predicate, iri] : epoch.predicates) predicates_.emplace(ids[predicate], iri);
    QUOTH_CHECK(remap_name_rows(epoch, ids));
  }
  return {};
}

Status SpilledLoad::remap_name_rows(const SpilledEpoch& epoch, const std::vector<TermId>& ids) {
  SpillReader reader(epochs_.name_file(), epoch.name_rows, SpillWriter::kBufferBytes);
  for (std::size_t i = 0; const char* const stored = reader.take(sizeof(SpilledNameRow));) {
    if (i++ % kRowsAtOnce == 0) QUOTH_CHECK(context_.cancelled.check());
    SpilledNameRow row;
    std::memcpy(&row, stored, sizeof row);
    const auto& [s, p, o] = row.numbers;
    const std::array<char, 24> key = name_key(ids[s], ids[p], ids[o]);
    const char* const bytes = row.object_bytes > 0 ? reader.take(row.object_bytes) : stored;
    if (bytes == nullptr) break;
    QUOTH_CHECK(name_quads_.add({key.data(), key.size()}, {bytes, row.object_bytes}));
  }
  return reader.status();
}

Status SpilledLoad::write_new_rows(SortedStream<Row>& rows) {
  const std::shared_ptr<const Snapshot> snapshot = context_.target.snapshot();
  QUOTH_TRY(SortedProbe known, SortedProbe::open(*snapshot, Order::kSpo));
  QUOTH_TRY(PairStream name_quads, name_quads_.finish());
  std::optional<RowWriter> writer;
  std::optional<Row> last;
  for (std::size_t i = 0; const Row* row = rows.head(); rows.advance()) {
    if (i++ % kRowsAtOnce == 0) QUOTH_CHECK(context_.cancelled.check());
    if (last == *row) continue;
    last = *row;
    QUOTH_CHECK(replaced_.pass(*row));
    if (snapshot->commit() != 0) {
      QUOTH_TRY(const Row* const found, known.at_or_after(*row));
      if (found != nullptr && *found == *row) continue;
    }
    if (!writer) {
      QUOTH_TRY(LoadOutput* const output, output_.get());
      writer.emplace(context_, *output, Order::kSpo);
    }
    QUOTH_CHECK(writer->add(*row));
    QUOTH_CHECK(quads_.add(*row));  // the components of a row in this order are those of the tuple
    if ((*row)[3] == TermId::default_graph()) ++background_;
    QUOTH_CHECK(add_names_of(*row, name_quads));
  }
  QUOTH_CHECK(rows.status());
  QUOTH_CHECK(replaced_.finish());
  QUOTH_CHECK(name_quads.status());
  return writer ? writer->flush() : Status();
}

Status SpilledLoad::add_names_of(const Row& row, PairStream& name_quads) {
  if (name_quads.head() == nullptr) return {};
  const auto predicate = predicates_.find(row[1]);
  if (predicate == predicates_.end()) return {};
  const std::array<char, 24> bytes = name_key(row[0], row[1], row[2]);
  const std::string_view key(bytes.data(), bytes.size());
  while (name_quads.head() != nullptr && name_quads.head()->key < key) name_quads.advance();
  for (; name_quads.head() != nullptr && name_quads.head()->key == key; name_quads.advance()) {
    const std::string_view object = name_quads.head()->value;
    if (row[2].is_inline()) {
      if (const std::optional<Term> term = inline_term(row[2])) {
        QUOTH_CHECK(names_.add_name(row[0], predicate->second, term->view()));
      }
    } else {
      QUOTH_TRY(const TermView term, term_of_bytes(object));
      QUOTH_CHECK(names_.add_name(row[0], predicate->second, term));
    }
  }
  return {};
}

Status SpilledLoad::write_other_orders(LoadOutput& output) {
  for (const Permutation& order : all_permutations()) {
    if (order.order == Order::kSpo) continue;
    TupleFile& tuples = holds_quads(order.order) ? quads_ : triple_rows_;
    QUOTH_CHECK(tuples.write_order(order.order, output));
  }
  return {};
}

}  // namespace

Result<FinishedLoad> finish_spilled(const LoadContext& context, SpilledEpochs& epochs,
                                    ReplacedRows& replaced) {
  return SpilledLoad(context, epochs, replaced).finish();
}

}  // namespace quoth
