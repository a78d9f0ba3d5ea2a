#include "storage/bulk_load.h"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "storage/load_context.h"
#include "storage/load_epoch.h"
#include "storage/load_in_memory.h"
#include "storage/load_spilled.h"
#include "storage/load_target.h"
#include "storage/make_bulk_load.h"
#include "storage/replaced_rows.h"
#include "storage/spilled_epochs.h"

namespace quoth {
namespace {

constexpr std::size_t kLeastMemory = std::size_t{16} << 20;
constexpr std::uint64_t kCancellationInterval = 1024;

// How a load shares out its memory while it takes quads. Sorting the rows in memory takes another half of
// theirs, and the names a sixteenth of all.
std::size_t table_share(std::size_t memory) { return memory / 32 * 18; }
std::size_t row_share(std::size_t memory) { return memory / 32 * 8; }
// What is left where the rows of a graph have to be sorted too.
std::size_t share_beside_replaced_rows(std::size_t memory) { return memory / 4 * 3; }

class Load final : public BulkLoad {
 public:
  Load(std::unique_ptr<LoadTarget> target, const BulkLoadOptions& options)
      : options_(options),
        all_memory_bytes_(std::max(options.memory_bytes, kLeastMemory)),
        memory_bytes_(options.replaced_graph.empty() ? all_memory_bytes_
                                                     : share_beside_replaced_rows(all_memory_bytes_)),
        cancelled_(options.cancelled),
        target_(std::move(target)),
        directory_(target_->spill_directory()),
        epoch_(*target_, table_share(memory_bytes_), row_share(memory_bytes_)),
        spilled_(directory_, memory_bytes_ / 4) {}

  Status add(const QuadView& quad) override;
  void add_prefix(std::string_view label, std::string_view iri) override;
  Result<BulkLoadResult> finish() override;

 private:
  Status make_room();
  Result<FinishedLoad> finish_rows();
  std::vector<std::pair<std::string, std::string>> new_prefixes() const;

  BulkLoadOptions options_;
  std::size_t all_memory_bytes_, memory_bytes_;
  Cancellation cancelled_;
  std::unique_ptr<LoadTarget> target_;
  SpillDirectory directory_;
  LoadEpoch epoch_;
  SpilledEpochs spilled_;
  std::map<std::string, std::string, std::less<>> prefixes_;  // label to IRI
  std::uint64_t quads_ = 0;
  Status failed_;  // what has gone wrong: a load that has lost quads must not be finished
};

Status Load::make_room() {
  if (quads_ % kCancellationInterval == 0) QUOTH_CHECK(cancelled_.check());
  if (epoch_.terms_full()) return spilled_.spill(epoch_);
  if (epoch_.rows_full()) return spilled_.spill_rows(epoch_);
  return {};
}

Status Load::add(const QuadView& quad) {
  if (!failed_) return failed_;
  failed_ = make_room();
  if (!failed_) return failed_;
  epoch_.add(quad);
  ++quads_;
  return {};
}

void Load::add_prefix(std::string_view label, std::string_view iri) {
  prefixes_.try_emplace(std::string(label), iri);
}

// Prefixes that the database does not know.
std::vector<std::pair<std::string, std::string>> Load::new_prefixes() const {
  const std::shared_ptr<const Snapshot> snapshot = target_->snapshot();
  const auto& known = snapshot->prefixes().entries();
  std::vector<std::pair<std::string, std::string>> prefixes;
  for (const auto& [label, iri] : prefixes_) {
    if (known.find(label) == known.end()) prefixes.emplace_back(label, iri);
  }
  return prefixes;
}

Result<FinishedLoad> Load::finish_rows() {
  const LoadContext context{*target_, directory_, memory_bytes_, cancelled_};
  ReplacedRows replaced(context);
  if (!options_.replaced_graph.empty())
    QUOTH_CHECK(replaced.open(options_.replaced_graph, all_memory_bytes_ - memory_bytes_));
  if (spilled_.empty()) return finish_in_memory(context, epoch_, replaced);
  QUOTH_CHECK(spilled_.spill(epoch_));
  epoch_.release();
  return finish_spilled(context, spilled_, replaced);
}

Result<BulkLoadResult> Load::finish() {
  if (!failed_) return failed_.error();
  QUOTH_CHECK(cancelled_.check());
  QUOTH_TRY(FinishedLoad finished, finish_rows());
  finished.outcome.prefixes = new_prefixes();

  BulkLoadResult result;
  result.quads = quads_;
  result.added = finished.outcome.added;
  result.background = finished.outcome.background;
  result.removed = finished.outcome.removed;
  if (finished.output == nullptr) {
    if (finished.outcome.prefixes.empty()) {
      result.commit = target_->snapshot()->commit();
      return result;
    }
    QUOTH_TRY(finished.output, target_->start_output(0));
  }
  finished.outcome.message = options_.message;
  finished.outcome.author = options_.author;
  QUOTH_CHECK(cancelled_.check());
  QUOTH_TRY(result.commit, finished.output->publish(finished.outcome));
  return result;
}

}  // namespace

std::unique_ptr<BulkLoad> make_bulk_load(std::unique_ptr<LoadTarget> target, const BulkLoadOptions& options) {
  return std::make_unique<Load>(std::move(target), options);
}

}  // namespace quoth
