// After a kill, the database holds the commits of a process up to one of them, and no less than it has reported.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "kb/names.h"
#include "tests/faults/contents.h"
#include "tests/faults/history.h"
#include "tests/faults/process.h"

using namespace quoth;
using namespace quoth::test;
using Clock = std::chrono::steady_clock;

namespace {

constexpr std::size_t kCommits = 60;
constexpr std::size_t kFold = 15'000;  // bytes; folds and merges now and then

// The last number that a process has printed as a whole line.
std::uint64_t last_reported(const std::string& output) {
  std::istringstream lines(output.substr(0, output.rfind('\n') + 1));
  std::uint64_t last = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("calls", 0) != 0) last = std::stoull(line);
  }
  return last;
}

}  // namespace

TEST_CASE("commits are killed") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("QUOTH_FAULTS_SEED=" << seed);
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  const TempDir dir;

  // What each commit leaves, by a process that is not killed.
  std::vector<Contents> states(1);
  std::size_t most_generations = 0;
  {
    const auto store = open_store(dir / "reference",
                                  {.mode = OpenMode::kCreate, .names = name_indexer(), .fold_bytes = kFold});
    RandomHistory history(seed);
    for (std::size_t i = 1; i <= kCommits; ++i) {
      REQUIRE(must(store->commit(history.next())).number == i);
      states.push_back(contents_of(*store->snapshot()));
      REQUIRE(states.back().quads == history.quads());
      most_generations = std::max(most_generations, must(store->statistics()).generations);
    }
  }
  CHECK(most_generations > 1);

  const auto commits = [&](const std::string& directory, std::uint64_t call) {
    return std::vector<std::string>{"commit",
                                    directory,
                                    std::to_string(seed),
                                    std::to_string(kCommits),
                                    std::to_string(kFold),
                                    std::to_string(call)};
  };
  const auto start = Clock::now();
  const ProcessEnd whole = Process(commits(dir / "whole", 0)).wait();
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  REQUIRE(whole.exit_code == 0);
  CHECK(last_reported(whole.output) == kCommits);

  std::set<std::uint64_t> found;
  for (int point = 0; point < 40; ++point) {
    CAPTURE(point);
    const std::string directory = dir / std::to_string(point);
    const bool by_call = random() % 3 > 0;
    Process process(commits(directory, by_call ? 1 + random() % whole.calls : 0));
    if (!by_call) process.kill_after(time * (random() % 1000) / 1000);
    const ProcessEnd end = process.wait();
    CHECK((end.killed || end.exit_code == 0));

    const std::uint64_t reported = last_reported(end.output);
    {
      const auto store = open_store(directory, {.mode = OpenMode::kCreate, .names = name_indexer()});
      const auto snapshot = store->snapshot();
      const std::uint64_t commit = snapshot->commit();
      CHECK(commit >= reported);
      CHECK(commit <= reported + 1);
      check_consistent(*snapshot);
      CHECK(contents_of(*snapshot) == states.at(commit));
      CHECK_FALSE(std::filesystem::exists(directory + "/load.spill"));
      found.insert(commit);
    }
    std::filesystem::remove_all(directory);
  }
  CHECK(found.size() > 10);
}
