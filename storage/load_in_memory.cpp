#include "storage/load_in_memory.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "storage/load_names.h"
#include "storage/rank_sort.h"
#include "storage/resolve_epoch.h"
#include "storage/sorted_probe.h"

namespace quoth {
namespace {

constexpr std::size_t kRowsAtOnce = 4096;

class InMemoryLoad {
 public:
  InMemoryLoad(const LoadContext& context, LoadEpoch& epoch, ReplacedRows& replaced)
      : context_(context),
        epoch_(epoch),
        replaced_(replaced),
        names_(context.target.names(), context.directory, context.memory_bytes / 16) {}

  Result<FinishedLoad> finish();

 private:
  Status sort_quads();
  Status drop_known_quads();
  std::uint64_t output_bytes() const;
  Status write_terms();
  Status write_hashes();
  Status collect_names();
  void collect_triple_rows();
  Status write_triple_orders();
  Status write_quad_orders();
  Status write_order(Order order, const std::vector<RankRow>& rows);
  bool is_new(const EpochTable::Entry& entry) const { return resolved_.is_new(resolved_.ids[entry.number]); }
  Row row_of(const RankRow& row) const;

  const LoadContext& context_;
  LoadEpoch& epoch_;
  ReplacedRows& replaced_;
  LoadNames names_;
  ResolvedEpoch resolved_;
  std::optional<Ranks> ranks_;
  std::optional<RankSort> quads_;
  std::vector<RankRow> triple_rows_;
  std::unique_ptr<LoadOutput> output_;
  std::uint64_t background_ = 0;
};

Result<FinishedLoad> InMemoryLoad::finish() {
  QUOTH_TRY(resolved_, resolve_epoch(context_.target, epoch_.table(), context_.cancelled));
  ranks_.emplace(resolved_.ids);
  QUOTH_CHECK(sort_quads());
  FinishedLoad finished;
  finished.outcome.counters = resolved_.before;
  if (quads_->rows().empty() && replaced_.removed() == 0) return finished;

  finished.outcome.counters = resolved_.after;
  finished.outcome.added = quads_->rows().size();
  finished.outcome.removed = replaced_.removed();
  QUOTH_TRY(output_, context_.target.start_output(output_bytes()));
  QUOTH_CHECK(write_terms());
  QUOTH_CHECK(write_hashes());
  QUOTH_CHECK(collect_names());
  QUOTH_TRY(PairStream gone, replaced_.names());
  QUOTH_CHECK(names_.write(*output_, std::move(gone)));
  collect_triple_rows();
  finished.outcome.terms = resolved_.after.next(IdTag::kIri) - resolved_.before.next(IdTag::kIri);
  finished.outcome.triple_terms = triple_rows_.size();
  epoch_.table().release();
  QUOTH_CHECK(write_triple_orders());
  QUOTH_CHECK(write_quad_orders());
  QUOTH_CHECK(replaced_.write(*output_));
  finished.outcome.background = background_;
  finished.output = std::move(output_);
  return finished;
}

// ---- Quads

Row InMemoryLoad::row_of(const RankRow& row) const {
  return {ranks_->id(row[0]), ranks_->id(row[1]), ranks_->id(row[2]), ranks_->id(row[3])};
}

Status InMemoryLoad::sort_quads() {
  std::vector<RankRow> rows = std::move(epoch_.rows());
  for (RankRow& row : rows) {
    for (std::uint32_t& component : row) component = ranks_->of_number(component);
  }
  quads_.emplace(std::move(rows), ranks_->size());
  for (const std::size_t component : {3, 2, 1, 0}) {
    QUOTH_CHECK(context_.cancelled.check());
    quads_->by(component);
  }
  std::vector<RankRow>& sorted = quads_->rows();
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  for (const RankRow& row : sorted) QUOTH_CHECK(replaced_.pass(row_of(row)));
  QUOTH_CHECK(replaced_.finish());
  return drop_known_quads();
}

Status InMemoryLoad::drop_known_quads() {
  const std::shared_ptr<const Snapshot> snapshot = context_.target.snapshot();
  if (snapshot->commit() == 0) return {};
  QUOTH_TRY(SortedProbe known, SortedProbe::open(*snapshot, Order::kSpo));
  std::vector<RankRow>& rows = quads_->rows();
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i % kRowsAtOnce == 0) QUOTH_CHECK(context_.cancelled.check());
    const Row row = row_of(rows[i]);
    QUOTH_TRY(const Row* const found, known.at_or_after(row));
    if (found == nullptr || *found != row) rows[kept++] = rows[i];
  }
  rows.resize(kept);
  return {};
}

// ---- Terms

std::uint64_t InMemoryLoad::output_bytes() const {
  std::uint64_t bytes = (quads_->rows().size() + replaced_.removed()) * sizeof(Row);
  epoch_.table().for_each([&](const EpochTable::Entry& entry) {
    if (is_new(entry)) bytes += entry.bytes.size() + sizeof(Row);
  });
  return bytes;
}

Status InMemoryLoad::write_terms() {
  Status status;
  std::size_t written = 0;
  epoch_.table().for_each([&](const EpochTable::Entry& entry) {
    if (!status || entry.kind != EpochTable::Kind::kDictionary || !is_new(entry)) return;
    const TermId id = resolved_.ids[entry.number];
    status = output_->add_term(id, entry.bytes);
    if (status) status = names_.add_new_term(id, entry.bytes);
    if (status && written++ % kRowsAtOnce == 0) status = context_.cancelled.check();
  });
  return status;
}

Status InMemoryLoad::write_hashes() {
  std::vector<TermId> same_hash;
  const std::vector<HashedPlace>& by_hash = resolved_.by_hash;
  for (std::size_t first = 0, end; first < by_hash.size(); first = end) {
    same_hash.clear();
    for (end = first; end < by_hash.size() && by_hash[end].hash == by_hash[first].hash; ++end) {
      const EpochTable::Entry entry = epoch_.table().at(by_hash[end].place);
      if (is_new(entry)) same_hash.push_back(resolved_.ids[entry.number]);
    }
    std::sort(same_hash.begin(), same_hash.end());
    for (const TermId id : same_hash) QUOTH_CHECK(output_->add_hash(by_hash[first].hash, id));
  }
  std::vector<HashedPlace>().swap(resolved_.by_hash);
  return {};
}

// ---- Names

Status InMemoryLoad::collect_names() {
  const EpochTable& table = epoch_.table();
  std::vector<NameRow>& name_rows = epoch_.name_rows();
  if (name_rows.empty()) return {};
  std::unordered_map<std::uint32_t, std::string> predicates;  // IRIs by rank
  {
    std::vector<std::uint32_t> left = epoch_.name_predicates();
    table.for_each([&](const EpochTable::Entry& entry) {
      if (!std::binary_search(left.begin(), left.end(), entry.number)) return;
      if (const Result<TermView> term = term_of_bytes(entry.bytes)) {
        predicates.emplace(ranks_->of_number(entry.number), term->text);
      }
    });
  }
  for (NameRow& row : name_rows) {
    for (std::uint32_t& number : row.numbers) number = ranks_->of_number(number);
  }
  std::sort(name_rows.begin(), name_rows.end(),
            [](const NameRow& a, const NameRow& b) { return a.numbers < b.numbers; });

  // Both lists ascend by (s, p, o); a name in several graphs stands in both several times.
  auto quad = quads_->rows().begin();
  const auto end = quads_->rows().end();
  const std::array<std::uint32_t, 3>* last = nullptr;
  for (const NameRow& row : name_rows) {
    if (last != nullptr && *last == row.numbers) continue;
    last = &row.numbers;
    quad = std::lower_bound(quad, end, RankRow{row.numbers[0], row.numbers[1], row.numbers[2], 0});
    if (quad == end) break;
    if (!std::equal(row.numbers.begin(), row.numbers.end(), quad->begin())) continue;  // known before
    const TermId subject = ranks_->id(row.numbers[0]);
    const std::string& predicate = predicates.at(row.numbers[1]);
    const EpochTable::Entry object = table.at(row.object);
    if (object.kind == EpochTable::Kind::kInline) {
      const std::optional<Term> term = inline_term(object.id);
      if (term) QUOTH_CHECK(names_.add_name(subject, predicate, term->view()));
    } else {
      QUOTH_TRY(const TermView term, term_of_bytes(object.bytes));
      QUOTH_CHECK(names_.add_name(subject, predicate, term));
    }
  }
  std::vector<NameRow>().swap(name_rows);
  return {};
}

// ---- Orders

Status InMemoryLoad::write_order(Order order, const std::vector<RankRow>& rows) {
  if (!output_->wants(order)) return {};
  const std::array<std::uint8_t, 4>& column = permutation(order).column;
  std::vector<Row> batch;
  batch.reserve(kRowsAtOnce);
  const auto flush = [&]() -> Status {
    QUOTH_CHECK(context_.cancelled.check());
    QUOTH_CHECK(output_->write_rows(order, RowChange::kAdded, batch));
    batch.clear();
    return {};
  };
  for (const RankRow& row : rows) {
    if (order == Order::kGpso && ranks_->id(row[3]) == TermId::default_graph()) continue;
    batch.push_back({ranks_->id(row[column[0]]), ranks_->id(row[column[1]]), ranks_->id(row[column[2]]),
                     ranks_->id(row[column[3]])});
    if (batch.size() == kRowsAtOnce) QUOTH_CHECK(flush());
  }
  return batch.empty() ? Status() : flush();
}

void InMemoryLoad::collect_triple_rows() {
  const EpochTable& table = epoch_.table();
  triple_rows_.reserve(resolved_.after.next(IdTag::kTriple) - resolved_.before.next(IdTag::kTriple));
  table.for_each([&](const EpochTable::Entry& entry) {
    if (entry.kind != EpochTable::Kind::kTriple || !is_new(entry)) return;
    triple_rows_.push_back({ranks_->of_number(entry.parts[0]), ranks_->of_number(entry.parts[1]),
                            ranks_->of_number(entry.parts[2]), ranks_->of_number(entry.number)});
  });
}

// Each order comes from the one before by one stable sort.
Status InMemoryLoad::write_triple_orders() {
  RankSort sort(std::move(triple_rows_), ranks_->size());
  sort.by(2);
  sort.by(1);
  sort.by(0);
  QUOTH_CHECK(write_order(Order::kTripleSpo, sort.rows()));
  if (!output_->wants(Order::kTripleOsp)) return {};
  sort.by(2);
  QUOTH_CHECK(write_order(Order::kTripleOsp, sort.rows()));
  sort.by(1);
  QUOTH_CHECK(write_order(Order::kTriplePos, sort.rows()));
  sort.by(3);
  return write_order(Order::kTripleId, sort.rows());
}

Status InMemoryLoad::write_quad_orders() {
  struct Step {
    std::size_t component;
    Order order;
  };
  constexpr std::array<Step, 5> kSteps = {
      {{1, Order::kPso}, {2, Order::kOps}, {0, Order::kSop}, {2, Order::kOsp}, {1, Order::kPos}}};
  RankSort& sort = *quads_;
  for (const RankRow& row : sort.rows()) background_ += ranks_->id(row[3]) == TermId::default_graph() ? 1 : 0;
  QUOTH_CHECK(write_order(Order::kSpo, sort.rows()));
  for (const Step& step : kSteps) {
    if (!output_->wants(step.order)) return {};
    sort.by(step.component);
    QUOTH_CHECK(write_order(step.order, sort.rows()));
  }
  if (background_ == sort.rows().size()) return {};
  sort.by(0);  // spo again, then pso, then gpso
  sort.by(1);
  sort.by(3);
  return write_order(Order::kGpso, sort.rows());
}

}  // namespace

Result<FinishedLoad> finish_in_memory(const LoadContext& context, LoadEpoch& epoch, ReplacedRows& replaced) {
  return InMemoryLoad(context, epoch, replaced).finish();
}

}  // namespace quoth
