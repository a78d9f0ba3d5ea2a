// What the writing process writes and the test expects: both make it from the same seed.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "storage/store.h"
#include "tests/storage/store_support.h"

namespace quoth::test {

// The quads of a load: those of a QuadMaker, labels, and texts of `padding` bytes that are all distinct.
struct LoadPlan {
  std::uint64_t seed = 1;
  std::size_t quads = 0;
  std::size_t padding = 0;
  std::size_t memory_bytes = std::size_t{16} << 20;

  void for_each(const std::function<void(const QuadView&)>& visit) const;
};

// Loads it all, as one commit; under `memory_bytes`.
Status run_load(Store& store, const LoadPlan& plan);

// An endless sequence of small commits, each of which changes something. Terms meet again; quads, names and prefixes
// come and go.
class RandomHistory {
 public:
  explicit RandomHistory(std::uint64_t seed) : maker_(seed) {}
  ChangeSet next();
  QuadSet quads() const;  // after the last of next()

 private:
  Quad any_quad();
  QuadMaker maker_;
  std::map<std::string, Quad> quads_;
  std::size_t commits_ = 0;
};

}  // namespace quoth::test
