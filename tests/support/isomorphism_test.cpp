#include "tests/support/isomorphism.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace quoth;
using quoth::test::isomorphic;

namespace {

Quad edge(int from, int to) {
  const auto node = [](int n) { return Term::blank("n" + std::to_string(n)); };
  return Quad(Triple(node(from), Term::iri("http://p"), node(to)));
}

std::vector<Quad> cycles(std::initializer_list<int> lengths) {
  std::vector<Quad> quads;
  int first = 0;
  for (const int length : lengths) {
    for (int i = 0; i < length; ++i) quads.push_back(edge(first + i, first + (i + 1) % length));
    first += length;
  }
  return quads;
}

}  // namespace

TEST_CASE("blank nodes may have other names and the quads another sequence") {
  std::mt19937 random(7);
  for (int round = 0; round < 50; ++round) {
    std::vector<Quad> a, b;
    std::vector<int> renamed(8);
    for (int i = 0; i < 8; ++i) renamed[static_cast<std::size_t>(i)] = 100 + i;
    std::shuffle(renamed.begin(), renamed.end(), random);
    for (int i = 0; i < 14; ++i) {
      const std::size_t from = random() % 8, to = random() % 8;
      a.push_back(edge(static_cast<int>(from), static_cast<int>(to)));
      b.push_back(edge(renamed[from], renamed[to]));
    }
    std::shuffle(b.begin(), b.end(), random);
    CHECK(*isomorphic(a, b));
    b.back() = edge(renamed[0], 999);
    CHECK_FALSE(*isomorphic(a, b));
  }
}

TEST_CASE("what looks alike node by node may still differ") {
  CHECK(*isomorphic(cycles({3, 4}), cycles({4, 3})));
  CHECK_FALSE(*isomorphic(cycles({6}), cycles({3, 3})));
  CHECK_FALSE(*isomorphic(cycles({4, 4}), cycles({3, 5})));
}

TEST_CASE("blank nodes inside triple terms and as graph names count") {
  const auto quad = [](const char* inner, const char* outer, const char* graph) {
    const Term triple = Term::triple(Term::blank(inner), Term::iri("http://p"), Term::literal("o"));
    return std::vector{
        Quad(Triple(Term::blank(outer), Term::iri("http://says"), triple), Term::blank(graph))};
  };
  CHECK(*isomorphic(quad("a", "b", "c"), quad("x", "y", "z")));
  CHECK(*isomorphic(quad("a", "a", "c"), quad("x", "x", "z")));
  CHECK_FALSE(*isomorphic(quad("a", "a", "c"), quad("x", "y", "z")));
  CHECK_FALSE(*isomorphic(quad("a", "b", "a"), quad("x", "y", "z")));
}

TEST_CASE("a quad that is there twice counts once") {
  const Quad quad(Triple(Term::iri("http://s"), Term::iri("http://p"), Term::literal("o")));
  CHECK(*isomorphic(std::vector{quad, quad}, std::vector{quad}));
  CHECK_FALSE(*isomorphic(std::vector{quad}, std::vector<Quad>{}));
}

TEST_CASE("many blank nodes that look alike are matched part by part") {
  std::vector<Quad> a, b;
  for (int i = 0; i < 5000; ++i) {
    a.push_back(edge(2 * i, 2 * i + 1));
    b.push_back(edge(2 * i + 1, 2 * i));
  }
  CHECK(*isomorphic(a, b));
  b.back() = edge(9998, 9998);
  CHECK_FALSE(*isomorphic(a, b));
}

TEST_CASE("regular graphs are told apart, or the search is given up, but never confused") {
  // Two strongly regular graphs with the same parameters (16, 6, 2, 2) that no refinement tells apart.
  const auto grid = [](int shift) {
    std::vector<Quad> quads;
    const auto add = [&](int x, int y, int u, int v) {
      quads.push_back(edge(shift + x * 4 + y, shift + (u & 3) * 4 + (v & 3)));
    };
    for (int x = 0; x < 4; ++x) {
      for (int y = 0; y < 4; ++y) {
        for (int k = 1; k < 4; ++k) add(x, y, x + k, y), add(x, y, x, y + k);
      }
    }
    return quads;
  };
  const auto shrikhande = [] {
    std::vector<Quad> quads;
    const auto add = [&](int x, int y, int u, int v) {
      quads.push_back(edge(x * 4 + y, (u & 3) * 4 + (v & 3)));
    };
    for (int x = 0; x < 4; ++x) {
      for (int y = 0; y < 4; ++y) {
        for (const int k : {1, 3}) add(x, y, x + k, y), add(x, y, x, y + k), add(x, y, x + k, y + k);
      }
    }
    return quads;
  };
  CHECK(*isomorphic(grid(0), grid(100)));
  const auto answer = isomorphic(grid(0), shrikhande());
  CHECK((!answer || !*answer));
}
