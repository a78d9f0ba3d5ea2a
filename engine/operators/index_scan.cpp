#include "engine/operators/atom_cursor.h"
#include "engine/operators/operators.h"

namespace quoth {
namespace {

class IndexScan final : public Operator {
 public:
  IndexScan(OperatorSetup setup, const plan::IndexScan& scan)
      : Operator(std::move(setup)), cursor_(context(), scan.atom, scan.order, {}, statistics()) {
    for (const plan::Var var : node().columns) columns_.push_back(cursor_.column_of(var));
  }

  bool can_seek() const override { return true; }

  Status seek(TermId id) override {
    QUOTH_CHECK(open());
    return cursor_.seek(id);
  }

 private:
  Status open() {
    if (opened_) return {};
    opened_ = true;
    return cursor_.open({});
  }

  Result<bool> produce(Batch& out) override {
    QUOTH_CHECK(open());
    QUOTH_TRY(const bool more, cursor_.next(rows_, selected_));
    if (!more) return false;
    out.size = selected_.size();
    for (std::size_t c = 0; c < columns_.size(); ++c) {
      const std::vector<TermId>& column = rows_.columns[columns_[c]];
      if (selected_.size() == rows_.size) {
        out.columns[c].assign(column.begin(), column.begin() + static_cast<std::ptrdiff_t>(rows_.size));
      } else {
        for (const std::uint32_t i : selected_) out.columns[c].push_back(column[i]);
      }
    }
    return true;
  }

  AtomCursor cursor_;
  std::vector<std::size_t> columns_;  // of the rows, for each column that comes out
  bool opened_ = false;
  RowBatch rows_;
  std::vector<std::uint32_t> selected_;
};

// Walks the order that starts with the graph, seeking past each graph's rows.
class GraphNames final : public Operator {
 public:
  using Operator::Operator;

 private:
  Result<bool> produce(Batch& out) override {
    if (!scan_) {
      QUOTH_TRY(scan_, context().snapshot().scan(Range::of_prefix(Order::kGpso, {})));
    }
    while (!done_ && !out.full()) {
      QUOTH_CHECK(context().check());
      QUOTH_TRY(const bool more, scan_->next(rows_));
      if (!more) {
        done_ = true;
        break;
      }
      for (std::size_t i = 0; i < rows_.size; ++i) add(rows_.columns[0][i], out);
      QUOTH_CHECK(scan_->seek({TermId::from_bits(last_.bits() + 1), TermId(), TermId(), TermId()}));
    }
    statistics().rows_read = scan_->counters().rows;
    statistics().blocks_read = scan_->counters().blocks;
    return out.size > 0;
  }

  void add(TermId graph, Batch& out) {
    if (graph == last_) return;
    last_ = graph;
    for (auto& column : out.columns) column.push_back(graph);
    ++out.size;
  }

  std::optional<Scan> scan_;
  RowBatch rows_;
  TermId last_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<Operator> make_index_scan(OperatorSetup setup, const plan::IndexScan& scan) {
  return std::make_unique<IndexScan>(std::move(setup), scan);
}
std::unique_ptr<Operator> make_graph_names(OperatorSetup setup) {
  return std::make_unique<GraphNames>(std::move(setup));
}

}  // namespace quoth
