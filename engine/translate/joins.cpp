#include "engine/translate/joins.h"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

namespace quoth::translation {
namespace {

using algebra::Bgp;
using algebra::Node;

Node balanced(std::span<Node> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  const std::size_t half = parts.size() / 2;
  Node left = balanced(parts.first(half));
  return {algebra::Join{std::move(left), balanced(parts.subspan(half))}};
}

}  // namespace

Node join_all(std::vector<Node> parts) {
  std::vector<Node> joined;
  std::vector<std::size_t> bgps;  // where they stand, one for each graph
  for (Node& part : parts) {
    Bgp* bgp = std::get_if<Bgp>(&part.value);
    if (bgp == nullptr) {
      joined.push_back(std::move(part));
      continue;
    }
    const auto same = std::find_if(bgps.begin(), bgps.end(), [&](std::size_t i) {
      return std::get<Bgp>(joined[i].value).graph == bgp->graph;
    });
    if (same == bgps.end()) {
      bgps.push_back(joined.size());
      joined.push_back(std::move(part));
      continue;
    }
    Bgp& whole = std::get<Bgp>(joined[*same].value);
    std::move(bgp->patterns.begin(), bgp->patterns.end(), std::back_inserter(whole.patterns));
    std::move(bgp->insides.begin(), bgp->insides.end(), std::back_inserter(whole.insides));
  }
  return balanced(joined);
}

}  // namespace quoth::translation
