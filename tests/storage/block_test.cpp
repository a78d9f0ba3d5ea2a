// Blocks: what goes in comes out, ranges are found, and no damaged byte goes unseen.
#include "storage/block.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace quoth;

namespace {

std::vector<Row> random_rows(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::vector<Row> rows;
  for (std::size_t i = 0; i < count; ++i) {
    Row row;
    for (std::size_t c = 0; c < 4; ++c) row[c] = TermId::from_bits(c == 3 ? 7 : random() >> (random() % 60));
    rows.push_back(row);
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace

TEST_CASE("a block gives back its rows, and its header bounds them") {
  for (const std::size_t count : {1, 2, 255, 256, 257, 4096}) {
    const std::vector<Row> rows = random_rows(count, count);
    const std::string bytes = encode_block(rows);
    const Result<BlockReader> block = BlockReader::open(bytes);
    REQUIRE(block);
    CHECK(block->header().rows == rows.size());
    CHECK(block->header().distinct[3] == 1);
    std::vector<Row> decoded;
    for (std::size_t mini = 0; mini < block->mini_count(); ++mini) REQUIRE(block->decode(mini, decoded));
    CHECK(decoded == rows);
    for (const Row& row : rows) {
      for (std::size_t c = 0; c < 4; ++c) {
        REQUIRE(block->header().least[c] <= row[c]);
        REQUIRE(row[c] <= block->header().greatest[c]);
      }
    }
    for (std::size_t i = 0; i < rows.size(); ++i) REQUIRE(block->find_mini(rows[i]) == i / kMiniRows);
  }
}

TEST_CASE("every damaged byte of a block is found") {
  const std::string bytes = encode_block(random_rows(300, 3));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ (1 << (i % 8)));
    const Result<BlockReader> block = BlockReader::open(damaged);
    REQUIRE_FALSE(block);
    REQUIRE(block.error().code == ErrorCode::kCorruption);
  }
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    REQUIRE_FALSE(BlockReader::open(std::string_view(bytes).substr(0, size)));
  }
}
