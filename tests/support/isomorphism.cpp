#include "tests/support/isomorphism.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>

namespace quoth::test {
namespace {

constexpr int kMostGuesses = 10'000;

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

using Node = std::size_t;
using Colours = std::vector<std::uint64_t>;  // of each blank node: equal for those not told apart yet

using QuadRefs = std::vector<const Quad*>;

// Each quad once.
QuadRefs distinct(std::span<const Quad> quads) {
  QuadRefs refs;
  std::set<std::string> seen;
  for (const Quad& quad : quads) {
    if (seen.insert(to_string(quad.view())).second) refs.push_back(&quad);
  }
  return refs;
}

// Quads with their blank nodes numbered.
class Graph {
 public:
  explicit Graph(QuadRefs quads) : quads_(std::move(quads)) {
    for (const Quad* quad : quads_) {
      std::vector<Node>& nodes = nodes_of_.emplace_back();
      for_each_part(*quad, [&](const Term& part) { collect(part, nodes); });
      std::sort(nodes.begin(), nodes.end());
      nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    }
  }

  std::size_t size() const { return quads_.size(); }
  std::size_t node_count() const { return number_.size(); }

  // Tells blank nodes apart by the quads that they stand in, until that tells no more.
  void refine(Colours& colours) const {
    for (std::size_t classes = count_classes(colours);;) {
      Colours next = colours;
      for (Node node = 0; node < next.size(); ++node) next[node] = mix(next[node]);
      for (std::size_t i = 0; i < quads_.size(); ++i) {
        for (const Node node : nodes_of_[i]) next[node] += hash(*quads_[i], colours, node);
      }
      colours = std::move(next);
      const std::size_t refined = count_classes(colours);
      if (refined == classes) return;
      classes = refined;
    }
  }

  // The quads as hashes in order, blank nodes standing for their colours.
  std::vector<std::uint64_t> signature(const Colours& colours) const {
    std::vector<std::uint64_t> hashes;
    for (const Quad* quad : quads_) hashes.push_back(hash(*quad, colours, node_count()));
    std::sort(hashes.begin(), hashes.end());
    return hashes;
  }

  // The quads in parts that share no blank node, by what refinement tells of them. Quads without blank nodes
  // are one.
  std::multimap<std::vector<std::uint64_t>, QuadRefs> components() const {
    std::vector<Node> leader(node_count() + 1);  // the last one leads the quads without blank nodes
    std::iota(leader.begin(), leader.end(), Node{0});
    const auto find = [&](Node node) {
      while (leader[node] != node) node = leader[node] = leader[leader[node]];
      return node;
    };
    for (const std::vector<Node>& nodes : nodes_of_) {
      for (const Node node : nodes) leader[find(node)] = find(nodes.front());
    }
    Colours colours(node_count());
    refine(colours);
    std::map<Node, std::pair<std::vector<std::uint64_t>, QuadRefs>> parts;
    for (std::size_t i = 0; i < quads_.size(); ++i) {
      auto& [hashes, quads] = parts[nodes_of_[i].empty() ? node_count() : find(nodes_of_[i].front())];
      hashes.push_back(hash(*quads_[i], colours, node_count()));
      quads.push_back(quads_[i]);
    }
    std::multimap<std::vector<std::uint64_t>, QuadRefs> result;
    for (auto& [node, part] : parts) {
      std::sort(part.first.begin(), part.first.end());
      result.insert(std::move(part));
    }
    return result;
  }

 private:
  template <typename Visit>
  static void for_each_part(const Quad& quad, Visit visit) {
    visit(quad.triple.subject);
    visit(quad.triple.predicate);
    visit(quad.triple.object);
    if (quad.graph) visit(*quad.graph);
  }

  void collect(const Term& term, std::vector<Node>& nodes) {
    if (term.is_blank()) nodes.push_back(number_.try_emplace(term.text(), number_.size()).first->second);
    if (!term.is_triple()) return;
    collect(term.as_triple().subject, nodes);
    collect(term.as_triple().predicate, nodes);
    collect(term.as_triple().object, nodes);
  }

  static std::size_t count_classes(const Colours& colours) {
    return std::set<std::uint64_t>(colours.begin(), colours.end()).size();
  }

  // Of a quad as `self` sees it.
  std::uint64_t hash(const Quad& quad, const Colours& colours, Node self) const {
    std::uint64_t result = quad.graph ? 1 : 2;
    for_each_part(quad, [&](const Term& part) { result = mix(result * 31 + hash(part, colours, self)); });
    return result;
  }

  std::uint64_t hash(const Term& term, const Colours& colours, Node self) const {
    if (term.is_blank()) {
      const Node node = number_.at(term.text());
      return mix(node == self ? 3 : colours[node] + 5);
    }
    if (!term.is_triple()) return hash_value(term);
    const Triple& triple = term.as_triple();
    std::uint64_t result = 7;
    for (const Term* part : {&triple.subject, &triple.predicate, &triple.object}) {
      result = mix(result * 31 + hash(*part, colours, self));
    }
    return result;
  }

  std::vector<const Quad*> quads_;
  std::vector<std::vector<Node>> nodes_of_;  // the blank nodes of each quad
  std::unordered_map<std::string, Node> number_;
};

// Whether colours of `a` and `b` can be refined until each node has its own and the quads agree.
Result<bool> match(const Graph& a, Colours in_a, const Graph& b, Colours in_b, int& guesses) {
  a.refine(in_a);
  b.refine(in_b);
  std::map<std::uint64_t, std::pair<std::vector<Node>, std::vector<Node>>> classes;
  for (Node node = 0; node < in_a.size(); ++node) classes[in_a[node]].first.push_back(node);
  for (Node node = 0; node < in_b.size(); ++node) classes[in_b[node]].second.push_back(node);

  const std::pair<std::vector<Node>, std::vector<Node>>* undecided = nullptr;
  for (const auto& [colour, nodes] : classes) {
    if (nodes.first.size() != nodes.second.size()) return false;
    if (nodes.first.size() > 1 && (!undecided || nodes.first.size() < undecided->first.size()))
      undecided = &nodes;
  }
  if (!undecided) return a.signature(in_a) == b.signature(in_b);

  const std::uint64_t own = mix(0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(guesses));
  in_a[undecided->first.front()] = own;
  for (const Node candidate : undecided->second) {
    if (++guesses > kMostGuesses)
      return Error{ErrorCode::kLimit, "too many blank nodes that look alike", {}, {}};
    Colours guess = in_b;
    guess[candidate] = own;
    QUOTH_TRY(const bool matched, match(a, in_a, b, std::move(guess), guesses));
    if (matched) return true;
  }
  return false;
}

}  // namespace

Result<bool> isomorphic(std::span<const Quad> a, std::span<const Quad> b) {
  const Graph graph_a(distinct(a)), graph_b(distinct(b));
  if (graph_a.size() != graph_b.size() || graph_a.node_count() != graph_b.node_count()) return false;
  // Components are matched one by one: being isomorphic is an equivalence, so the first that fits will do.
  const auto parts_a = graph_a.components();
  auto parts_b = graph_b.components();
  int guesses = 0;
  for (const auto& [hashes, quads] : parts_a) {
    const Graph part(quads);
    bool found = false;
    const auto [begin, end] = parts_b.equal_range(hashes);
    for (auto candidate = begin; candidate != end && !found; ++candidate) {
      const Graph other(candidate->second);
      if (other.node_count() != part.node_count()) continue;
      QUOTH_TRY(found, match(part, Colours(part.node_count()), other, Colours(other.node_count()), guesses));
      if (found) {
        parts_b.erase(candidate);
        break;
      }
    }
    if (!found) return false;
  }
  return parts_b.empty();
}

std::string difference(std::span<const Quad> expected, std::span<const Quad> actual, std::size_t most) {
  const auto lines = [](std::span<const Quad> quads) {
    std::set<std::string> result;
    for (const Quad& quad : quads) result.insert(to_string(quad.view()));
    return result;
  };
  const std::set<std::string> want = lines(expected), got = lines(actual);
  std::string out;
  std::size_t shown = 0;
  const auto list = [&](const std::set<std::string>& from, const std::set<std::string>& without,
                        std::string mark) {
    for (const std::string& line : from) {
      if (without.contains(line)) continue;
      if (++shown <= most) out += mark + line + "\n";
    }
  };
  list(want, got, "- ");
  list(got, want, "+ ");
  if (shown > most) out += "… " + std::to_string(shown - most) + " more\n";
  return out;
}

}  // namespace quoth::test
