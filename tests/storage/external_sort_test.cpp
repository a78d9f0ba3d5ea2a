#include "storage/external_sort.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "storage/pair_sort.h"
#include "tests/support/temp_dir.h"

using namespace quoth;

namespace {

using Record = std::array<std::uint64_t, 3>;

std::vector<Record> random_records(std::size_t count, std::uint64_t distinct, unsigned seed) {
  std::mt19937_64 random(seed);
  std::vector<Record> records(count);
  for (Record& record : records) {
    for (std::uint64_t& value : record) value = random() % distinct;
  }
  return records;
}

std::vector<Record> sort_externally(const std::vector<Record>& records, std::size_t memory_bytes) {
  test::TempDir temp;
  SpillDirectory directory(temp / "spill");
  ExternalSorter<Record> sorter(directory, memory_bytes);
  for (const Record& record : records) REQUIRE(sorter.add(record));
  CHECK(sorter.size() == records.size());
  auto stream = sorter.finish();
  REQUIRE(stream);
  std::vector<Record> sorted;
  for (; const Record* record = stream->head(); stream->advance()) sorted.push_back(*record);
  CHECK(stream->status());
  return sorted;
}

using Pair = std::pair<std::string, std::string>;

std::string random_bytes(std::mt19937_64& random, std::size_t longest) {
  std::string bytes(random() % (longest + 1), '\0');
  for (char& c : bytes)
    c = static_cast<char>(random() % 3 == 0 ? 0xff : random() % 4);  // ties, NUL, high bytes
  return bytes;
}

std::vector<Pair> drain(PairSorter& sorter) {
  auto stream = sorter.finish();
  REQUIRE(stream);
  std::vector<Pair> pairs;
  for (; const PairView* pair = stream->head(); stream->advance()) pairs.emplace_back(pair->key, pair->value);
  CHECK(stream->status());
  return pairs;
}

}  // namespace

TEST_CASE("an external sort agrees with std::sort, whatever its memory") {
  for (const std::size_t count : {0, 1, 2, 1000, 50'000}) {
    for (const std::uint64_t distinct : {std::uint64_t{2}, std::uint64_t{1000}, ~std::uint64_t{0}}) {
      const std::vector<Record> records = random_records(count, distinct, 7);
      std::vector<Record> expected = records;
      std::sort(expected.begin(), expected.end());
      // 1 MiB holds all; 100 KiB makes a dozen runs and merges them three at a time; 1 KiB makes a thousand
      // runs and merges them two at a time, in ten passes.
      for (const std::size_t memory : {std::size_t{2} << 20, std::size_t{100} << 10, std::size_t{1} << 10}) {
        CAPTURE(count);
        CAPTURE(distinct);
        CAPTURE(memory);
        CHECK(sort_externally(records, memory) == expected);
      }
    }
  }
}

TEST_CASE("a sort of pairs goes by the bytes of the key and then of the value") {
  std::mt19937_64 random(3);
  std::vector<Pair> pairs;
  for (int i = 0; i < 20'000; ++i) pairs.emplace_back(random_bytes(random, 12), random_bytes(random, 3));
  pairs.emplace_back(std::string(300'000, 'x'), std::string(700'000, 'y'));  // larger than every buffer
  std::vector<Pair> expected = pairs;
  std::sort(expected.begin(), expected.end());
  for (const std::size_t memory : {std::size_t{16} << 20, std::size_t{100} << 10, std::size_t{2} << 10}) {
    test::TempDir temp;
    SpillDirectory directory(temp / "spill");
    PairSorter sorter(directory, memory);
    for (const Pair& pair : pairs) REQUIRE(sorter.add(pair.first, pair.second));
    CHECK(sorter.size() == pairs.size());
    CHECK(drain(sorter) == expected);
  }
}

TEST_CASE("runs that are sorted already are merged with the others") {
  test::TempDir temp;
  SpillDirectory directory(temp / "spill");
  PairSorter sorter(directory, 1 << 10);
  std::mt19937_64 random(4);
  std::vector<Pair> expected;
  for (int run = 0; run < 40; ++run) {
    std::vector<Pair> pairs;
    for (int i = 0; i < run * 10; ++i) pairs.emplace_back(random_bytes(random, 9), std::to_string(run));
    std::sort(pairs.begin(), pairs.end());
    REQUIRE(sorter.begin_run());
    for (const Pair& pair : pairs) REQUIRE(sorter.add_to_run(pair.first, pair.second));
    REQUIRE(sorter.end_run());
    expected.insert(expected.end(), pairs.begin(), pairs.end());
  }
  REQUIRE(sorter.add("loose", ""));
  expected.emplace_back("loose", "");
  std::sort(expected.begin(), expected.end());
  CHECK(drain(sorter) == expected);
}

TEST_CASE("spill files have no name, and their directory goes with its object") {
  test::TempDir temp;
  {
    SpillDirectory directory(temp / "spill");
    CHECK_FALSE(std::filesystem::exists(temp / "spill"));
    auto file = directory.create_file();
    REQUIRE(file);
    REQUIRE(file->append("abcdef", 6));
    REQUIRE(file->overwrite(2, "CD", 2));
    std::array<char, 4> read{};
    REQUIRE(file->read(1, read.data(), read.size()));
    CHECK(std::string(read.data(), read.size()) == "bCDe");
    CHECK(file->read(4, read.data(), read.size()).error().code == ErrorCode::kIo);
    CHECK(std::filesystem::is_empty(temp / "spill"));
  }
  CHECK_FALSE(std::filesystem::exists(temp / "spill"));
}

TEST_CASE("a full disk is an error of the sort") {
  test::TempDir temp;
  SpillDirectory directory(temp / "spill");
  rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{10'000, before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  ExternalSorter<Record> sorter(directory, 1 << 10);
  Status status;
  for (std::uint64_t i = 0; status && i < 10'000; ++i) status = sorter.add({i, i, i});
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::kIo);
  CHECK(status.error().message == "cannot write temporary data of a load: File too large");
}

TEST_CASE("a spill directory that cannot be made is an error") {
  SpillDirectory directory("/proc/quoth/spill");
  CHECK(directory.create_file().error().code == ErrorCode::kIo);
}
