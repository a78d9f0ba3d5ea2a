// Random data sets and random algebra over few terms, so that patterns match and values meet. Same seed, same
// result.
#pragma once
#include <cstdint>
#include <random>
#include <vector>

#include "engine/algebra.h"
#include "rdf/term.h"

namespace quoth {

class RandomQuery {
 public:
  explicit RandomQuery(std::uint64_t seed) : random_(seed) {}

  std::vector<Quad> dataset();
  algebra::Node query();

 private:
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_); }
  bool one_in(std::size_t n) { return below(n) == 0; }
  template <typename T>
  const T& any_of(const std::vector<T>& items) {
    return items[below(items.size())];
  }

  Term resource();
  Term predicate();
  Term literal();
  Term object(int depth);
  Term graph();
  algebra::Variable variable();
  algebra::TermPattern subject_pattern();
  algebra::TermPattern predicate_pattern();
  algebra::TermPattern object_pattern(int depth);
  algebra::Expression expression(int depth);
  algebra::Node group(int depth);
  algebra::GraphTarget graph_target();
  algebra::Node bgp();
  algebra::Path path(int depth);
  algebra::Node path_pattern();
  algebra::Node exists_pattern(int depth);
  algebra::Node grouped(algebra::Node input);
  algebra::Node values();
  algebra::Node subquery(int depth);
  std::vector<algebra::Variable> some_of(const std::vector<algebra::Variable>& all);

  std::mt19937_64 random_;
  int fresh_ = 0;
};

}  // namespace quoth
