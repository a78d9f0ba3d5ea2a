// A process that reads beside one that writes sees states as they are between two commits, and never an older one after a newer.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "kb/names.h"
#include "tests/faults/contents.h"
#include "tests/faults/history.h"
#include "tests/faults/process.h"

using namespace quoth;
using namespace quoth::test;

TEST_CASE("readers beside a writer see what is between two commits") {
  const std::uint64_t seed = seed_of_run();
  MESSAGE("QUOTH_FAULTS_SEED=" << seed);
  CAPTURE(seed);
  const TempDir dir;
  const std::string directory = dir / "db";
  // Folds and merges often, so that what readers have open goes away beneath them.
  const auto store =
      open_store(directory, {.mode = OpenMode::kCreate, .names = name_indexer(), .fold_bytes = 20'000});
  std::map<std::uint64_t, std::string> states{{0, digest(contents_of(*store->snapshot()))}};
  Process first({"read", directory, dir / "first"});
  Process second({"read", directory, dir / "second"});

  RandomHistory history(seed);
  const auto remember = [&] {
    const auto snapshot = store->snapshot();
    states[snapshot->commit()] = digest(contents_of(*snapshot));
  };
  for (int i = 0; i < 120; ++i) {
    must(store->commit(history.next()));
    remember();
    if (i % 40 == 39) {
      must(run_load(*store, {.seed = seed + static_cast<std::uint64_t>(i), .quads = 300}));
      remember();
    }
  }
  std::ofstream(directory + ".stop") << '\n';
  for (Process* const reader : {&first, &second}) CHECK(reader->wait().exit_code == 0);

  for (const char* name : {"first", "second"}) {
    std::ifstream lines(dir / name);
    std::set<std::uint64_t> seen;
    std::uint64_t commit = 0, last = 0;
    for (std::string which, text; lines >> which >> commit >> text;) {
      REQUIRE(states.contains(commit));
      CAPTURE(which);
      CAPTURE(commit);
      CHECK(states[commit] == text);
      seen.insert(commit);
      if (which != "new") continue;
      CHECK(commit >= last);
      last = commit;
    }
    CHECK(last == states.rbegin()->first);
    MESSAGE(std::string(name) << " has seen " << seen.size() << " states");
    CHECK(seen.size() > 3);
  }
}
