// A load that is killed leaves the database as it was before or as it would have been after, whenever that happens.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "kb/names.h"
#include "tests/faults/contents.h"
#include "tests/faults/history.h"
#include "tests/faults/process.h"

using namespace quoth;
using namespace quoth::test;
namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

Contents open_and_read(const std::string& directory, OpenMode mode, bool check) {
  const auto store = open_store(directory, {.mode = mode, .names = name_indexer()});
  if (check) check_consistent(*store->snapshot());
  return contents_of(*store->snapshot());
}

struct Kills {
  LoadPlan plan;
  std::size_t fold_bytes;
  int points;
  bool check;  // all orders, at each point; else at the end only
};

// Kills the load of `kills` into a copy of `before` at random points.
void check_kills(const TempDir& dir, const std::string& before, const Kills& kills) {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("QUOTH_FAULTS_SEED=" << seed);
  CAPTURE(seed);
  std::mt19937_64 random(seed);
  const std::string copy = dir / "copy";
  const auto copy_before = [&] {
    fs::remove_all(copy);
    if (fs::exists(before)) fs::copy(before, copy, fs::copy_options::recursive);
  };
  const auto load = [&](std::uint64_t call) {
    return std::vector<std::string>{"load",
                                    copy,
                                    std::to_string(kills.plan.seed),
                                    std::to_string(kills.plan.quads),
                                    std::to_string(kills.plan.padding),
                                    std::to_string(kills.fold_bytes),
                                    std::to_string(call)};
  };
  const Contents old = fs::exists(before) ? open_and_read(before, OpenMode::kRead, true) : Contents();

  copy_before();
  const auto start = Clock::now();
  const ProcessEnd whole = Process(load(0)).wait();
  const auto time = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start);
  REQUIRE(whole.exit_code == 0);
  REQUIRE(whole.calls > 10);
  const Contents done = open_and_read(copy, OpenMode::kRead, true);
  REQUIRE(done != old);

  int killed = 0, with_old = 0, with_new = 0;
  for (int point = 0; point < kills.points; ++point) {
    CAPTURE(point);
    copy_before();
    // Now and then what was killed is tried again and killed again.
    for (std::uint64_t tries = 1 + random() % 2; tries > 0; --tries) {
      if (random() % 4 == 0) {
        Process process(load(0));
        process.kill_after(time * (random() % 1000) / 1000);
        killed += process.wait().killed ? 1 : 0;
      } else {
        // From the last calls on, which publish the load, more often.
        const std::uint64_t calls = whole.calls;
        const std::uint64_t call =
            random() % 2 == 0 ? 1 + random() % calls : calls - random() % std::min<std::uint64_t>(calls, 40);
        const ProcessEnd end = Process(load(call)).wait();
        CHECK((end.killed || end.exit_code == 0));
        killed += end.killed ? 1 : 0;
      }
    }
    const bool made = fs::exists(copy + "/CURRENT");
    if (made && fs::exists(before)) {
      // Also for who may only read.
      const Contents seen = open_and_read(copy, OpenMode::kRead, kills.check);
      CHECK((seen == old || seen == done));
    }
    const Contents found = open_and_read(copy, OpenMode::kCreate, kills.check);
    CHECK((found == old || found == done));
    ++(found == old ? with_old : with_new);
    CHECK_FALSE(fs::exists(copy + "/load.spill"));
    if (point % 4 == 0) {
      REQUIRE(Process(load(0)).wait().exit_code == 0);
      CHECK(open_and_read(copy, OpenMode::kWrite, true) == done);
      CHECK_FALSE(fs::exists(copy + "/load.spill"));
    }
  }
  MESSAGE(killed << " kills; " << with_old << " times the old state, " << with_new << " times the new one");
  CHECK(killed > kills.points / 2);
  CHECK(with_old > 0);
}

void fill(const std::string& directory) {
  const auto store =
      open_store(directory, {.mode = OpenMode::kCreate, .names = name_indexer(), .fold_bytes = 100'000});
  must(run_load(*store, {.seed = 7, .quads = 1000}));
  RandomHistory history(8);
  for (int i = 0; i < 20; ++i) must(store->commit(history.next()));
}

constexpr std::size_t kSmall = 20'000;                // bytes; makes a generation of little
constexpr std::size_t kLarge = std::size_t{1} << 30;  // everything stays in a commit's record

}  // namespace

TEST_CASE("a load that makes the database is killed") {
  const TempDir dir;
  check_kills(dir, dir / "none", {{.seed = 1, .quads = 1000}, kSmall, 40, true});
}

TEST_CASE("a load of a commit record is killed") {
  const TempDir dir;
  fill(dir / "before");
  check_kills(dir, dir / "before", {{.seed = 2, .quads = 500}, kLarge, 30, true});
}

TEST_CASE("a load of a generation into a filled database is killed") {
  const TempDir dir;
  fill(dir / "before");
  check_kills(dir, dir / "before", {{.seed = 3, .quads = 1000}, kSmall, 40, true});
}

TEST_CASE("a load that has spilled to disk is killed") {
  const TempDir dir;
  fill(dir / "before");
  check_kills(dir, dir / "before", {{.seed = 4, .quads = 20'000, .padding = 4000}, kSmall, 12, false});
}
