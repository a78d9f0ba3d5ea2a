#include "tests/support/naive_engine.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>

#include "engine/term_order.h"
#include "tests/support/naive_aggregates.h"
#include "tests/support/naive_expression.h"
#include "tests/support/naive_paths.h"
#include "tests/support/naive_substitute.h"

namespace quoth::naive {

using namespace algebra;
using Solutions = std::vector<Solution>;

namespace {

// ---- Solutions (18.3, 18.5)

bool compatible(const Solution& a, const Solution& b) {
  return std::all_of(a.begin(), a.end(), [&](const auto& binding) {
    const auto other = b.find(binding.first);
    return other == b.end() || other->second == binding.second;
  });
}

bool share_a_variable(const Solution& a, const Solution& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& binding) { return b.contains(binding.first); });
}

Solution merge(Solution a, const Solution& b) {
  a.insert(b.begin(), b.end());
  return a;
}

// Extends `solution` so that `pattern` becomes `term`; nothing if it cannot.
std::optional<Solution> match(const TermPattern& pattern, const Term& term, Solution solution) {
  if (const auto* variable = std::get_if<Variable>(&pattern)) {
    const auto [binding, added] = solution.emplace(*variable, term);
    return added || binding->second == term ? std::optional(std::move(solution)) : std::nullopt;
  }
  if (const auto* constant = std::get_if<Term>(&pattern)) {
    return *constant == term ? std::optional(std::move(solution)) : std::nullopt;
  }
  if (!term.is_triple()) return std::nullopt;
  const TriplePattern& nested = *std::get<Box<TriplePattern>>(pattern);
  const Triple& triple = term.as_triple();
  auto out = match(nested.subject, triple.subject, std::move(solution));
  if (out) out = match(nested.predicate, triple.predicate, *std::move(out));
  if (out) out = match(nested.object, triple.object, *std::move(out));
  return out;
}

class Evaluation {
 public:
  Evaluation(const std::vector<Quad>& dataset, std::size_t steps) : dataset_(dataset), steps_(steps) {}

  struct TooMuch {};  // thrown

  // `visible`: what breaks ties of a sort.
  Solutions run(const Node& node, const std::vector<Variable>& visible) {
    const auto same = [&](const Node& input) { return run(input, visible); };
    return std::visit(
        Overloaded{
            [&](const Bgp& bgp) { return basic(bgp); },
            [&](const PathPattern& pattern) { return path(pattern); },
            [&](const Join& join) {
              Solutions out;
              const Solutions left = same(*join.left), right = same(*join.right);
              for (const Solution& a : left) {
                for (const Solution& b : right) {
                  step();
                  if (compatible(a, b)) out.push_back(merge(a, b));
                }
              }
              return out;
            },
            [&](const Lateral& lateral) {
              Solutions out;
              for (const Solution& a : same(*lateral.left)) {
                for (const Solution& b : same(substitute(*lateral.right, a))) {
                  step();
                  if (compatible(a, b)) out.push_back(merge(a, b));
                }
              }
              return out;
            },
            [&](const LeftJoin& join) {
              Solutions out;
              const Solutions left = same(*join.left), right = same(*join.right);
              for (const Solution& a : left) {
                bool found = false;
                for (const Solution& b : right) {
                  step();
                  if (!compatible(a, b)) continue;
                  Solution both = merge(a, b);
                  if (join.condition && truth(value(*join.condition, both)) != true) continue;
                  found = true;
                  out.push_back(std::move(both));
                }
                if (!found) out.push_back(a);
              }
              return out;
            },
            [&](const Union& u) {
              Solutions out;
              for (const Node& branch : u.branches) {
                for (Solution& solution : same(branch)) out.push_back(std::move(solution));
              }
              return out;
            },
            [&](const Minus& minus) {
              Solutions out;
              const Solutions left = same(*minus.left), right = same(*minus.right);
              for (const Solution& a : left) {
                const bool removed = std::any_of(right.begin(), right.end(), [&](const Solution& b) {
                  step();
                  return compatible(a, b) && share_a_variable(a, b);
                });
                if (!removed) out.push_back(a);
              }
              return out;
            },
            [&](const Filter& filter) {
              Solutions out = same(*filter.input);
              std::erase_if(out,
                            [&](const Solution& s) { return truth(value(filter.condition, s)) != true; });
              return out;
            },
            [&](const Extend& extend) {
              Solutions out = same(*extend.input);
              for (Solution& solution : out) {
                if (auto result = value(extend.expression, solution))
                  solution.emplace(extend.variable, *result);
              }
              return out;
            },
            [&](const Values& values) {
              Solutions out;
              for (const auto& row : values.rows) {
                Solution& solution = out.emplace_back();
                for (std::size_t c = 0; c < row.size(); ++c) {
                  if (row[c]) solution.emplace(values.variables[c], *row[c]);
                }
              }
              return out;
            },
            [&](const Project& project) {
              std::vector<Variable> shown;
              for (const Variable& variable : visible) {
                if (std::count(project.variables.begin(), project.variables.end(), variable))
                  shown.push_back(variable);
              }
              Solutions out = run(*project.input, shown);
              for (Solution& solution : out) {
                std::erase_if(solution, [&](const auto& binding) {
                  return !std::count(project.variables.begin(), project.variables.end(), binding.first);
                });
              }
              return out;
            },
            [&](const Distinct& distinct) {
              Solutions out;
              std::set<Solution> seen;
              for (Solution& solution : same(*distinct.input)) {
                if (seen.insert(solution).second) out.push_back(std::move(solution));
              }
              return out;
            },
            [&](const Reduced& reduced) { return same(*reduced.input); },
            [&](const OrderBy& order) { return sorted(same(*order.input), order.keys, visible); },
            [&](const Slice& slice) {
              Solutions all = same(*slice.input);
              const std::size_t first = std::min<std::size_t>(slice.offset, all.size());
              std::size_t count = all.size() - first;
              if (slice.limit) count = std::min<std::size_t>(count, *slice.limit);
              return Solutions(all.begin() + static_cast<std::ptrdiff_t>(first),
                               all.begin() + static_cast<std::ptrdiff_t>(first + count));
            },
            [&](const Group& group) { return grouped(same(*group.input), group); },
            [](const Service&) -> Solutions { std::abort(); },  // no test asks for one here
        },
        node.value);
  }

 private:
  void step() {
    if (steps_-- == 0) throw TooMuch();
  }

  Maybe value(const Expression& expression, const Solution& solution) {
    return evaluate(expression, solution, [this](const Node& pattern, const Solution& s) {
      step();
      return !run(substitute(pattern, s), {}).empty();
    });
  }

  Solutions path(const PathPattern& pattern) {
    Solutions out;
    for (const auto& [start, triples] : graphs(pattern.graph)) {
      const auto term = [&](const TermPattern& end) {
        const Term* constant = std::get_if<Term>(&end);
        return constant == nullptr ? Maybe() : Maybe(*constant);
      };
      for (const auto& [subject, object] :
           path_pairs(pattern.path, triples, term(pattern.subject), term(pattern.object))) {
        step();
        auto matched = match(pattern.subject, subject, start);
        if (matched) matched = match(pattern.object, object, *std::move(matched));
        if (matched) out.push_back(*std::move(matched));
      }
    }
    return out;
  }

  Solutions basic(const Bgp& bgp) {
    Solutions out;
    for (const auto& [start, triples] : graphs(bgp.graph)) {
      Solutions partial{start};
      for (const TriplePattern& pattern : bgp.patterns) {
        Solutions next;
        for (const Solution& solution : partial) {
          for (const auto& triple : triples) {
            step();
            auto matched = match(pattern.subject, triple[0], solution);
            if (matched) matched = match(pattern.predicate, triple[1], *std::move(matched));
            if (matched) matched = match(pattern.object, triple[2], *std::move(matched));
            if (matched) next.push_back(*std::move(matched));
          }
        }
        partial = std::move(next);
      }
      for (Solution& solution : partial) {
        std::optional<Solution> whole = std::move(solution);
        for (const Inside& inside : bgp.insides) whole = match_inside(inside, *std::move(whole));
        if (whole) out.push_back(*std::move(whole));
      }
    }
    return out;
  }

  static std::optional<Solution> match_inside(const Inside& inside, Solution solution) {
    const Term term = solution.at(inside.term);
    if (!term.is_triple()) return std::nullopt;
    const Triple& triple = term.as_triple();
    auto matched = match(inside.parts.subject, triple.subject, solution);
    if (matched) matched = match(inside.parts.predicate, triple.predicate, *std::move(matched));
    if (matched) matched = match(inside.parts.object, triple.object, *std::move(matched));
    return matched;
  }

  // The graphs of a target: what is bound by choosing one, and its different triples.
  std::vector<std::pair<Solution, Triples>> graphs(const GraphTarget& target) {
    std::map<std::optional<Term>, Triples> all;
    Triples merged;
    all[std::nullopt];
    for (const Quad& quad : dataset_) {
      const std::array<Term, 3> triple{quad.triple.subject, quad.triple.predicate, quad.triple.object};
      all[quad.graph].insert(triple);
      merged.insert(triple);
    }
    std::vector<std::pair<Solution, Triples>> out;
    std::visit(Overloaded{
                   [&](const DefaultGraph&) { out.emplace_back(Solution(), all[std::nullopt]); },
                   [&](const NamedGraph& named) {
                     if (all.contains(named.name)) out.emplace_back(Solution(), all[named.name]);
                   },
                   [&](const MergedGraphs& some) {
                     Triples triples;
                     for (const Term& name : some.names) triples.insert(all[name].begin(), all[name].end());
                     out.emplace_back(Solution(), std::move(triples));
                   },
                   [&](const EachNamedGraph& each) {
                     for (const auto& [name, triples] : all) {
                       if (name) out.emplace_back(Solution{{each.name, *name}}, triples);
                     }
                   },
                   [&](const EveryGraph& every) {
                     if (!every.name) return out.emplace_back(Solution(), merged), void();
                     for (const auto& [name, triples] : all) {
                       out.emplace_back(Solution{{*every.name, name ? *name : background_mark()}}, triples);
                     }
                   },
               },
               target);
    return out;
  }

  Solutions sorted(Solutions solutions, const std::vector<SortKey>& keys, const std::vector<Variable>& ties) {
    const auto at = [](const Solution& solution, const Variable& variable) -> const Term* {
      const auto found = solution.find(variable);
      return found == solution.end() || found->second == background_mark() ? nullptr : &found->second;
    };
    std::stable_sort(solutions.begin(), solutions.end(), [&](const Solution& a, const Solution& b) {
      for (const SortKey& key : keys) {
        const Maybe x = value(key.expression, a), y = value(key.expression, b);
        const auto order = OrderKey(x ? &*x : nullptr) <=> OrderKey(y ? &*y : nullptr);
        if (order != 0) return key.descending ? order > 0 : order < 0;
      }
      for (const Variable& variable : ties) {
        const Term* x = at(a, variable);
        const Term* y = at(b, variable);
        if (x == nullptr || y == nullptr) {
          if (x != y) return x == nullptr;
        } else if (*x != *y) {
          return *x < *y;
        }
      }
      return false;
    });
    return solutions;
  }

  Solutions grouped(const Solutions& solutions, const Group& group) {
    std::map<Solution, Solutions> groups;
    if (group.keys.empty()) groups[{}];
    for (const Solution& solution : solutions) {
      Solution key;
      for (const Variable& variable : group.keys) {
        if (const auto found = solution.find(variable); found != solution.end()) key.insert(*found);
      }
      groups[key].push_back(solution);
    }
    Solutions out;
    for (const auto& [key, members] : groups) {
      Solution& row = out.emplace_back(key);
      for (const Aggregate& a : group.aggregates) {
        std::vector<Maybe> values;
        for (const Solution& member : members)
          values.push_back(a.argument ? value(*a.argument, member) : Maybe());
        const Maybe result = a.argument ? aggregate(a, std::move(values)) : integer(count_rows(a, members));
        if (result) row.emplace(a.result, *result);
      }
    }
    return out;
  }

  static std::int64_t count_rows(const Aggregate& a, const Solutions& members) {
    const std::set<Solution> different(members.begin(), members.end());
    return static_cast<std::int64_t>(a.distinct ? different.size() : members.size());
  }

  const std::vector<Quad>& dataset_;
  std::size_t steps_;
};

}  // namespace

std::optional<std::vector<std::vector<Maybe>>> rows(const Node& query, const std::vector<Quad>& dataset,
                                                    std::size_t steps) {
  const std::vector<Variable> variables = variables_in_scope(query);
  std::vector<std::vector<Maybe>> out;
  try {
    for (const Solution& solution : Evaluation(dataset, steps).run(query, variables)) {
      auto& row = out.emplace_back();
      for (const Variable& variable : variables) row.push_back(evaluate(Expression{variable}, solution, {}));
    }
  } catch (const Evaluation::TooMuch&) {
    return std::nullopt;
  }
  return out;
}

}  // namespace quoth::naive
