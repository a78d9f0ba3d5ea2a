#include "tests/support/naive_engine.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <set>
#include <string>

#include "engine/term_order.h"
#include "rdf/value.h"
#include "rdf/vocabulary.h"

namespace quoth::naive {

using namespace algebra;
using Solutions = std::vector<Solution>;

Term background_mark() { return Term::iri(""); }

namespace {

// ---- Expressions

using Maybe = std::optional<Term>;

Term boolean(bool b) { return Term::typed(b ? "true" : "false", std::string(xsd::kBoolean)); }

std::optional<bool> truth(const Maybe& term) {
  return term ? effective_boolean_value(term->view()) : std::nullopt;
}

std::optional<bool> equal_terms(const Term& a, const Term& b) {
  if (a.is_literal() && b.is_literal()) {
    const auto x = value_of(a.view()), y = value_of(b.view());
    if (x && y) return equal(*x, *y);
    if (a == b) return true;
    const bool known = (x || !a.language().empty()) && (y || !b.language().empty());
    return known ? std::optional(false) : std::nullopt;
  }
  if (a.is_triple() && b.is_triple()) {
    const Triple& s = a.as_triple();
    const Triple& t = b.as_triple();
    std::optional<bool> all = true;
    for (const auto part : {&Triple::subject, &Triple::predicate, &Triple::object}) {
      const auto same = equal_terms(s.*part, t.*part);
      if (same == false) return false;
      if (!same) all.reset();
    }
    return all;
  }
  return a == b;
}

Maybe compare_terms(const std::string& op, const Term& a, const Term& b) {
  const auto x = value_of(a.view()), y = value_of(b.view());
  if (!x || !y) return std::nullopt;
  switch (compare(*x, *y)) {
    case Comparison::kLess:
      return boolean(op[0] == '<');
    case Comparison::kGreater:
      return boolean(op[0] == '>');
    case Comparison::kEqual:
      return boolean(op.size() == 2);
    case Comparison::kUnordered:
      return x->is_numeric() ? Maybe(boolean(false)) : std::nullopt;
    case Comparison::kNotComparable:
      break;
  }
  return std::nullopt;
}

Maybe arithmetic(const std::string& op, const Term& a, const Term& b) {
  const auto x = value_of(a.view()), y = value_of(b.view());
  if (!x || !y) return std::nullopt;
  const auto result = op == "+"   ? add(*x, *y)
                      : op == "-" ? subtract(*x, *y)
                      : op == "*" ? multiply(*x, *y)
                                  : divide(*x, *y);
  return result ? Maybe(term_of(*result)) : std::nullopt;
}

Maybe call(const std::string& f, const std::vector<Maybe>& a) {
  if (f == "bound") return boolean(a[0].has_value());
  if (f == "coalesce") {
    for (const Maybe& term : a) {
      if (term) return term;
    }
    return std::nullopt;
  }
  if (f == "if") {
    const auto condition = truth(a[0]);
    return condition ? a[*condition ? 1 : 2] : std::nullopt;
  }
  if (f == "!") {
    const auto value = truth(a[0]);
    return value ? Maybe(boolean(!*value)) : std::nullopt;
  }
  if (f == "&&" || f == "||") {
    const bool decisive = f == "||";
    bool error = false;
    for (const Maybe& term : a) {
      const auto value = truth(term);
      if (value == decisive) return boolean(decisive);
      if (!value) error = true;
    }
    return error ? std::nullopt : Maybe(boolean(!decisive));
  }
  if (f == "in" || f == "not in") {
    bool error = false;
    for (std::size_t i = 1; i < a.size(); ++i) {
      const auto same = a[0] && a[i] ? equal_terms(*a[0], *a[i]) : std::nullopt;
      if (same == true) return boolean(f == "in");
      if (!same) error = true;
    }
    return error ? std::nullopt : Maybe(boolean(f != "in"));
  }
  // All others are strict: an error in an argument is theirs.
  if (std::any_of(a.begin(), a.end(), [](const Maybe& term) { return !term; })) return std::nullopt;
  if (f == "=" || f == "!=") {
    const auto same = equal_terms(*a[0], *a[1]);
    return same ? Maybe(boolean(*same == (f == "="))) : std::nullopt;
  }
  if (f == "<" || f == "<=" || f == ">" || f == ">=") return compare_terms(f, *a[0], *a[1]);
  if (f == "+" || f == "-" || f == "*" || f == "/") return arithmetic(f, *a[0], *a[1]);
  if (f == "unary-") {
    const auto value = value_of(a[0]->view());
    const auto result = value ? negate(*value) : std::nullopt;
    return result ? Maybe(term_of(*result)) : std::nullopt;
  }
  if (f == "sameterm") return boolean(*a[0] == *a[1]);
  if (f == "isiri") return boolean(a[0]->is_iri());
  if (f == "isblank") return boolean(a[0]->is_blank());
  if (f == "isliteral") return boolean(a[0]->is_literal());
  if (f == "istriple") return boolean(a[0]->is_triple());
  if (f == "str") {
    return a[0]->is_iri() || a[0]->is_literal() ? Maybe(Term::literal(a[0]->text())) : std::nullopt;
  }
  if (f == "lang") return a[0]->is_literal() ? Maybe(Term::literal(a[0]->language())) : std::nullopt;
  if (f == "datatype") return a[0]->is_literal() ? Maybe(Term::iri(a[0]->datatype())) : std::nullopt;
  if (f == "subject") return a[0]->is_triple() ? Maybe(a[0]->as_triple().subject) : std::nullopt;
  if (f == "predicate") return a[0]->is_triple() ? Maybe(a[0]->as_triple().predicate) : std::nullopt;
  if (f == "object") return a[0]->is_triple() ? Maybe(a[0]->as_triple().object) : std::nullopt;
  if (f == "triple") {
    if (!(a[0]->is_iri() || a[0]->is_blank()) || !a[1]->is_iri()) return std::nullopt;
    return Term::triple(*a[0], *a[1], *a[2]);
  }
  std::abort();  // a test asks for a function that has no meaning here
}

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
            [&](const LeftJoin& join) {
              Solutions out;
              const Solutions left = same(*join.left), right = same(*join.right);
              for (const Solution& a : left) {
                bool found = false;
                for (const Solution& b : right) {
                  step();
                  if (!compatible(a, b)) continue;
                  Solution both = merge(a, b);
                  if (join.condition && truth(evaluate(*join.condition, both)) != true) continue;
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
                            [&](const Solution& s) { return truth(evaluate(filter.condition, s)) != true; });
              return out;
            },
            [&](const Extend& extend) {
              Solutions out = same(*extend.input);
              for (Solution& solution : out) {
                if (auto value = evaluate(extend.expression, solution))
                  solution.emplace(extend.variable, *value);
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
        },
        node.value);
  }

 private:
  void step() {
    if (steps_-- == 0) throw TooMuch();
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
  using Triples = std::set<std::array<Term, 3>>;
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

  static Solutions sorted(Solutions solutions, const std::vector<SortKey>& keys,
                          const std::vector<Variable>& ties) {
    const auto at = [](const Solution& solution, const Variable& variable) -> const Term* {
      const auto found = solution.find(variable);
      return found == solution.end() || found->second == background_mark() ? nullptr : &found->second;
    };
    std::stable_sort(solutions.begin(), solutions.end(), [&](const Solution& a, const Solution& b) {
      for (const SortKey& key : keys) {
        const Maybe x = evaluate(key.expression, a), y = evaluate(key.expression, b);
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

  static Solutions grouped(const Solutions& solutions, const Group& group) {
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
      for (const Aggregate& aggregate : group.aggregates)
        row.emplace(aggregate.result, count(aggregate, members));
    }
    return out;
  }

  static Term count(const Aggregate& aggregate, const Solutions& members) {
    std::size_t all = 0;
    std::set<Term> values;
    std::set<Solution> rows;
    for (const Solution& solution : members) {
      if (!aggregate.argument) {
        ++all;
        rows.insert(solution);
      } else if (auto value = evaluate(*aggregate.argument, solution)) {
        ++all;
        values.insert(*value);
      }
    }
    const std::size_t number = !aggregate.distinct ? all : aggregate.argument ? values.size() : rows.size();
    return Term::typed(std::to_string(number), std::string(xsd::kInteger));
  }

  const std::vector<Quad>& dataset_;
  std::size_t steps_;
};

}  // namespace

Maybe evaluate(const Expression& expression, const Solution& solution) {
  return std::visit(Overloaded{
                        [&](const Variable& variable) -> Maybe {
                          const auto found = solution.find(variable);
                          if (found == solution.end() || found->second == background_mark())
                            return std::nullopt;
                          return found->second;
                        },
                        [](const Term& term) -> Maybe { return term; },
                        [&](const Call& c) -> Maybe {
                          std::vector<Maybe> arguments;
                          for (const Expression& argument : c.arguments)
                            arguments.push_back(evaluate(argument, solution));
                          return call(c.function, arguments);
                        },
                    },
                    expression.value);
}

std::optional<std::vector<std::vector<Maybe>>> rows(const Node& query, const std::vector<Quad>& dataset,
                                                    std::size_t steps) {
  const std::vector<Variable> variables = variables_in_scope(query);
  std::vector<std::vector<Maybe>> out;
  try {
    for (const Solution& solution : Evaluation(dataset, steps).run(query, variables)) {
      auto& row = out.emplace_back();
      for (const Variable& variable : variables) row.push_back(evaluate(Expression{variable}, solution));
    }
  } catch (const Evaluation::TooMuch&) {
    return std::nullopt;
  }
  return out;
}

}  // namespace quoth::naive
