#include "kb/name_walk.h"

#include <utility>

namespace quoth {
namespace {

constexpr int kReadRatherThanSeek = 8;  // so many entries are read on the way before it is worth a seek

}  // namespace

Status walk_names(const Snapshot& snapshot, std::string_view prefix, WalkBudget& budget,
                  const std::function<WalkStep(std::string_view, const NameKey&)>& visit) {
  std::string target;  // entries below are skipped
  bool done = false;
  while (!done && budget.seeks > 0) {
    --budget.seeks;
    int skipped = 0;
    bool seek = false;
    const std::string from = target;
    QUOTH_CHECK(snapshot.visit_names(
        prefix,
        [&](std::string_view key, std::string_view) {
          if (budget.entries == 0) return false;
          --budget.entries;
          if (key < std::string_view(target)) {
            seek = ++skipped == kReadRatherThanSeek;
            return !seek;
          }
          skipped = 0;
          const std::optional<NameKey> entry = read_name_key(key);
          if (!entry) return true;
          WalkStep step = visit(key, *entry);
          if (step.kind == WalkStep::Kind::kStop) return false;
          if (step.kind == WalkStep::Kind::kSkip) target = std::move(step.to);
          return true;
        },
        from));
    done = !seek;
  }
  return {};
}

}  // namespace quoth
