#include "engine/operators/atom_cursor.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace quoth {

AtomCursor::AtomCursor(QueryContext& context, const plan::Atom& atom, Order order, plan::Vars given,
                       OperatorStatistics& statistics)
    : context_(context), statistics_(statistics), order_(order), given_(std::move(given)) {
  const Permutation& columns = permutation(order);
  std::array<bool, 4> known{};
  for (std::size_t i = 0; i < 4; ++i) {
    slots_[i] = atom.slots[columns.column[i]];
    given_index_[i] = kAbsent;
    if (columns.column[i] == 3) graph_column_ = i;
    if (const TermId* id = std::get_if<TermId>(&slots_[i])) {
      expected_[i] = *id;
      known[i] = true;
    } else if (const plan::Var* var = std::get_if<plan::Var>(&slots_[i])) {
      given_index_[i] = position(given_, *var);
      known[i] = given_index_[i] != kAbsent;
      const std::size_t first = column_of(*var);
      if (!known[i] && first != i) equal_.emplace_back(first, i);
    }
  }
  while (prefix_ < 4 && known[prefix_]) ++prefix_;
  checks_ = std::any_of(known.begin() + static_cast<std::ptrdiff_t>(prefix_), known.end(),
                        [](bool k) { return k; });
  named_only_ = atom.named_only && order != Order::kGpso;
  merged_ = !atom.triple_terms && std::holds_alternative<plan::Any>(atom.slots[3]);
  if (merged_) graphs_ = std::get<plan::Any>(atom.slots[3]).among;
  assert(!merged_ || graph_column_ == 3);
}

std::size_t AtomCursor::column_of(plan::Var var) const {
  const auto found = std::find_if(slots_.begin(), slots_.end(), [&](const plan::Slot& slot) {
    const plan::Var* other = std::get_if<plan::Var>(&slot);
    return other != nullptr && *other == var;
  });
  return found == slots_.end() ? kAbsent : static_cast<std::size_t>(found - slots_.begin());
}

Status AtomCursor::open(std::span<const TermId> values) {
  exhausted_ = true;
  previous_.reset();
  for (std::size_t i = 0; i < 4; ++i) {
    if (given_index_[i] != kAbsent) expected_[i] = values[given_index_[i]];
    if (expected_[i] && (expected_[i]->is_none() || expected_[i]->tag() == IdTag::kLocal)) return {};
  }
  for (std::size_t i = 0; i < prefix_; ++i) row_prefix_[i] = *expected_[i];
  const Range range = Range::of_prefix(order_, std::span(row_prefix_).first(prefix_));
  if (scan_) {
    QUOTH_CHECK(scan_->restart(range));
  } else {
    QUOTH_TRY(scan_, context_.snapshot().scan(range));
  }
  exhausted_ = false;
  return {};
}

Result<bool> AtomCursor::next(RowBatch& rows, std::vector<std::uint32_t>& selected) {
  selected.clear();
  while (!exhausted_ && selected.empty()) {
    QUOTH_CHECK(context_.check());
    QUOTH_TRY(const bool more, scan_->next(rows));
    count();
    if (!more) {
      exhausted_ = true;
      break;
    }
    select(rows, selected);
  }
  return !selected.empty();
}

void AtomCursor::select(const RowBatch& rows, std::vector<std::uint32_t>& selected) {
  if (matches_all()) {
    selected.resize(rows.size);
    std::iota(selected.begin(), selected.end(), 0U);
    return;
  }
  for (std::size_t i = 0; i < rows.size; ++i) {
    if (graphs_ != nullptr && !std::binary_search(graphs_->begin(), graphs_->end(), rows.columns[3][i]))
      continue;
    if (merged_) {
      const std::array<TermId, 3> triple{rows.columns[0][i], rows.columns[1][i], rows.columns[2][i]};
      if (previous_ == triple) continue;
      previous_ = triple;
    }
    if (matches(rows, i)) selected.push_back(static_cast<std::uint32_t>(i));
  }
}

bool AtomCursor::matches(const RowBatch& rows, std::size_t i) const {
  if (named_only_ && rows.columns[graph_column_][i] == TermId::default_graph()) return false;
  if (checks_) {
    for (std::size_t c = prefix_; c < 4; ++c) {
      if (expected_[c] && rows.columns[c][i] != *expected_[c]) return false;
    }
  }
  return std::all_of(equal_.begin(), equal_.end(), [&](const auto& pair) {
    return rows.columns[pair.first][i] == rows.columns[pair.second][i];
  });
}

Status AtomCursor::seek(TermId id) {
  if (exhausted_ || prefix_ >= 4) return {};
  Row row = row_prefix_;
  row[prefix_] = id;
  std::fill(row.begin() + static_cast<std::ptrdiff_t>(prefix_) + 1, row.end(), TermId());
  auto status = scan_->seek(row);
  count();
  return status;
}

void AtomCursor::count() {
  const ScanCounters& now = scan_->counters();
  statistics_.rows_read += now.rows - counted_.rows;
  statistics_.blocks_read += now.blocks - counted_.blocks;
  counted_ = now;
}

}  // namespace quoth
