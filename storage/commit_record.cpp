#include "storage/commit_record.h"

#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "storage/bytes.h"

namespace quoth {
namespace {

constexpr std::size_t kChunkBytes = std::size_t{1} << 20;

Error corrupt(std::uint64_t number) {
  return {ErrorCode::kCorruption, "the record of commit " + std::to_string(number) + " is damaged", {}, {}};
}

std::string chunk_key(std::uint64_t number, std::uint32_t chunk) {
  std::string key;
  append_big(key, number);
  append_big(key, chunk);
  return key;
}

// Sorted, each as the difference of its columns to the one before.
void append_tuples(std::string& out, std::vector<Tuple> tuples) {
  std::sort(tuples.begin(), tuples.end());
  append_varint(out, tuples.size());
  Tuple last{};
  for (const Tuple& tuple : tuples) {
    for (std::size_t i = 0; i < 4; ++i) {
      const std::uint64_t delta = tuple[i].bits() - last[i].bits();
      append_varint(out, delta << 1 ^ (delta >> 63 ? ~std::uint64_t{0} : 0));
    }
    last = tuple;
  }
}

std::optional<std::vector<Tuple>> read_tuples(ByteReader& in) {
  const std::optional<std::uint64_t> count = in.varint();
  if (!count || *count > in.left() / 4) return std::nullopt;  // a tuple takes four bytes or more
  std::vector<Tuple> tuples(static_cast<std::size_t>(*count));
  Tuple last{};
  for (Tuple& tuple : tuples) {
    for (std::size_t i = 0; i < 4; ++i) {
      const std::optional<std::uint64_t> delta = in.varint();
      if (!delta) return std::nullopt;
      last[i] = TermId::from_bits(last[i].bits() + (*delta >> 1 ^ (*delta & 1 ? ~std::uint64_t{0} : 0)));
    }
    tuple = last;
  }
  return tuples;
}

}  // namespace

void write_record(RocksBatch& batch, const CommitRecord& record) {
  std::string bytes;
  append_little(bytes, record.time);
  append_string(bytes, record.message);
  append_string(bytes, record.author);
  append_varint(bytes, record.generation);
  append_tuples(bytes, record.changes.added);
  append_tuples(bytes, record.changes.removed);
  append_tuples(bytes, record.changes.triples);
  append_little(bytes, static_cast<std::uint64_t>(XXH3_64bits(bytes.data(), bytes.size())));
  // Each chunk says how many follow, so that none can be missing.
  const auto chunks = static_cast<std::uint32_t>((bytes.size() + kChunkBytes - 1) / kChunkBytes);
  for (std::uint32_t i = 0; i < chunks; ++i) {
    std::string chunk;
    append_little(chunk, chunks - 1 - i);
    chunk += std::string_view(bytes).substr(i * kChunkBytes, kChunkBytes);
    batch.put(Family::kCommits, chunk_key(record.number, i), chunk);
  }
}

Result<CommitRecord> read_record(const RocksView& view, std::uint64_t number) {
  std::string bytes;
  for (std::uint32_t i = 0, left = 1; left > 0; ++i) {
    QUOTH_TRY(const std::optional<std::string> chunk, view.get(Family::kCommits, chunk_key(number, i)));
    if (!chunk || chunk->size() < 4) return corrupt(number);
    const auto follow = little_at<std::uint32_t>(chunk->data());
    if (i > 0 && follow != left - 1) return corrupt(number);
    left = follow;
    bytes += std::string_view(*chunk).substr(4);
  }
  if (bytes.size() < 8) return corrupt(number);
  const std::size_t end = bytes.size() - 8;
  if (XXH3_64bits(bytes.data(), end) != little_at<std::uint64_t>(bytes.data() + end)) return corrupt(number);

  CommitRecord record;
  record.number = number;
  ByteReader in(std::string_view(bytes).substr(0, end));
  const auto time = in.little<std::int64_t>();
  const auto message = in.string(), author = in.string();
  const auto generation = in.varint();
  auto added = read_tuples(in), removed = read_tuples(in), triples = read_tuples(in);
  if (!time || !message || !author || !generation || !added || !removed || !triples || !in.at_end()) {
    return corrupt(number);
  }
  record.time = *time;
  record.message = *message;
  record.author = *author;
  record.generation = *generation;
  record.changes = {*std::move(added), *std::move(removed), *std::move(triples)};
  return record;
}

}  // namespace quoth
