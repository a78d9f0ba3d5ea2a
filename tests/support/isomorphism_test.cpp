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

TEST_CASE("leaves of one node that look alike are matched one by one") {
  std::vector<Quad> a, b;
  for (int i = 1; i <= 5000; ++i) {
    a.push_back(edge(0, i));
    b.push_back(edge(30000, 30000 - i));
  }
  CHECK(*isomorphic(a, b));
  b.back() = edge(29999, 29998);
  CHECK_FALSE(*isomorphic(a, b));
}

TEST_CASE("property: a random graph is isomorphic to its renaming, and not to one with an edge moved") {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    const std::size_t nodes = 2 + random() % 7;
    std::vector<std::vector<bool>> edges(nodes, std::vector<bool>(nodes));
    for (auto& row : edges) {
      for (std::size_t i = 0; i < nodes; ++i) row[i] = random() % 3 == 0;
    }
    const auto quads = [&](const std::vector<std::vector<bool>>& from,
                           const std::vector<std::size_t>& names) {
      std::vector<Quad> out;
      for (std::size_t x = 0; x < nodes; ++x) {
        for (std::size_t y = 0; y < nodes; ++y) {
          if (from[x][y]) out.push_back(edge(static_cast<int>(names[x]), static_cast<int>(names[y])));
        }
      }
      return out;
    };
    auto changed = edges;
    const std::size_t x = random() % nodes, y = random() % nodes, u = random() % nodes, v = random() % nodes;
    const bool moved = changed[x][y];
    changed[x][y] = changed[u][v];
    changed[u][v] = moved;
    std::vector<std::size_t> names(nodes);
    for (std::size_t i = 0; i < nodes; ++i) names[i] = i;
    const std::vector<Quad> original = quads(edges, names);
    // The truth, by trying all renamings.
    bool same = false;
    std::vector<std::size_t> all = names;
    do {
      bool fits = true;
      for (std::size_t i = 0; i < nodes && fits; ++i) {
        for (std::size_t j = 0; j < nodes && fits; ++j) fits = edges[i][j] == changed[all[i]][all[j]];
      }
      same = same || fits;
    } while (!same && std::next_permutation(all.begin(), all.end()));
    std::shuffle(names.begin(), names.end(), random);
    CHECK(*isomorphic(original, quads(edges, names)));
    CHECK(*isomorphic(original, quads(changed, names)) == same);
  }
}

TEST_CASE("regular graphs, where every node looks alike, are told apart") {
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
  CHECK_FALSE(*isomorphic(grid(0), shrikhande()));
}
