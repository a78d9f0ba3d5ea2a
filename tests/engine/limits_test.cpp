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
  const auto solutions = execute(query, snapshot_of(many_quads(2000)), {limits, nullptr, {}});
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

TEST_CASE("whatever a query is busy with, it ends soon after its time is up") {
  std::vector<Quad> chain;
  for (int i = 0; i < 20000; ++i) {
    const auto node = [](int n) { return Term::iri("http://e/s" + std::to_string(n)); };
    chain.emplace_back(Triple(node(i), Term::iri("http://e/p"), node(i + 1)));
  }
  for (int i = 0; i < 2000; ++i) {
    chain.emplace_back(Triple(Term::iri("http://e/s" + std::to_string(i)), Term::iri("http://e/p"),
                              Term::iri("http://e/o")));
  }
  const auto snapshot = snapshot_of(chain);
  const Node closure{PathPattern{
      DefaultGraph{}, Variable{"a"}, {PathRepeat{Path{Term::iri("http://e/p")}, true, true}}, Variable{"b"}}};
  const auto call = [](const char* function, std::vector<Expression> arguments) {
    return Expression{Call{function, std::move(arguments)}};
  };
  const Expression never = call("&&", {call("sameterm", {{Variable{"a"}}, {Variable{"b"}}}),
                                       call("!=", {{Variable{"a"}}, {Variable{"b"}}})});
  const Expression never_of_three = call(
      "||", {never, call("bound", {{Variable{"nothing"}}}), call("!=", {{Variable{"c"}}, {Variable{"c"}}})});
  const auto count = [](Node input) {
    return Node{Group{std::move(input), {}, {{"count", false, {}, {"n"}}}}};
  };
  const std::vector<Node> busy{
      count(closure),                            // walks
      Node{Filter{closure, never}},              // walks without an answer
      count(too_much()),                         // a product
      Node{Filter{too_much(), never_of_three}},  // one without an answer
      Node{OrderBy{closure, {{call("str", {{Variable{"b"}}}), true}}}},
      Node{Filter{all_of("a"),
                  {Exists{Node{Filter{closure, call("!=", {{Variable{"b"}}, {Variable{"b"}}})}}}}}},
      Node{Lateral{all_of("c"), Node{Distinct{Node{Project{closure, {{"b"}}}}}}}},
      Node{Minus{count(closure), count(too_much())}},
      Node{LeftJoin{all_of("a"), closure, never}},
  };
  for (const Node& query : busy) {
    Limits limits;
    const auto start = std::chrono::steady_clock::now();
    limits.deadline = start + std::chrono::milliseconds(100);
    const auto solutions = execute(query, snapshot, {limits, nullptr, {}});
    REQUIRE(solutions);
    Result<std::vector<std::vector<std::optional<Term>>>> rows = (*solutions)->next();
    while (rows && !rows->empty()) rows = (*solutions)->next();
    INFO(to_text(query));
    REQUIRE_FALSE(rows);
    CHECK(rows.error().code == ErrorCode::kTimeout);
    // Much more than it takes: the machine may be busy with other things.
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(2));
  }
}

TEST_CASE("walks, groups of texts and what EXISTS looks up stay within the memory of the query") {
  Limits limits;
  limits.memory_bytes = std::size_t{1} << 18;
  const Node links{PathPattern{DefaultGraph{},
                               Variable{"a"},
                               {PathRepeat{Path{PathInverse{Path{Term::iri("http://e/p")}}}, true, true}},
                               Variable{"b"}}};
  CHECK(failure(links, limits) == ErrorCode::kMemory);
  CHECK(failure(Node{Group{too_much(), {}, {{"group_concat", false, Expression{Variable{"a"}}, {"n"}}}}},
                limits) == ErrorCode::kMemory);
  CHECK(failure(Node{Group{Node{Join{all_of("a"), all_of("b")}},
                           {{"a"}, {"b"}},
                           {{"max", false, Expression{Variable{"a"}}, {"n"}}}}},
                limits) == ErrorCode::kMemory);
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
