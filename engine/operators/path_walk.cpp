#include <algorithm>
#include <memory>
#include <numeric>

#include "engine/operators/operators.h"
#include "engine/operators/path_graph.h"

namespace quoth {
namespace {

// Takes the rows of a batch graph by graph and, within a graph, by the node that their walks start from: each such
// walk is done once a batch.
class PathWalk final : public Operator {
 public:
  PathWalk(OperatorSetup setup, const plan::PathWalk& path)
      : Operator(std::move(setup)),
        path_(path),
        subject_(end_of(path.subject)),
        object_(end_of(path.object)),
        graph_end_(end_of(path.graph)),
        from_left_(positions(input().node().columns, node().columns)) {
    const plan::Vars& columns = node().columns;
    const auto place = [&](const End& end) { return end.var ? position(columns, *end.var) : kAbsent; };
    subject_out_ = place(subject_), object_out_ = place(object_), graph_out_ = place(graph_end_);
  }

 private:
  // An end of the path, or its graph: a term, or a variable with its column of the input.
  struct End {
    std::optional<TermId> constant;
    std::optional<plan::Var> var;
    std::size_t column = kAbsent;
  };

  End end_of(const plan::Slot& slot) {
    End out;
    if (const TermId* id = std::get_if<TermId>(&slot)) out.constant = *id;
    if (const plan::Var* var = std::get_if<plan::Var>(&slot)) {
      out.var = *var;
      out.column = position(input().node().columns, *var);
    }
    return out;
  }

  // What is known of an end in a row: TermId() if nothing is.
  TermId known(const End& end, std::size_t row) const {
    if (end.constant) return *end.constant;
    if (end.column == kAbsent) return {};
    return batch_.columns[end.column][row];
  }
  // The same, once the graph has been chosen.
  TermId known_in(const End& end, std::size_t row) const {
    const TermId id = known(end, row);
    return id.is_none() && end.var && end.var == graph_end_.var ? graph_id_ : id;
  }

  Result<bool> produce(Batch& out) override {
    constexpr std::size_t kEndsBetweenLooks = 1 << 14;  // very many may not fit
    while (!out.full()) {
      if (next_end_ < ends_.size()) {
        if (next_end_ % kEndsBetweenLooks == 0) QUOTH_CHECK(context().check());
        emit(out);
        continue;
      }
      if (next_start_ < starts_left()) {
        QUOTH_CHECK(walk_from((*starts_)[next_start_++]));
        continue;
      }
      starts_ = nullptr;
      if (next_row_ < rows_.size()) {
        QUOTH_CHECK(begin_row(rows_[next_row_++]));
        continue;
      }
      if (next_graph_ < graphs_.size()) {
        QUOTH_CHECK(begin_graph(graphs_[next_graph_++]));
        continue;
      }
      QUOTH_TRY(const bool more, next_batch());
      if (!more) break;
    }
    return out.size > 0;
  }

  std::size_t starts_left() const { return starts_ == nullptr ? 0 : starts_->size(); }

  // ---- Graphs

  Result<bool> next_batch() {
    QUOTH_TRY(const bool more, input().next(batch_));
    graphs_.clear();
    rows_.clear();
    next_graph_ = next_row_ = 0;
    if (!more) return false;
    if (std::holds_alternative<plan::Any>(path_.graph)) {
      graphs_.push_back(TermId());
      return true;
    }
    bool any = false;
    for (std::size_t row = 0; row < batch_.size; ++row) {
      const TermId id = known(graph_end_, row);
      if (id.is_none()) any = true;
      const bool fits = !id.is_none() && (id != TermId::default_graph() || !path_.named_only);
      if (fits && (graphs_.empty() || graphs_.back() != id)) graphs_.push_back(id);
    }
    if (any) {
      QUOTH_CHECK(read_graphs());
      graphs_.insert(graphs_.end(), all_graphs_->begin(), all_graphs_->end());
    }
    std::sort(graphs_.begin(), graphs_.end());
    graphs_.erase(std::unique(graphs_.begin(), graphs_.end()), graphs_.end());
    return true;
  }

  Status read_graphs() {
    if (all_graphs_) return {};
    all_graphs_.emplace();
    if (!path_.named_only) all_graphs_->push_back(TermId::default_graph());
    QUOTH_TRY(Scan scan, context().snapshot().scan(Range::of_prefix(Order::kGpso, {})));
    RowBatch rows;
    while (true) {
      QUOTH_CHECK(context().check());
      QUOTH_TRY(const bool more, scan.next(rows));
      if (!more) break;
      for (std::size_t i = 0; i < rows.size; ++i) {
        const TermId graph = rows.columns[0][i];
        if (all_graphs_->empty() || all_graphs_->back() != graph) all_graphs_->push_back(graph);
      }
      const TermId after = TermId::from_bits(all_graphs_->back().bits() + 1);
      QUOTH_CHECK(scan.seek({after, TermId(), TermId(), TermId()}));
    }
    return memory_.resize(all_graphs_->capacity() * sizeof(TermId));
  }

  Status begin_graph(TermId id) {
    if (!graph_ || id != graph_id_) {
      graph_.emplace(context(), path_, id.is_none() ? path_.graph : plan::Slot(id), statistics());
      graph_id_ = id;
    }
    rows_.clear();
    next_row_ = 0;
    ends_from_.reset();
    QUOTH_TRY(const bool exists, graph_->exists());
    if (!exists) return {};
    for (std::uint32_t row = 0; row < batch_.size; ++row) {
      const TermId of_row = known(graph_end_, row);
      if (of_row.is_none() || of_row == id) rows_.push_back(row);
    }
    std::stable_sort(rows_.begin(), rows_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return start_of(a) < start_of(b); });
    return {};
  }

  // Where the walk of a row starts: the subject if it is known, else the object.
  std::pair<bool, TermId> start_of(std::uint32_t row) const {
    const TermId subject = known_in(subject_, row);
    return subject.is_none() ? std::pair(false, known_in(object_, row)) : std::pair(true, subject);
  }

  // ---- Walks

  Status begin_row(std::uint32_t row) {
    row_ = row;
    const auto [from_subject, start] = start_of(row);
    if (start.is_none()) {  // from everywhere
      QUOTH_TRY(starts_, graph_->starts());
      next_start_ = 0;
      ends_.clear();
      next_end_ = 0;
      backward_ = false;
      return {};
    }
    backward_ = !from_subject;
    next_end_ = 0;
    if (ends_from_ == std::pair(from_subject, start)) return {};
    QUOTH_CHECK(walk(start));
    const End& end = from_subject ? subject_ : object_;
    QUOTH_CHECK(
        check_length_zero(start, end.constant.has_value() || (from_subject && object_.constant == start)));
    ends_from_ = {from_subject, start};
    return {};
  }

  Status walk_from(TermId start) {
    ends_from_.reset();
    return walk(start);
  }

  Status walk(TermId start) {
    start_ = start;
    next_end_ = 0;
    return graph_->reach(start, backward_ ? PathGraph::Direction::kBackward : PathGraph::Direction::kForward,
                         ends_);
  }

  // A node that the graph does not have is connected with itself only if it is a term of the query. One that got
  // anywhere else is in the graph.
  Status check_length_zero(TermId start, bool is_constant) {
    if (ends_.size() != 1 || ends_.front() != start) return {};
    if (is_constant && path_.outside) return {};
    QUOTH_TRY(const bool in_graph, graph_->has_node(start));
    if (!in_graph) ends_.clear();
    return {};
  }

  void emit(Batch& out) {
    const TermId other = ends_[next_end_++];
    const TermId subject = backward_ ? other : start_, object = backward_ ? start_ : other;
    const TermId wanted = known_in(object_, row_);
    if (!backward_ && !wanted.is_none() && wanted != object) return;
    if (subject_.var && subject_.var == object_.var && subject != object) return;
    for (std::size_t c = 0; c < from_left_.size(); ++c) {
      TermId id = from_left_[c] == kAbsent ? TermId() : batch_.columns[from_left_[c]][row_];
      if (c == subject_out_) id = subject;
      if (c == object_out_) id = object;
      if (c == graph_out_) id = graph_id_;
      out.columns[c].push_back(id);
    }
    ++out.size;
  }

  const plan::PathWalk& path_;
  End subject_, object_, graph_end_;
  std::vector<std::size_t> from_left_;
  std::size_t subject_out_ = kAbsent, object_out_ = kAbsent, graph_out_ = kAbsent;
  MemoryUse memory_{context().memory()};

  Batch batch_;
  std::optional<std::vector<TermId>> all_graphs_;
  std::vector<TermId> graphs_;  // that rows of the batch look at
  std::size_t next_graph_ = 0;
  TermId graph_id_;  // the present one; TermId() for a merge
  std::optional<PathGraph> graph_;
  std::vector<std::uint32_t> rows_;  // of the batch, that look at the graph
  std::size_t next_row_ = 0;
  std::uint32_t row_ = 0;
  const std::vector<TermId>* starts_ = nullptr;  // of a row that knows no end
  std::size_t next_start_ = 0;
  TermId start_;
  bool backward_ = false;
  std::vector<TermId> ends_;  // of the walk
  std::size_t next_end_ = 0;
  std::optional<std::pair<bool, TermId>> ends_from_;  // whose they are
};

}  // namespace

std::unique_ptr<Operator> make_path_walk(OperatorSetup setup, const plan::PathWalk& path) {
  return std::make_unique<PathWalk>(std::move(setup), path);
}

}  // namespace quoth
