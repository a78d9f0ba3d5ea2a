#include "storage/replaced_rows.h"

#include <algorithm>
#include <set>
#include <utility>

#include "storage/name_indexer.h"

namespace quoth {
namespace {

constexpr std::size_t kRowsAtOnce = 4096;

}  // namespace

ReplacedRows::ReplacedRows(const LoadContext& context)
    : context_(context),
      indexer_(context.target.names()),
      removed_(context),
      names_(context.directory, context.memory_bytes / 16) {}

Status ReplacedRows::open(const std::string& graph, std::size_t memory_bytes) {
  const std::shared_ptr<const Snapshot> snapshot = context_.target.snapshot();
  TermView iri;
  iri.text = graph;
  QUOTH_TRY(const TermId id, snapshot->find_id(iri));
  if (id.is_none()) return {};
  ExternalSorter<Row> sorter(context_.directory, memory_bytes);
  QUOTH_TRY(Scan scan, snapshot->scan(Range::of_prefix(Order::kGpso, {&id, 1})));
  RowBatch batch;
  while (true) {
    QUOTH_CHECK(context_.cancelled.check());
    QUOTH_TRY(const bool more, scan.next(batch));
    if (!more) break;
    for (std::size_t i = 0; i < batch.size; ++i) {
      const Row row = {batch.columns[0][i], batch.columns[1][i], batch.columns[2][i], batch.columns[3][i]};
      QUOTH_CHECK(sorter.add(to_row(Order::kSpo, to_tuple(Order::kGpso, row))));
    }
    size_ += batch.size;
  }
  QUOTH_TRY(rows_, sorter.finish());
  wanted_ = size_ > 0;
  return {};
}

Status ReplacedRows::finish() {
  if (!wanted_) return {};
  QUOTH_CHECK(remove_below(nullptr));
  QUOTH_CHECK(rows_->status());
  rows_.reset();
  return end_subject();
}

Status ReplacedRows::remove_below(const Row* brought) {
  for (; const Row* row = rows_->head(); rows_->advance()) {
    if (brought != nullptr && *row >= *brought) {
      if (*row == *brought) rows_->advance();
      return {};
    }
    if (removed_.size() % kRowsAtOnce == 0) QUOTH_CHECK(context_.cancelled.check());
    QUOTH_CHECK(remove(*row));
  }
  return {};
}

Status ReplacedRows::remove(const Row& row) {
  QUOTH_CHECK(removed_.add(to_tuple(Order::kSpo, row)));
  if (indexer_ == nullptr || row[0].tag() != IdTag::kIri) return {};
  QUOTH_TRY(const std::string* const predicate, name_predicate(row[1]));
  if (predicate == nullptr) return {};
  if (!named_.empty() && named_.front()[0] != row[0]) QUOTH_CHECK(end_subject());
  named_.push_back(row);
  return {};
}

Result<const std::string*> ReplacedRows::name_predicate(TermId predicate) {
  const auto [known, is_new] = predicates_.try_emplace(predicate);
  if (is_new) {
    QUOTH_TRY(const Term term, context_.target.snapshot()->term(predicate));
    if (indexer_->is_name_predicate(term.text())) known->second = term.text();
  }
  return known->second ? &*known->second : nullptr;
}

// A name goes if none of the subject's other rows gives it.
Status ReplacedRows::end_subject() {
  if (named_.empty()) return {};
  const std::shared_ptr<const Snapshot> snapshot = context_.target.snapshot();
  const TermId subject = named_.front()[0];
  const auto add_names = [&](const Row& row, std::vector<NameEntry>& out) -> Status {
    QUOTH_TRY(const std::string* const predicate, name_predicate(row[1]));
    if (predicate == nullptr) return {};
    QUOTH_TRY(const Term object, snapshot->term(row[2]));
    indexer_->add_name(subject, *predicate, object.view(), out);
    return {};
  };
  std::vector<NameEntry> gone, kept;
  for (const Row& row : named_) QUOTH_CHECK(add_names(row, gone));
  const Range all_of_it = Range::of_prefix(Order::kSpo, {&subject, 1});
  if (subject_scan_) {
    QUOTH_CHECK(subject_scan_->restart(all_of_it));
  } else {
    QUOTH_TRY(subject_scan_, snapshot->scan(all_of_it));
  }
  RowBatch batch;
  while (true) {
    QUOTH_TRY(const bool more, subject_scan_->next(batch));
    if (!more) break;
    for (std::size_t i = 0; i < batch.size; ++i) {
      const Row row = {batch.columns[0][i], batch.columns[1][i], batch.columns[2][i], batch.columns[3][i]};
      if (!std::binary_search(named_.begin(), named_.end(), row)) QUOTH_CHECK(add_names(row, kept));
    }
  }
  std::set<std::string_view> kept_keys;
  for (const NameEntry& entry : kept) kept_keys.insert(entry.key);
  for (const NameEntry& entry : gone) {
    if (!kept_keys.contains(entry.key)) QUOTH_CHECK(names_.add(entry.key, {}));
  }
  named_.clear();
  return {};
}

Status ReplacedRows::write(LoadOutput& output) {
  for (const Permutation& order : all_permutations()) {
    if (holds_quads(order.order)) QUOTH_CHECK(removed_.write_order(order.order, output, RowChange::kRemoved));
  }
  return {};
}

}  // namespace quoth
