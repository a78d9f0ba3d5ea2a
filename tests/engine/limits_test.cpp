#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>

#include "engine/execute.h"
#include "tests/engine/dataset.h"

namespace quoth {
namespace {

using namespace algebra;

std::vector<Quad> many_quads(int count) {
  std::vector<Quad> out;
  for (int i = 0; i < count; ++i) {
    const Term subject = Term::iri("http://e/s" + std::to_string(i));
    out.emplace_back(Triple(subject, Term::iri("http://e/p"), Term::iri("http://e/o")));
  }
  return out;
}

Node all_of(const char* subject) {
  return {Bgp{DefaultGraph{}, {{Variable{subject}, Term::iri("http://e/p"), Term::iri("http://e/o")}}}};
}

// Every subject with every other: more than any test waits for.
Node too_much() { return {Join{Node{Join{all_of("a"), all_of("b")}}, all_of("c")}}; }

ErrorCode failure(const Node& query, const Limits& limits) {
  const auto solutions = execute(query, snapshot_of(many_quads(2000)), {limits, {}});
  if (!solutions) return solutions.error().code;
  while (true) {
    const auto rows = (*solutions)->next();
    if (!rows) return rows.error().code;
    REQUIRE_FALSE(rows->empty());
  }
}

}  // namespace

TEST_CASE("a query that is cancelled, or out of time, ends with an error and no answer") {
  const std::atomic<bool> cancelled = true;
  Limits limits;
  limits.cancelled = &cancelled;
  CHECK(failure(too_much(), limits) == ErrorCode::kCancelled);
  limits = {};
  limits.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
  CHECK(failure(Node{OrderBy{too_much(), {}}}, limits) == ErrorCode::kTimeout);
  CHECK(failure(Node{Distinct{too_much()}}, limits) == ErrorCode::kTimeout);
}

TEST_CASE("sorting, grouping and distinct rows stay within the memory of the query") {
  Limits limits;
  limits.memory_bytes = std::size_t{1} << 20;
  CHECK(failure(Node{OrderBy{too_much(), {}}}, limits) == ErrorCode::kMemory);
  CHECK(failure(Node{Distinct{too_much()}}, limits) == ErrorCode::kMemory);
  CHECK(failure(Node{Group{too_much(), {{"a"}, {"b"}, {"c"}}, {}}}, limits) == ErrorCode::kMemory);
}

TEST_CASE("algebra that nests too deep is refused, and what is just within the bound runs") {
  const auto nested = [](int depth) {
    Node out = all_of("a");
    for (int i = 0; i < depth; ++i) out = {Union{{std::move(out)}}};
    return out;
  };
  const auto snapshot = snapshot_of(many_quads(3));
  const auto refused = execute(nested(kMaxDepth + 1), snapshot);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::kLimit);
  const auto accepted = execute(nested(kMaxDepth - 8), snapshot);
  REQUIRE(accepted);
  const auto rows = all_rows(**accepted);
  REQUIRE(rows);
  CHECK(rows->size() == 3);
}

}  // namespace quoth
