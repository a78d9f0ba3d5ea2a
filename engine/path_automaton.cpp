#include "engine/path_automaton.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace quoth::plan {
namespace {

constexpr std::size_t kMostSteps = std::size_t{1} << 18;

// Glushkov's construction: a position for each link that is written, and which may follow which.
class Construction {
 public:
  using Positions = std::vector<std::uint32_t>;  // sorted

  struct Part {
    Positions first, last;
    bool nullable = false;
  };

  explicit Construction(const FindPredicate& find) : find_(find) {}

  // Depth is bounded by algebra::check_depth.
  Result<Part> add(const algebra::Path& path, bool inverse) {
    return std::visit(
        Overloaded{
            [&](const Term& predicate) -> Result<Part> {
              QUOTH_TRY(const TermId id, find_(predicate));
              if (id.is_none()) return Part();
              return link({inverse, false, {id}});
            },
            [&](const algebra::PathNegated& negated) -> Result<Part> {
              PathLink out{inverse, true, {}};
              for (const Term& predicate : negated.predicates) {
                QUOTH_TRY(const TermId id, find_(predicate));
                if (!id.is_none()) out.predicates.push_back(id);
              }
              std::sort(out.predicates.begin(), out.predicates.end());
              return link(std::move(out));
            },
            [&](const algebra::PathInverse& inner) { return add(*inner.path, !inverse); },
            [&](const algebra::PathSequence& sequence) { return add_sequence(sequence, inverse); },
            [&](const algebra::PathAlternative& alternative) -> Result<Part> {
              Part out;
              for (const algebra::Path& branch : alternative.branches) {
                QUOTH_TRY(const Part part, add(branch, inverse));
                unite(out.first, part.first), unite(out.last, part.last);
                out.nullable |= part.nullable;
              }
              return out;
            },
            [&](const algebra::PathRepeat& repeat) -> Result<Part> {
              QUOTH_TRY(Part out, add(*repeat.path, inverse));
              if (repeat.many) QUOTH_CHECK(follow(out.last, out.first));
              out.nullable |= repeat.zero;
              return out;
            },
        },
        path.value);
  }

  // Positions after which the same may follow become one state.
  PathAutomaton finish(const Part& whole) {
    std::vector<std::uint32_t> state_of(follow_.size());
    std::map<std::pair<bool, Positions>, std::uint32_t> states;
    const auto state = [&](bool accepting, const Positions& next) {
      return states.try_emplace({accepting, next}, static_cast<std::uint32_t>(states.size())).first->second;
    };
    state(whole.nullable, whole.first);
    for (std::uint32_t p = 0; p < follow_.size(); ++p) {
      state_of[p] = state(std::binary_search(whole.last.begin(), whole.last.end(), p), follow_[p]);
    }
    PathAutomaton out;
    out.links = std::move(links_);
    out.states.resize(states.size());
    for (const auto& [key, number] : states) {
      PathAutomaton::State& made = out.states[number];
      made.accepting = key.first;
      for (const std::uint32_t p : key.second) {
        const auto same = [&](const PathAutomaton::Step& step) {
          return step.link == link_of_[p] && step.state == state_of[p];
        };
        if (std::none_of(made.steps.begin(), made.steps.end(), same))
          made.steps.push_back({link_of_[p], state_of[p]});
      }
    }
    return out;
  }

 private:
  Part link(PathLink link) {
    const auto known = std::find(links_.begin(), links_.end(), link);
    const auto position = static_cast<std::uint32_t>(follow_.size());
    link_of_.push_back(static_cast<std::uint32_t>(known - links_.begin()));
    if (known == links_.end()) links_.push_back(std::move(link));
    follow_.emplace_back();
    return {{position}, {position}, false};
  }

  Result<Part> add_sequence(const algebra::PathSequence& sequence, bool inverse) {
    Part out;
    out.nullable = true;
    const std::size_t count = sequence.steps.size();
    for (std::size_t i = 0; i < count; ++i) {
      QUOTH_TRY(const Part step, add(sequence.steps[inverse ? count - 1 - i : i], inverse));
      QUOTH_CHECK(follow(out.last, step.first));
      if (out.nullable) unite(out.first, step.first);
      if (!step.nullable) out.last.clear();
      unite(out.last, step.last);
      out.nullable &= step.nullable;
    }
    return out;
  }

  Status follow(const Positions& from, const Positions& to) {
    for (const std::uint32_t p : from) {
      const std::size_t before = follow_[p].size();
      unite(follow_[p], to);
      steps_ += follow_[p].size() - before;
      if (steps_ > kMostSteps) {
        return Error{ErrorCode::kLimit,
                     fmt::format("a property path has more than {} ways to go on", kMostSteps),
                     {},
                     {}};
      }
    }
    return {};
  }

  static void unite(Positions& into, const Positions& more) {
    Positions out;
    std::set_union(into.begin(), into.end(), more.begin(), more.end(), std::back_inserter(out));
    into = std::move(out);
  }

  const FindPredicate& find_;
  std::vector<PathLink> links_;
  std::vector<std::uint32_t> link_of_;  // by position
  std::vector<Positions> follow_;       // by position
  std::size_t steps_ = 0;
};

}  // namespace

Result<PathAutomaton> make_automaton(const algebra::Path& path, bool inverse, const FindPredicate& find) {
  Construction construction(find);
  QUOTH_TRY(const auto whole, construction.add(path, inverse));
  PathAutomaton out = construction.finish(whole);
  out.text = algebra::to_text(path);
  return out;
}

bool connects_outside(const algebra::Path& path) {
  return std::visit(
      Overloaded{
          [](const Term&) { return false; },
          [](const algebra::PathNegated&) { return false; },
          [](const algebra::PathInverse& inverse) { return connects_outside(*inverse.path); },
          // Between two steps stands a variable, which is bound to nodes of the graph only.
          [](const algebra::PathSequence& sequence) {
            return sequence.steps.size() == 1 && connects_outside(sequence.steps.front());
          },
          [](const algebra::PathAlternative& alternative) {
            return std::any_of(alternative.branches.begin(), alternative.branches.end(), connects_outside);
          },
          [](const algebra::PathRepeat& repeat) { return repeat.zero || connects_outside(*repeat.path); },
      },
      path.value);
}

}  // namespace quoth::plan
