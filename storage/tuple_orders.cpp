#include "storage/tuple_orders.h"

#include "storage/external_sort.h"

namespace quoth {
namespace {

constexpr std::size_t kAtOnce = 4096;

}  // namespace

// ---- RowWriter

RowWriter::RowWriter(const LoadContext& context, LoadOutput& output, Order order, RowChange change)
    : context_(context), output_(output), order_(order), change_(change) {
  batch_.reserve(kAtOnce);
}

Status RowWriter::add(const Row& row) {
  batch_.push_back(row);
  return batch_.size() == kAtOnce ? flush() : Status();
}

Status RowWriter::flush() {
  QUOTH_CHECK(context_.cancelled.check());
  if (batch_.empty()) return {};
  QUOTH_CHECK(output_.write_rows(order_, change_, batch_));
  batch_.clear();
  return {};
}

// ---- TupleFile

Status TupleFile::add(const Tuple& tuple) {
  batch_.push_back(tuple);
  ++size_;
  return batch_.size() == kAtOnce ? flush() : Status();
}

Status TupleFile::flush() {
  if (!file_.is_open()) {
    QUOTH_TRY(file_, context_.directory.create_file());
  }
  QUOTH_CHECK(file_.append(batch_.data(), batch_.size() * sizeof(Tuple)));
  batch_.clear();
  return {};
}

Status TupleFile::write_order(Order order, LoadOutput& output, RowChange change) {
  if (size_ == 0 || !output.wants(order)) return {};
  QUOTH_CHECK(flush());
  ExternalSorter<Row> sorter(context_.directory, context_.memory_bytes / 4 * 3);
  {
    RecordRun<Tuple> tuples(file_, {0, file_.size()}, kAtOnce * sizeof(Tuple));
    for (std::size_t i = 0; const Tuple* tuple = tuples.head(); tuples.advance()) {
      if (i++ % kAtOnce == 0) QUOTH_CHECK(context_.cancelled.check());
      if (order == Order::kGpso && (*tuple)[3] == TermId::default_graph()) continue;
      QUOTH_CHECK(sorter.add(to_row(order, *tuple)));
    }
    QUOTH_CHECK(tuples.status());
  }
  QUOTH_TRY(SortedStream<Row> rows, sorter.finish());
  RowWriter writer(context_, output, order, change);
  for (; const Row* row = rows.head(); rows.advance()) QUOTH_CHECK(writer.add(*row));
  QUOTH_CHECK(rows.status());
  return writer.flush();
}

}  // namespace quoth
