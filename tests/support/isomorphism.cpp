#include "tests/support/isomorphism.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <numeric>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace quoth::test {
namespace {

constexpr int kMostGuesses = 10'000;

std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 33)) * 0xff51afd7ed558ccdULL;
  x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53ULL;
  return x ^ (x >> 33);
}

using Node = std::size_t;                    // a blank node
using Colours = std::vector<std::uint64_t>;  // of each node: equal for those not told apart yet

// Some quads of a dataset, and those of their nodes that are not known yet; other nodes are, by their
// colours.
struct Part {
  std::vector<std::size_t> quads;
  std::vector<Node> nodes;
};

// A dataset with its blank nodes numbered. Colours are the caller's.
class Graph {
 public:
  explicit Graph(std::span<const Quad> quads) {
    std::unordered_map<std::string, Node> numbers;
    std::set<std::string> seen;
    for (const Quad& quad : quads) {
      if (!seen.insert(to_string(quad.view())).second) continue;
      std::vector<Token>& tokens = quads_.emplace_back();
      tokens.push_back({false, quad.graph ? 1u : 2u});
      for (const Term* term : {&quad.triple.subject, &quad.triple.predicate, &quad.triple.object}) {
        append(*term, tokens, numbers);
      }
      if (quad.graph) append(*quad.graph, tokens, numbers);
      std::vector<Node>& nodes = nodes_of_.emplace_back();
      for (const Token& token : tokens) {
        if (token.is_node) nodes.push_back(token.value);
      }
      std::sort(nodes.begin(), nodes.end());
      nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    }
    node_count_ = numbers.size();
  }

  std::size_t size() const { return quads_.size(); }
  std::size_t node_count() const { return node_count_; }

  Part whole() const {
    Part part{std::vector<std::size_t>(size()), std::vector<Node>(node_count_)};
    std::iota(part.quads.begin(), part.quads.end(), std::size_t{0});
    std::iota(part.nodes.begin(), part.nodes.end(), Node{0});
    return part;
  }

  // Tells the nodes of a part apart by the quads that they stand in, until that tells no more.
  void refine(const Part& part, Colours& colours) const {
    std::unordered_map<Node, std::uint64_t> next;
    for (std::size_t classes = sorted_colours(part, colours).second;;) {
      for (const Node node : part.nodes) next[node] = mix(colours[node]);
      for (const std::size_t quad : part.quads) {
        for (const Node node : nodes_of_[quad]) {
          if (const auto known = next.find(node); known != next.end())
            known->second += hash(quad, colours, node);
        }
      }
      for (const Node node : part.nodes) colours[node] = next[node];
      const std::size_t refined = sorted_colours(part, colours).second;
      if (refined == classes) return;
      classes = refined;
    }
  }

  // The colours of the nodes, sorted, and how many different ones there are.
  static std::pair<std::vector<std::uint64_t>, std::size_t> sorted_colours(const Part& part,
                                                                           const Colours& colours) {
    std::vector<std::uint64_t> sorted;
    sorted.reserve(part.nodes.size());
    for (const Node node : part.nodes) sorted.push_back(colours[node]);
    std::sort(sorted.begin(), sorted.end());
    std::size_t different = 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) different += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
    return {std::move(sorted), different};
  }

  // The quads as hashes in order, nodes standing for their colours.
  std::vector<std::uint64_t> signature(const Part& part, const Colours& colours) const {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(part.quads.size());
    for (const std::size_t quad : part.quads) hashes.push_back(hash(quad, colours, node_count_));
    std::sort(hashes.begin(), hashes.end());
    return hashes;
  }

  // Parts that share no node of `undecided`, by their signature. Quads without such nodes are one of them.
  std::multimap<std::vector<std::uint64_t>, Part> split(const Part& part, const std::vector<Node>& undecided,
                                                        const Colours& colours) const {
    std::unordered_map<Node, Node> leader;
    for (const Node node : undecided) leader.emplace(node, node);
    const auto find = [&](Node node) {
      while (leader[node] != node) node = leader[node] = leader[leader[node]];
      return node;
    };
    const auto first_of = [&](std::size_t quad) {
      for (const Node node : nodes_of_[quad]) {
        if (leader.contains(node)) return node;
      }
      return node_count_;
    };
    for (const std::size_t quad : part.quads) {
      const Node first = first_of(quad);
      for (const Node node : nodes_of_[quad]) {
        if (leader.contains(node)) leader[find(node)] = find(first);
      }
    }
    std::unordered_map<Node, Part> parts;
    for (const std::size_t quad : part.quads) {
      const Node first = first_of(quad);
      parts[first == node_count_ ? first : find(first)].quads.push_back(quad);
    }
    for (const Node node : undecided) parts[find(node)].nodes.push_back(node);
    std::multimap<std::vector<std::uint64_t>, Part> result;
    for (auto& [node, sub] : parts) {
      std::vector<std::uint64_t> key = signature(sub, colours);
      result.emplace(std::move(key), std::move(sub));
    }
    return result;
  }

 private:
  struct Token {
    bool is_node;
    std::uint64_t value;  // a node, or a hash of what is no blank node
  };

  static void append(const Term& term, std::vector<Token>& tokens,
                     std::unordered_map<std::string, Node>& numbers) {
    if (term.is_blank()) {
      tokens.push_back({true, numbers.try_emplace(term.text(), numbers.size()).first->second});
    } else if (term.is_triple()) {
      tokens.push_back({false, 7});
      append(term.as_triple().subject, tokens, numbers);
      append(term.as_triple().predicate, tokens, numbers);
      append(term.as_triple().object, tokens, numbers);
    } else {
      tokens.push_back({false, hash_value(term)});
    }
  }

  // Of a quad as `self` sees it.
  std::uint64_t hash(std::size_t quad, const Colours& colours, Node self) const {
    std::uint64_t result = 0;
    for (const Token& token : quads_[quad]) {
      const std::uint64_t part = !token.is_node        ? token.value
                                 : token.value == self ? 3
                                                       : mix(colours[token.value] + 5);
      result = mix(result * 31 + part);
    }
    return result;
  }

  std::vector<std::vector<Token>> quads_;    // a triple term is a token before those of its parts
  std::vector<std::vector<Node>> nodes_of_;  // the nodes of each quad
  std::size_t node_count_ = 0;
};

// Colour refinement, and where that leaves nodes alike, a guess for one of them. What is known splits a part
// into smaller ones that are matched one by one: being isomorphic is an equivalence, so the first that fits
// will do.
class Search {
 public:
  Search(const Graph& a, const Graph& b) : a_(a), b_(b), in_a_(a.node_count(), 0), in_b_(b.node_count(), 0) {}

  Result<bool> match(const Part& a, const Part& b) {
    a_.refine(a, in_a_);
    b_.refine(b, in_b_);
    const auto [colours, different] = Graph::sorted_colours(a, in_a_);
    if (colours != Graph::sorted_colours(b, in_b_).first) return false;
    if (different == colours.size()) return a_.signature(a, in_a_) == b_.signature(b, in_b_);

    const auto parts_a = a_.split(a, alike(a, in_a_), in_a_);
    auto parts_b = b_.split(b, alike(b, in_b_), in_b_);
    if (parts_a.size() != parts_b.size()) return false;
    if (parts_a.size() == 1) return guess(parts_a.begin()->second, parts_b.begin()->second);
    for (const auto& [signature, part] : parts_a) {
      const auto [begin, end] = parts_b.equal_range(signature);
      auto candidate = begin;
      for (; candidate != end; ++candidate) {
        if (candidate->second.nodes.size() != part.nodes.size()) continue;
        const Colours old_a = take(part, in_a_), old_b = take(candidate->second, in_b_);
        QUOTH_TRY(const bool matched, match(part, candidate->second));
        if (matched) break;
        put(part, old_a, in_a_);
        put(candidate->second, old_b, in_b_);
      }
      if (candidate == end) return false;
      parts_b.erase(candidate);
    }
    return true;
  }

 private:
  // A node of the smallest class of `a` is given a colour of its own, and each of that class in `b` in turn.
  Result<bool> guess(const Part& a, const Part& b) {
    std::map<std::uint64_t, std::vector<Node>> classes_a, classes_b;
    for (const Node node : a.nodes) classes_a[in_a_[node]].push_back(node);
    for (const Node node : b.nodes) classes_b[in_b_[node]].push_back(node);
    const auto smallest =
        std::min_element(classes_a.begin(), classes_a.end(),
                         [](const auto& x, const auto& y) { return x.second.size() < y.second.size(); });
    const std::uint64_t own = mix(0x9e3779b97f4a7c15ULL + static_cast<std::uint64_t>(guesses_));
    const Colours old_a = take(a, in_a_), old_b = take(b, in_b_);
    for (const Node candidate : classes_b[smallest->first]) {
      if (++guesses_ > kMostGuesses) {
        return Error{ErrorCode::kLimit, "too many blank nodes that look alike", {}, {}};
      }
      put(a, old_a, in_a_);
      put(b, old_b, in_b_);
      in_a_[smallest->second.front()] = own;
      in_b_[candidate] = own;
      QUOTH_TRY(const bool matched, match(a, b));
      if (matched) return true;
    }
    return false;
  }

  // The nodes that share their colour with another one of the part.
  static std::vector<Node> alike(const Part& part, const Colours& colours) {
    std::unordered_map<std::uint64_t, std::size_t> count;
    for (const Node node : part.nodes) ++count[colours[node]];
    std::vector<Node> nodes;
    std::copy_if(part.nodes.begin(), part.nodes.end(), std::back_inserter(nodes),
                 [&](Node node) { return count[colours[node]] > 1; });
    return nodes;
  }

  static Colours take(const Part& part, const Colours& colours) {
    Colours old;
    for (const Node node : part.nodes) old.push_back(colours[node]);
    return old;
  }

  static void put(const Part& part, const Colours& old, Colours& colours) {
    for (std::size_t i = 0; i < part.nodes.size(); ++i) colours[part.nodes[i]] = old[i];
  }

  const Graph& a_;
  const Graph& b_;
  Colours in_a_, in_b_;
  int guesses_ = 0;
};

}  // namespace

Result<bool> isomorphic(std::span<const Quad> a, std::span<const Quad> b) {
  const Graph graph_a(a), graph_b(b);
  if (graph_a.size() != graph_b.size() || graph_a.node_count() != graph_b.node_count()) return false;
  return Search(graph_a, graph_b).match(graph_a.whole(), graph_b.whole());
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
