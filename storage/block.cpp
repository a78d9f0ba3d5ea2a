#include "storage/block.h"

#include <xxhash.h>

#include <algorithm>
#include <cassert>

#include "storage/bytes.h"

namespace quoth {
namespace {

constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kHeaderBytes = 1 + 4 + 4 * 8 + 4 * 8 + 4 * 4;
constexpr std::size_t kChecksumBytes = 8;
constexpr std::size_t kRowBytes = 32;

// How a column of a mini-block is written after its first value.
enum class Codec : std::uint8_t {
  kConstant = 0,  // nothing follows
  kDeltas = 1,    // zigzag varints of the differences
};

Error corrupt(const char* what) {
  return {ErrorCode::kCorruption, std::string("a block is damaged: ") + what, {}, {}};
}

std::uint64_t zigzag(std::uint64_t delta) {
  return delta << 1 ^ (delta >> 63 ? ~std::uint64_t{0} : std::uint64_t{0});
}
std::uint64_t unzigzag(std::uint64_t value) {
  return value >> 1 ^ (value & 1 ? ~std::uint64_t{0} : std::uint64_t{0});
}

std::uint32_t count_distinct(std::vector<std::uint64_t>& values) {
  std::sort(values.begin(), values.end());
  return static_cast<std::uint32_t>(std::unique(values.begin(), values.end()) - values.begin());
}

void append_header(std::string& out, std::span<const Row> rows) {
  append_little(out, kFormat);
  append_little(out, static_cast<std::uint32_t>(rows.size()));
  std::string distinct;
  std::vector<std::uint64_t> values(rows.size());
  for (std::size_t column = 0; column < 4; ++column) {
    for (std::size_t i = 0; i < rows.size(); ++i) values[i] = rows[i][column].bits();
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    append_little(out, *least);
    append_little(out, *greatest);
    append_little(distinct, count_distinct(values));
  }
  out += distinct;
}

void append_mini(std::string& out, std::span<const Row> rows) {
  for (const TermId id : rows.front()) append_little(out, id.bits());
  for (std::size_t column = 0; column < 4; ++column) {
    const auto differs = [&](const Row& row) { return row[column] != rows.front()[column]; };
    if (std::none_of(rows.begin(), rows.end(), differs)) {
      append_little(out, static_cast<std::uint8_t>(Codec::kConstant));
      continue;
    }
    append_little(out, static_cast<std::uint8_t>(Codec::kDeltas));
    for (std::size_t i = 1; i < rows.size(); ++i) {
      append_varint(out, zigzag(rows[i][column].bits() - rows[i - 1][column].bits()));
    }
  }
}

}  // namespace

std::string encode_block(std::span<const Row> rows) {
  assert(!rows.empty() && rows.size() <= kBlockRows);
  std::string out;
  append_header(out, rows);
  const std::size_t minis = (rows.size() + kMiniRows - 1) / kMiniRows;
  std::string body, directory;
  for (std::size_t i = 0; i < minis; ++i) {
    append_little(directory, static_cast<std::uint32_t>(body.size()));
    append_mini(body, rows.subspan(i * kMiniRows, std::min(kMiniRows, rows.size() - i * kMiniRows)));
  }
  out += directory;
  out += body;
  append_little(out, static_cast<std::uint64_t>(XXH3_64bits(out.data(), out.size())));
  return out;
}

Result<BlockReader> BlockReader::open(std::string_view bytes) {
  if (bytes.size() < kHeaderBytes + kChecksumBytes) return corrupt("too short");
  const std::size_t end = bytes.size() - kChecksumBytes;
  if (XXH3_64bits(bytes.data(), end) != little_at<std::uint64_t>(bytes.data() + end))
    return corrupt("its checksum");
  BlockReader reader;
  reader.bytes_ = bytes.substr(0, end);
  ByteReader in(reader.bytes_);
  if (*in.little<std::uint8_t>() != kFormat) return corrupt("of an unknown form");
  reader.header_.rows = *in.little<std::uint32_t>();
  for (std::size_t column = 0; column < 4; ++column) {
    reader.header_.least[column] = TermId::from_bits(*in.little<std::uint64_t>());
    reader.header_.greatest[column] = TermId::from_bits(*in.little<std::uint64_t>());
  }
  for (std::uint32_t& distinct : reader.header_.distinct) distinct = *in.little<std::uint32_t>();
  if (reader.header_.rows == 0 || reader.header_.rows > kBlockRows) return corrupt("its number of rows");
  if (in.left() < 4 * reader.mini_count()) return corrupt("its directory");
  const std::size_t body = kHeaderBytes + 4 * reader.mini_count();
  for (std::size_t i = 0; i < reader.mini_count(); ++i) {
    reader.offsets_.push_back(static_cast<std::uint32_t>(body) + *in.little<std::uint32_t>());
  }
  reader.offsets_.push_back(static_cast<std::uint32_t>(end));
  for (std::size_t i = 0; i + 1 < reader.offsets_.size(); ++i) {
    if (reader.offsets_[i] > end || reader.offsets_[i] + kRowBytes > reader.offsets_[i + 1])
      return corrupt("its directory");
  }
  return reader;
}

Row BlockReader::first_row(std::size_t mini) const {
  Row row;
  for (std::size_t i = 0; i < 4; ++i) {
    row[i] = TermId::from_bits(little_at<std::uint64_t>(bytes_.data() + offsets_[mini] + 8 * i));
  }
  return row;
}

std::size_t BlockReader::find_mini(const Row& row) const {
  std::size_t low = 0, high = mini_count();
  while (high - low > 1) {
    const std::size_t middle = (low + high) / 2;
    (first_row(middle) <= row ? low : high) = middle;
  }
  return low;
}

Status BlockReader::decode(std::size_t mini, std::vector<Row>& rows) const {
  const std::size_t count = std::min(kMiniRows, header_.rows - mini * kMiniRows);
  const std::size_t first = rows.size();
  rows.resize(first + count, first_row(mini));
  ByteReader in(bytes_.substr(offsets_[mini] + kRowBytes, offsets_[mini + 1] - offsets_[mini] - kRowBytes));
  for (std::size_t column = 0; column < 4; ++column) {
    const std::optional<std::uint8_t> codec = in.little<std::uint8_t>();
    if (!codec || *codec > static_cast<std::uint8_t>(Codec::kDeltas))
      return corrupt("a column of an unknown form");
    if (*codec == static_cast<std::uint8_t>(Codec::kConstant)) continue;
    std::uint64_t value = rows[first][column].bits();
    for (std::size_t i = 1; i < count; ++i) {
      const std::optional<std::uint64_t> delta = in.varint();
      if (!delta) return corrupt("a column that ends early");
      value += unzigzag(*delta);
      rows[first + i][column] = TermId::from_bits(value);
    }
  }
  return {};
}

}  // namespace quoth
