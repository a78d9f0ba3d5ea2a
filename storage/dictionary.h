// The dictionary: terms that are neither held in an id nor triple terms, by number and by hash. It reads one state of
// the database and knows only numbers below a bound: what a load that never finished has left above it is not there.
// Const calls from many threads. Private to storage/.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/load_target.h"
#include "storage/rocks.h"
#include "storage/term_id.h"

namespace quoth {

std::string term_key(std::uint64_t number);
std::string hash_key(std::uint64_t hash, TermId id);

class Dictionary {
 public:
  Dictionary(std::shared_ptr<const RocksView> view, std::uint64_t seed, std::uint64_t next_number)
      : view_(std::move(view)), seed_(seed), next_number_(next_number) {}

  std::uint64_t hash(std::string_view bytes) const;
  // The ids of terms, TermId() for those that are not there. Fastest if the probes ascend by hash.
  Status find(std::span<const TermProbe> probes, std::span<TermId> ids) const;
  // The bytes of terms; kCorruption for a number that has none or whose tag differs.
  Result<std::vector<std::string>> bytes(std::span<const TermId> ids) const;

 private:
  std::shared_ptr<const RocksView> view_;
  std::uint64_t seed_;
  std::uint64_t next_number_;
};

}  // namespace quoth
