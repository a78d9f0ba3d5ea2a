#include "storage/generation.h"

#include <algorithm>
#include <filesystem>

#include "storage/block.h"
#include "storage/row_cursor.h"

namespace quoth {

std::uint64_t Generation::rows() const {
  const auto of = [&](Order order) {
    return added[static_cast<std::size_t>(order)] + removed[static_cast<std::size_t>(order)];
  };
  return of(Order::kSpo) + of(Order::kTripleSpo);
}

GenerationWriter::GenerationWriter(Rocks& rocks, std::string directory, std::uint64_t number)
    : rocks_(rocks), directory_(std::move(directory)) {
  generation_.number = number;
}

GenerationWriter::~GenerationWriter() {
  file_.reset();
  std::error_code ignored;
  if (!taken_) {
    for (const std::string& path : paths_) std::filesystem::remove(path, ignored);
  }
}

Status GenerationWriter::add(Order order, bool removed, std::span<const Row> rows) {
  if (rows.empty()) return {};
  const std::string prefix = block_prefix(order, removed, generation_.number);
  if (prefix != prefix_) {
    QUOTH_CHECK(close_file());
    prefix_ = prefix;
    paths_.push_back(directory_ + "/blocks-" + std::to_string(generation_.number) + "-" +
                     std::to_string(paths_.size()) + ".sst");
    QUOTH_TRY(file_, rocks_.start_sst(Family::kBlocks, paths_.back()));
  }
  (removed ? generation_.removed : generation_.added)[static_cast<std::size_t>(order)] += rows.size();
  while (!rows.empty()) {
    const std::size_t count = std::min(rows.size(), kBlockRows - waiting_.size());
    waiting_.insert(waiting_.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count));
    rows = rows.subspan(count);
    if (waiting_.size() == kBlockRows) QUOTH_CHECK(write_block(kBlockRows));
  }
  return {};
}

Status GenerationWriter::write_block(std::size_t rows) {
  const std::span<const Row> block = std::span(waiting_).first(rows);
  QUOTH_CHECK(file_->put(block_key(prefix_, block.front()), encode_block(block)));
  waiting_.erase(waiting_.begin(), waiting_.begin() + static_cast<std::ptrdiff_t>(rows));
  return {};
}

Status GenerationWriter::close_file() {
  if (!file_) return {};
  if (!waiting_.empty()) QUOTH_CHECK(write_block(waiting_.size()));
  QUOTH_CHECK(file_->finish());
  file_.reset();
  return {};
}

Result<Generation> GenerationWriter::finish(std::vector<std::pair<Family, std::string>>& files) {
  QUOTH_CHECK(close_file());
  for (const std::string& path : paths_) files.emplace_back(Family::kBlocks, path);
  taken_ = true;
  return generation_;
}

}  // namespace quoth
