// A process beside the tests' own:
//
//   faults_process load DB SEED QUADS PADDING FOLD CALL     one load
//   faults_process commit DB SEED COMMITS FOLD CALL         many commits; prints the number of each when it is done
//   faults_process read DB FILE                             see read()
//
// FOLD is StoreOptions::fold_bytes. A writer dies at its CALL-th call that changes files (0: never); it ends by
// printing how many there were.
#define DOCTEST_CONFIG_IMPLEMENT
#include <doctest/doctest.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "kb/names.h"
#include "tests/faults/contents.h"
#include "tests/faults/die_at_call.h"
#include "tests/faults/history.h"

using namespace quoth;
using namespace quoth::test;

namespace {

using Arguments = std::vector<std::string>;

std::size_t number(const std::string& text) { return std::strtoull(text.c_str(), nullptr, 10); }

Status load(const Arguments& arguments) {
  die_at_call(number(arguments.at(6)));
  QUOTH_TRY(const auto store, Store::open(arguments.at(1), {.mode = OpenMode::kCreate,
                                                            .names = name_indexer(),
                                                            .fold_bytes = number(arguments.at(5))}));
  return run_load(*store, {number(arguments.at(2)), number(arguments.at(3)), number(arguments.at(4))});
}

Status commit(const Arguments& arguments) {
  die_at_call(number(arguments.at(5)));
  QUOTH_TRY(const auto store, Store::open(arguments.at(1), {.mode = OpenMode::kCreate,
                                                            .names = name_indexer(),
                                                            .fold_bytes = number(arguments.at(4))}));
  RandomHistory history(number(arguments.at(2)));
  for (std::size_t i = number(arguments.at(3)); i > 0; --i) {
    QUOTH_TRY(const CommitInfo info, store->commit(history.next()));
    std::printf("%llu\n", static_cast<unsigned long long>(info.number));
    std::fflush(stdout);
  }
  return {};
}

// Reads until the test makes a file DB.stop: a line in FILE for each answer, "new" or "kept", the commit it is of and
// the digest of all it says. Now and then it keeps a state while it goes on to the next, and reads it again.
Status read(const Arguments& arguments) {
  QUOTH_TRY(const auto store, Store::open(arguments.at(1), {.mode = OpenMode::kRead}));
  std::ofstream out(arguments.at(2));
  std::shared_ptr<const Snapshot> kept;
  const auto write = [&](const char* which, const Snapshot& snapshot) {
    out << which << ' ' << snapshot.commit() << ' ' << digest(contents_of(snapshot)) << std::endl;
  };
  for (int round = 0;; ++round) {
    const bool last = std::ifstream(arguments.at(1) + ".stop").good();
    QUOTH_CHECK(store->catch_up());
    const std::shared_ptr<const Snapshot> snapshot = store->snapshot();
    write("new", *snapshot);
    if (round % 5 == 0) check_consistent(*snapshot);
    if (kept) write("kept", *kept);
    kept = round % 3 == 0 ? snapshot : nullptr;
    if (last) return {};
  }
}

Arguments arguments;

}  // namespace

// A test case, so that what it shares with the tests may check.
TEST_CASE("process") {
  const std::string& role = arguments.at(0);
  REQUIRE((role == "load" || role == "commit" || role == "read"));
  must(role == "load"     ? load(arguments)
       : role == "commit" ? commit(arguments)
                          : read(arguments));
  std::printf("calls %llu\n", static_cast<unsigned long long>(calls_until_now()));
}

int main(int count, char** values) {
  arguments.assign(values + 1, values + count);
  doctest::Context context;
  context.setCout(&std::cerr);
  return context.run();
}
