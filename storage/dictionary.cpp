#include "storage/dictionary.h"

#include <xxhash.h>

#include "storage/bytes.h"

namespace quoth {

std::string term_key(std::uint64_t number) {
  std::string key;
  append_big(key, number);
  return key;
}

std::string hash_key(std::uint64_t hash, TermId id) {
  std::string key;
  append_big(key, hash);
  append_big(key, id.bits());
  return key;
}

std::uint64_t Dictionary::hash(std::string_view bytes) const {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed_);
}

Status Dictionary::find(std::span<const TermProbe> probes, std::span<TermId> ids) const {
  const std::unique_ptr<RocksIterator> iterator = view_->iterate(Family::kTermIds, "", "");
  for (std::size_t i = 0; i < probes.size(); ++i) {
    ids[i] = TermId();
    std::string prefix;
    append_big(prefix, probes[i].hash);
    for (iterator->seek(prefix); iterator->valid() && iterator->key().starts_with(prefix); iterator->next()) {
      if (iterator->key().size() != 16)
        return Error{ErrorCode::kCorruption, "a term's hash has a damaged key", {}, {}};
      const TermId id = TermId::from_bits(big_at<std::uint64_t>(iterator->key().data() + 8));
      if (id.payload() >= next_number_) continue;
      QUOTH_TRY(const std::optional<std::string> bytes, view_->get(Family::kTerms, term_key(id.payload())));
      if (bytes && *bytes == probes[i].bytes) {
        ids[i] = id;
        break;
      }
    }
    QUOTH_CHECK(iterator->status());
  }
  return {};
}

Result<std::vector<std::string>> Dictionary::bytes(std::span<const TermId> ids) const {
  std::vector<std::string> keys;
  keys.reserve(ids.size());
  for (const TermId id : ids) keys.push_back(term_key(id.payload()));
  QUOTH_TRY(std::vector<std::optional<std::string>> found, view_->get(Family::kTerms, keys));
  std::vector<std::string> result;
  result.reserve(ids.size());
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (!found[i] || found[i]->empty() || static_cast<IdTag>(found[i]->front()) != ids[i].tag()) {
      return Error{ErrorCode::kCorruption, "the dictionary has no term for an id", {}, {}};
    }
    result.push_back(*std::move(found[i]));
  }
  return result;
}

}  // namespace quoth
