#include "storage/scan.h"

#include <algorithm>

#include "storage/scan_source.h"

namespace quoth {

Scan::Scan(std::unique_ptr<Source> source) : source_(std::move(source)) {}
Scan::Scan(Scan&&) noexcept = default;
Scan& Scan::operator=(Scan&&) noexcept = default;
Scan::~Scan() = default;

Result<bool> Scan::next(RowBatch& out) { return source_->next(out); }
Status Scan::seek(const Row& row) { return source_->seek(row); }
Status Scan::restart(const Range& range) { return source_->restart(range); }
const ScanCounters& Scan::counters() const { return source_->counters(); }

Status Scan::Source::start() {
  started_ = true;
  for (Input& input : inputs_) QUOTH_CHECK(input.cursor->restart(range_.first, range_.last));
  return {};
}

// Calls take(row, newest removed it, oldest removed it) for each row once; at most `most` times.
template <typename Take>
Status Scan::Source::merge(std::size_t most, Take take) {
  if (!started_) QUOTH_CHECK(start());
  while (most > 0) {
    Input* least = nullptr;
    const Row* limit = nullptr;  // the least row of the others
    for (Input& input : inputs_) {
      if (input.cursor->rows().empty()) continue;
      const Row& row = input.cursor->rows().front();
      if (!least || row < least->cursor->rows().front()) {
        if (least) limit = &least->cursor->rows().front();
        least = &input;
      } else if (!limit || row < *limit) {
        limit = &row;
      }
    }
    if (!least) return {};
    const std::span<const Row> rows = least->cursor->rows();
    std::size_t run = 1;  // how many rows come from this input before another one has its say
    const std::size_t longest = std::min(rows.size(), most);
    if (!limit) {
      run = longest;
    } else if (rows.front() != *limit) {
      run = static_cast<std::size_t>(
          std::lower_bound(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(longest), *limit) -
          rows.begin());
    } else {
      const Row row = rows.front();
      const bool removed = least->removed;
      bool oldest_removed = removed;
      --most;
      for (Input& input : inputs_) {
        if (input.cursor->rows().empty() || input.cursor->rows().front() != row) continue;
        oldest_removed = input.removed;
        QUOTH_CHECK(input.cursor->advance(1));
      }
      take(row, removed, oldest_removed);
      continue;
    }
    for (std::size_t i = 0; i < run; ++i) take(rows[i], least->removed, least->removed);
    most -= run;
    QUOTH_CHECK(least->cursor->advance(run));
  }
  return {};
}

Result<bool> Scan::Source::next(std::vector<Change>& out, std::size_t most) {
  out.clear();
  QUOTH_CHECK(merge(most, [&](const Row& row, bool removed, bool was_there) {
    out.push_back({row, removed, was_there});
  }));
  return !out.empty();
}

Result<bool> Scan::Source::next(RowBatch& out) {
  for (std::vector<TermId>& column : out.columns) column.clear();
  out.size = 0;
  while (out.size == 0) {
    bool any = false;
    QUOTH_CHECK(merge(RowBatch::kCapacity, [&](const Row& row, bool removed, bool) {
      any = true;
      handed_out_ = row;
      if (removed) return;
      for (std::size_t i = 0; i < 4; ++i) out.columns[i].push_back(row[i]);
    }));
    out.size = out.columns[0].size();
    if (!any) return false;
    any_handed_out_ = true;
  }
  counters_.rows += out.size;
  return true;
}

Status Scan::Source::seek(const Row& row) {
  if (!started_) QUOTH_CHECK(start());
  if (any_handed_out_ && row <= handed_out_) return {};
  for (Input& input : inputs_) {
    const std::span<const Row> rows = input.cursor->rows();
    if (rows.empty() || rows.front() >= row) continue;
    if (rows.back() >= row) {
      QUOTH_CHECK(input.cursor->advance(
          static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin())));
    } else {
      QUOTH_CHECK(input.cursor->seek(row));
    }
  }
  return {};
}

Status Scan::Source::restart(const Range& range) {
  range_ = range;
  any_handed_out_ = false;
  return start();
}

}  // namespace quoth
