// A block is a sorted run of up to kMaxRows rows of one order as bytes: what a key of the blocks column family holds.
// docs/storage-format.md draws the layout. Its rows lie column by column in mini-blocks of kMiniRows, each of which
// can be decoded alone; the header tells what a range may hold without decoding any.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/permutation.h"

namespace quoth {

inline constexpr std::size_t kBlockRows = 4096;
inline constexpr std::size_t kMiniRows = 256;

struct BlockHeader {
  std::uint32_t rows = 0;
  Row least, greatest;                      // of each column by itself
  std::array<std::uint32_t, 4> distinct{};  // values of each column
};

// Requires 1 to kBlockRows rows that ascend strictly.
std::string encode_block(std::span<const Row> rows);

// Reads a block. It trusts nothing: bytes that are not what encode_block made are kCorruption, never read past.
class BlockReader {
 public:
  // Checks the whole block against its checksum. `bytes` must outlive the reader.
  static Result<BlockReader> open(std::string_view bytes);

  const BlockHeader& header() const { return header_; }
  std::size_t mini_count() const { return (header_.rows + kMiniRows - 1) / kMiniRows; }
  Row first_row(std::size_t mini) const;
  // The last mini-block that starts at or before `row`, or 0.
  std::size_t find_mini(const Row& row) const;
  // Appends the rows of a mini-block.
  Status decode(std::size_t mini, std::vector<Row>& rows) const;

 private:
  std::string_view bytes_;
  BlockHeader header_;
  std::vector<std::uint32_t> offsets_;  // of the mini-blocks, and the end
};

}  // namespace quoth
