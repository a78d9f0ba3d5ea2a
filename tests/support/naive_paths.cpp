#include "tests/support/naive_paths.h"

#include <algorithm>

namespace quoth::naive {
namespace {

using namespace algebra;
using Maybe = std::optional<Term>;
using Pairs = std::vector<std::pair<Term, Term>>;

bool fits(const Maybe& wanted, const Term& term) { return !wanted || *wanted == term; }

std::set<Term> nodes(const Triples& graph) {
  std::set<Term> out;
  for (const auto& triple : graph) out.insert({triple[0], triple[2]});
  return out;
}

template <typename Accept>
Pairs links(const Triples& graph, const Maybe& subject, const Maybe& object, const Accept& accept) {
  Pairs out;
  for (const auto& [s, p, o] : graph) {
    if (accept(p) && fits(subject, s) && fits(object, o)) out.emplace_back(s, o);
  }
  return out;
}

// ALP: what is reached from a term, itself included.
void reach(const Path& path, const Triples& graph, const Term& from, std::set<Term>& visited) {
  if (!visited.insert(from).second) return;
  for (const auto& pair : path_pairs(path, graph, from, {})) reach(path, graph, pair.second, visited);
}

std::set<Term> from(const PathRepeat& repeat, const Triples& graph, const Term& start) {
  std::set<Term> out;
  if (repeat.zero) out.insert(start);
  for (const auto& pair : path_pairs(*repeat.path, graph, start, {})) {
    if (repeat.many) {
      reach(*repeat.path, graph, pair.second, out);
    } else {
      out.insert(pair.second);
    }
  }
  return out;
}

Pairs swapped(Pairs pairs) {
  for (auto& [a, b] : pairs) std::swap(a, b);
  return pairs;
}

Pairs repeated(const PathRepeat& repeat, const Triples& graph, const Maybe& subject, const Maybe& object) {
  if (!subject && object) {
    return swapped(repeated({Path{PathInverse{repeat.path}}, repeat.zero, repeat.many}, graph, object, {}));
  }
  std::set<Term> starts;
  if (subject) {
    starts.insert(*subject);
  } else {
    starts = nodes(graph);
  }
  Pairs out;
  for (const Term& start : starts) {
    for (const Term& end : from(repeat, graph, start)) {
      if (fits(object, end)) out.emplace_back(start, end);
    }
  }
  return out;
}

}  // namespace

Pairs path_pairs(const Path& path, const Triples& graph, const Maybe& subject, const Maybe& object) {
  return std::visit(Overloaded{
                        [&](const Term& predicate) {
                          return links(graph, subject, object, [&](const Term& p) { return p == predicate; });
                        },
                        [&](const PathNegated& negated) {
                          return links(graph, subject, object, [&](const Term& p) {
                            return std::count(negated.predicates.begin(), negated.predicates.end(), p) == 0;
                          });
                        },
                        [&](const PathInverse& inverse) {
                          return swapped(path_pairs(*inverse.path, graph, object, subject));
                        },
                        [&](const PathAlternative& alternative) {
                          Pairs out;
                          for (const Path& branch : alternative.branches) {
                            for (auto& pair : path_pairs(branch, graph, subject, object))
                              out.push_back(std::move(pair));
                          }
                          return out;
                        },
                        [&](const PathSequence& sequence) {  // a join by variables between the steps
                          Pairs out;
                          for (std::size_t i = 0; i < sequence.steps.size(); ++i) {
                            const bool first = i == 0, last = i + 1 == sequence.steps.size();
                            const Pairs step = path_pairs(sequence.steps[i], graph, first ? subject : Maybe(),
                                                          last ? object : Maybe());
                            if (first) {
                              out = step;
                              continue;
                            }
                            Pairs next;
                            for (const auto& [a, middle] : out) {
                              for (const auto& [other, b] : step) {
                                if (middle == other) next.emplace_back(a, b);
                              }
                            }
                            out = std::move(next);
                          }
                          return out;
                        },
                        [&](const PathRepeat& repeat) { return repeated(repeat, graph, subject, object); },
                    },
                    path.value);
}

}  // namespace quoth::naive
