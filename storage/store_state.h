// What the meta family says about a database: the counters, the live generations, how far the commits are folded. It
// is written as one value with every commit, so that it changes in one step. Private to storage/.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/generation.h"
#include "storage/load_target.h"

namespace quoth {

inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr std::string_view kFormatKey = "format";  // little-endian version
inline constexpr std::string_view kSeedKey = "seed";      // of the term hashes, little-endian
inline constexpr std::string_view kStateKey = "state";
inline constexpr std::string_view kIngestKey =
    "ingest";  // stands while files are moved in: generation and commit

struct StoreState {
  std::uint64_t commit = 0;         // the last one
  std::uint64_t folded_commit = 0;  // up to which the generations have everything
  std::uint64_t next_generation = 1;
  IdCounters counters;
  std::uint64_t quads = 0, background_quads = 0, triple_terms = 0;
  std::vector<Generation> generations;  // oldest first
};

std::string encode(const StoreState& state);
Result<StoreState> decode_state(std::string_view bytes);

}  // namespace quoth
