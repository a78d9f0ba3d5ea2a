// What tests of the store share: a store in a directory of its own, and a plain model of what it should hold.
#pragma once
#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "rdf/term.h"
#include "storage/permutation.h"
#include "storage/store.h"
#include "tests/support/temp_dir.h"

namespace quoth::test {

// Fails the test case with the error's text.
template <typename T>
T must(Result<T> result) {
  if (!result) FAIL(result.error().to_string());
  return std::move(result).value();
}
inline void must(const Status& status) {
  if (!status) FAIL(status.error().to_string());
}

std::unique_ptr<Store> open_store(const std::string& directory, StoreOptions options);

// Quads as N-Quads text, sorted: what models are made of.
using QuadSet = std::set<std::string>;

// Everything that a snapshot holds, read through the spo order.
QuadSet all_quads(const Snapshot& snapshot);
// All rows of an order.
std::vector<Row> all_rows(const Snapshot& snapshot, Order order);

// Verifies that all orders hold the same rows, sorted, as many as count() says; that every id has a term that is found
// again by that id; and that each triple term is found by its parts.
void check_consistent(const Snapshot& snapshot);

// Quads of a small world, so that they often meet: IRIs, blank nodes, literals of many kinds, triple terms nested in
// each other, named graphs.
class QuadMaker {
 public:
  explicit QuadMaker(std::uint64_t seed) : random_(seed) {}
  Quad quad();
  Term term(int depth);
  std::size_t below(std::size_t bound) { return random_() % bound; }

 private:
  std::mt19937_64 random_;
};

}  // namespace quoth::test
