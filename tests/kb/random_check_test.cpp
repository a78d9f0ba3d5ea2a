// Random small graphs of claims, checked twice: by the engine, which goes from the content outwards through the
// indexes, and by a recursion over all quads that says the rules in the obvious way. And what is said to flip a verdict
// is tried.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "kb/check.h"
#include "kb/knowledge_base.h"
#include "rdf/vocabulary.h"
#include "tests/support/temp_dir.h"

using namespace quoth;

namespace {

Term e(const std::string& name) { return Term::iri("http://e/" + name); }

// said > announced; denied; urged. do < act; notDo negates do, notAct negates act.
const std::map<std::string, int> kMoods{
    {"said", 1}, {"announced", 1}, {"denied", -1}, {"urged", 0}, {"vague", 0}};
const std::vector<std::string> kVerbs{"do", "act", "notDo", "notAct"};

// Whether saying `a o` says `b o`, as propositions: do implies act, notAct implies notDo.
bool implies(const std::string& a, const std::string& b) {
  return a == b || (a == "do" && b == "act") || (a == "notAct" && b == "notDo");
}
std::string opposite(const std::string& verb) {
  return verb == "do" ? "notDo" : verb == "act" ? "notAct" : verb == "notDo" ? "do" : "act";
}

struct Statement {  // subject verb object, the object being another statement or a name
  std::string subject, verb, object;
  std::vector<Statement> nested;  // one or none
};

std::string to_turtle(const Statement& statement) {
  return ":" + statement.subject + " :" + statement.verb + " " +
         (statement.nested.empty() ? ":" + statement.object
                                   : "<<( " + to_turtle(statement.nested[0]) + " )>>");
}

struct World {
  std::vector<std::pair<std::string, Statement>> claims;  // source; empty: the background
  std::vector<std::pair<std::string, std::string>> derived;

  std::string to_trig() const {
    std::string text = R"(PREFIX : <http://e/>
PREFIX claim: <https://w3id.org/quoth/claim#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
:said rdfs:subPropertyOf claim:asserts . :announced rdfs:subPropertyOf :said . :denied rdfs:subPropertyOf claim:denies .
:urged rdfs:subPropertyOf claim:directs . :vague rdfs:label "vague" .
:do rdfs:subPropertyOf :act . :notDo claim:negates :do . :notAct claim:negates :act .
)";
    for (const auto& [child, parent] : derived)
      text += ":" + child + " prov:wasDerivedFrom :" + parent + " .\n";
    for (const auto& [source, claim] : claims)
      text +=
          source.empty() ? to_turtle(claim) + " .\n" : "GRAPH :" + source + " { " + to_turtle(claim) + " }\n";
    return text;
  }
};

class Random {
 public:
  explicit Random(unsigned seed) : engine_(seed) {}
  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
  const std::string& one_of(const std::vector<std::string>& names) { return names[below(names.size())]; }

  Statement proposition() { return {one_of({"u", "v"}), one_of(kVerbs), one_of({"x", "y"}), {}}; }
  Statement claim(int depth) {
    if (depth == 0) return proposition();
    return {one_of({"A", "B", "C"}),
            one_of({"said", "said", "announced", "denied", "urged", "vague"}),
            {},
            {claim(depth - 1)}};
  }
  World world() {
    World world;
    const std::vector<std::string> sources{"s1", "s2", "s3", "s4", "A", ""};
    for (int i = 0; i < 14; ++i)
      world.claims.emplace_back(one_of(sources), claim(static_cast<int>(below(4))));
    for (int i = 0; i < 3; ++i)
      world.derived.emplace_back(one_of({"s1", "s2", "s3"}), one_of({"s1", "s2", "s3", "s4"}));
    return world;
  }
  Policy policy() {
    Policy policy;
    for (std::size_t i = below(5); i > 0; --i) {
      const double weight = static_cast<double>(below(5)) / 4;
      switch (below(7)) {
        case 0:
          policy.lines.push_back(Accept{});
          break;
        case 1:
          policy.lines.push_back(Accept{e(one_of({"A", "B", "C"})), weight, std::nullopt});
          break;
        case 2:
          policy.lines.push_back(Accept{e(one_of({"A", "B", "C"})), weight, e(one_of({"x", "u"}))});
          break;
        case 3:
          policy.lines.push_back(Ignore{e(one_of({"A", "B", "s1"}))});
          break;
        case 4:
          policy.lines.push_back(Weigh{e(one_of({"s1", "s2", "A"})), weight});
          break;
        case 5:
          policy.lines.push_back(DirectOnly{});
          break;
        default:
          policy.lines.push_back(Require{below(3)});
          break;
      }
    }
    return policy;
  }

 private:
  std::mt19937 engine_;
};

// ---- The obvious way

class Naive {
 public:
  Naive(const World& world, const Policy& policy, Statement pattern)
      : world_(world), policy_(policy), pattern_(std::move(pattern)) {}

  VerdictLabel verdict() {
    std::set<std::string> seen;
    for (const auto& [source, claim] : world_.claims) {
      if (!seen.insert(source + " " + to_turtle(claim)).second) continue;
      std::vector<std::string> chain;
      look(source, claim, claim, chain, {});
    }
    const double plus = side(1), minus = side(-1);
    if (plus >= 0.5 && minus < 0.25) return VerdictLabel::kSupported;
    if (minus >= 0.5 && plus < 0.25) return VerdictLabel::kRefuted;
    if (plus >= 0.25 && minus >= 0.25) return VerdictLabel::kConflictingEvidence;
    return VerdictLabel::kNotEnoughEvidence;
  }

 private:
  static bool same_rest(const Statement& a, const Statement& b) {
    return a.subject == b.subject && a.object == b.object && a.nested.size() == b.nested.size();
  }

  // `moods` are those of the links so far, the outermost first.
  void look(const std::string& source, const Statement& whole, const Statement& at,
            std::vector<std::string>& chain, std::vector<int> moods) {
    if (at.nested.empty() && same_rest(at, pattern_)) weigh(source, whole, at, chain, moods);
    if (at.nested.empty()) return;
    chain.push_back(at.subject);
    moods.push_back(kMoods.at(at.verb));
    look(source, whole, at.nested[0], chain, moods);
    chain.pop_back();
  }

  void weigh(const std::string& source, const Statement& whole, const Statement& content,
             const std::vector<std::string>& chain, const std::vector<int>& moods) {
    const std::string& verb = content.verb;
    const std::string& wanted = pattern_.verb;
    int sign = 0;
    if (moods.empty() || moods.back() == 1)
      sign = implies(verb, wanted) ? 1 : implies(verb, opposite(wanted)) ? -1 : 0;
    else if (moods.back() == -1)  // what follows from the denial: the opposite of the content
      sign = implies(opposite(verb), wanted) ? 1 : implies(opposite(verb), opposite(wanted)) ? -1 : 0;
    for (std::size_t i = 0; i + 1 < moods.size(); ++i)
      if (moods[i] != 1) return;
    const double weight = weight_of(source, chain);
    if (sign == 0 || weight == 0) return;
    const std::string origin = chain.empty() ? origin_of(source, whole) : chain.back();
    double& heaviest = groups_[sign][origin];
    heaviest = std::max(heaviest, weight);
  }

  double weight_of(const std::string& source, const std::vector<std::string>& chain) const {
    double weight = 1;
    bool is_ignored = false;
    for (const PolicyLine& line : policy_.lines) {
      if (const auto* ignore = std::get_if<Ignore>(&line); ignore != nullptr && ignore->who == e(source))
        is_ignored = true;
      if (const auto* weigh = std::get_if<Weigh>(&line); weigh != nullptr && weigh->source == e(source)) {
        weight = weigh->weight;
        is_ignored = false;
      }
    }
    if (is_ignored) return 0;
    for (const std::string& claimant : chain) weight *= word_of(claimant);
    return weight;
  }

  double word_of(const std::string& claimant) const {
    double word = 0;
    bool is_ignored = false;
    for (const PolicyLine& line : policy_.lines) {
      if (const auto* accept = std::get_if<Accept>(&line)) {
        if (accept->claimant && *accept->claimant != e(claimant)) continue;
        if (accept->claimant) is_ignored = false;
        if (accept->about && *accept->about != e(pattern_.subject) && *accept->about != e(pattern_.object))
          continue;
        word = accept->weight;
      }
      if (std::holds_alternative<DirectOnly>(line)) word = 0;
      if (const auto* ignore = std::get_if<Ignore>(&line); ignore != nullptr && ignore->who == e(claimant))
        is_ignored = true;
    }
    return is_ignored ? 0 : word;
  }

  bool holds(const std::string& source, const Statement& claim) const {
    return std::any_of(world_.claims.begin(), world_.claims.end(), [&](const auto& each) {
      return each.first == source && to_turtle(each.second) == to_turtle(claim);
    });
  }
  std::set<std::string> ancestors(const std::string& source) const {
    std::set<std::string> all;
    std::vector<std::string> waiting{source};
    while (!waiting.empty()) {
      const std::string at = waiting.back();
      waiting.pop_back();
      for (const auto& [child, parent] : world_.derived)
        if (child == at && all.insert(parent).second) waiting.push_back(parent);
    }
    return all;
  }

  // The length of the longest way from the source to the ancestor that enters no circle twice.
  std::size_t distance(const std::string& from, const std::string& to) const {
    const auto circle = [&](const std::string& a, const std::string& b) {
      return a == b || (ancestors(a).contains(b) && ancestors(b).contains(a));
    };
    std::size_t longest = 0;
    const std::function<void(const std::string&, std::size_t, std::set<std::string>)> walk =
        [&](const std::string& at, std::size_t length, std::set<std::string> seen) {
          if (circle(at, to)) longest = std::max(longest, length);
          for (const auto& [child, parent] : world_.derived)
            if (child == at && seen.insert(parent).second)
              walk(parent, length + (circle(at, parent) ? 0 : 1), seen);
        };
    walk(from, 0, {from});
    return longest;
  }

  // Holders among the ancestors, above which there is no holder but in a circle with them.
  std::string origin_of(const std::string& source, const Statement& claim) const {
    if (source.empty()) return source;
    std::set<std::string> holders{source};
    for (const std::string& ancestor : ancestors(source))
      if (holds(ancestor, claim)) holders.insert(ancestor);
    std::string best;
    std::size_t best_distance = 0;
    for (const std::string& holder : holders) {
      const std::set<std::string> above = ancestors(holder);
      const bool is_top = std::all_of(holders.begin(), holders.end(), [&](const std::string& other) {
        return !above.contains(other) || ancestors(other).contains(holder) || other == holder;
      });
      if (!is_top) continue;
      const std::size_t way = distance(source, holder);
      if (best.empty() || way > best_distance || (way == best_distance && holder < best)) {
        best = holder;
        best_distance = way;
      }
    }
    return best;
  }

  double side(int sign) {
    std::uint64_t required = 0;
    for (const PolicyLine& line : policy_.lines)
      if (const auto* require = std::get_if<Require>(&line)) required = require->origins;
    double heaviest = 0;
    for (const auto& [origin, weight] : groups_[sign]) heaviest = std::max(heaviest, weight);
    return groups_[sign].size() < required ? 0 : heaviest;
  }

  const World& world_;
  const Policy& policy_;
  Statement pattern_;
  std::map<int, std::map<std::string, double>> groups_;  // by side and origin
};

}  // namespace

TEST_CASE("checks of random claims agree with the obvious way, and what flips them is true") {
  constexpr unsigned kWorlds = 40;
  std::map<VerdictLabel, int> met;
  int flips = 0;
  for (unsigned seed = 1; seed <= kWorlds; ++seed) {
    Random random(seed);
    const World world = random.world();
    const test::TempDir directory;
    auto kb = KnowledgeBase::open(directory / "db", {.mode = OpenMode::kCreate});
    REQUIRE(kb);
    LoadRequest request;
    request.path = directory / "data.trig";
    std::ofstream(request.path) << world.to_trig();
    REQUIRE(kb->load(request));
    for (int round = 0; round < 20; ++round) {
      const Statement pattern = random.proposition();
      CheckOptions options;
      options.policy = random.policy();
      const std::string statement = "<http://e/" + pattern.subject + "> <http://e/" + pattern.verb +
                                    "> <http://e/" + pattern.object + ">";
      const auto verdict = kb->check(statement, options);
      REQUIRE(verdict);
      const VerdictLabel expected = Naive(world, options.policy, pattern).verdict();
      CAPTURE(seed);
      CAPTURE(round);
      CAPTURE(world.to_trig());
      CAPTURE(statement);
      CAPTURE(verdict->explanation(100));
      REQUIRE(name_of(verdict->label) == name_of(expected));
      ++met[expected];
      for (const Flip& flip : verdict->flips) {
        CheckOptions other = options;
        other.policy.lines.push_back(flip.line.line);
        const auto flipped = kb->check(statement, other);
        REQUIRE(flipped);
        CAPTURE(flip.line.text);
        REQUIRE(name_of(flipped->label) == name_of(flip.label));
        REQUIRE(flipped->label != verdict->label);
        ++flips;
      }
    }
  }
  CHECK(met.size() == 4);
  CHECK(flips > 100);
}
