#include "engine/translate/paths.h"

#include <string>
#include <utility>

#include "engine/translate/joins.h"

namespace quoth::translation {
namespace {

using algebra::Node;
using algebra::TermPattern;

// Recurses no deeper than brackets nest, which the parser bounds.
class PathReader {
 public:
  PathReader(const algebra::GraphTarget& graph, Context& context) : graph_(graph), context_(context) {}

  Status add(const TermPattern& subject, const sparql::Path& path, const TermPattern& object,
             std::vector<Node>& parts) {
    return std::visit([&](const auto& each) { return add(each, path, subject, object, parts); }, path.value);
  }

 private:
  using Path = algebra::Path;

  // ---- Where a path needs no operator of its own

  template <typename Iri>  // sparql::Iri or sparql::PrefixedName
  Status add(const Iri& iri, const sparql::Path& path, const TermPattern& subject, const TermPattern& object,
             std::vector<Node>& parts) {
    QUOTH_TRY(std::string text, context_.names.iri(iri, path.span));
    parts.push_back({algebra::Bgp{graph_, {{subject, Term::iri(std::move(text)), object}}}});
    return {};
  }

  Status add(const sparql::PathSequence& sequence, const sparql::Path&, const TermPattern& subject,
             const TermPattern& object, std::vector<Node>& parts) {
    TermPattern from = subject;
    for (std::size_t i = 0; i < sequence.steps.size(); ++i) {
      const bool last = i + 1 == sequence.steps.size();
      TermPattern to = last ? object : TermPattern(context_.fresh());
      QUOTH_CHECK(add(from, sequence.steps[i], to, parts));
      from = std::move(to);
    }
    return {};
  }

  Status add(const sparql::PathAlternative& alternative, const sparql::Path&, const TermPattern& subject,
             const TermPattern& object, std::vector<Node>& parts) {
    algebra::Union u;
    for (const sparql::Path& branch : alternative.branches) {
      std::vector<Node> branch_parts;
      QUOTH_CHECK(add(subject, branch, object, branch_parts));
      u.branches.push_back(join_all(std::move(branch_parts)));
    }
    parts.push_back({std::move(u)});
    return {};
  }

  Status add(const sparql::PathInverse& inverse, const sparql::Path&, const TermPattern& subject,
             const TermPattern& object, std::vector<Node>& parts) {
    return add(object, *inverse.path, subject, parts);
  }

  Status add(const sparql::PathRepeat& repeat, const sparql::Path&, const TermPattern& subject,
             const TermPattern& object, std::vector<Node>& parts) {
    QUOTH_TRY(Path whole, meaning(repeat));
    parts.push_back({algebra::PathPattern{graph_, subject, std::move(whole), object}});
    return {};
  }

  Status add(const sparql::PathNegated& negated, const sparql::Path&, const TermPattern& subject,
             const TermPattern& object, std::vector<Node>& parts) {
    QUOTH_TRY(Sets sets, sets_of(negated));
    const bool both = sets.forward && sets.backward;
    algebra::Union u;
    if (sets.forward)
      u.branches.push_back({algebra::PathPattern{graph_, subject, {*std::move(sets.forward)}, object}});
    if (sets.backward)
      u.branches.push_back({algebra::PathPattern{graph_, object, {*std::move(sets.backward)}, subject}});
    if (both) {
      parts.push_back({std::move(u)});
    } else {
      parts.push_back(std::move(u.branches.front()));
    }
    return {};
  }

  // ---- Inside of others

  Result<Path> path(const sparql::Path& written) {
    return std::visit(Overloaded{
                          [&](const sparql::Iri& iri) { return link(iri, written.span); },
                          [&](const sparql::PrefixedName& name) { return link(name, written.span); },
                          [&](const auto& each) { return meaning(each); },
                      },
                      written.value);
  }

  template <typename Iri>
  Result<Path> link(const Iri& iri, Span span) {
    QUOTH_TRY(std::string text, context_.names.iri(iri, span));
    return Path{Term::iri(std::move(text))};
  }

  Result<std::vector<Path>> all(const std::vector<sparql::Path>& written) {
    std::vector<Path> out;
    for (const sparql::Path& each : written) {
      QUOTH_TRY(Path translated, path(each));
      out.push_back(std::move(translated));
    }
    return out;
  }

  Result<Path> meaning(const sparql::PathSequence& sequence) {
    QUOTH_TRY(std::vector<Path> steps, all(sequence.steps));
    return Path{algebra::PathSequence{std::move(steps)}};
  }
  Result<Path> meaning(const sparql::PathAlternative& alternative) {
    QUOTH_TRY(std::vector<Path> branches, all(alternative.branches));
    return Path{algebra::PathAlternative{std::move(branches)}};
  }
  Result<Path> meaning(const sparql::PathInverse& inverse) {
    QUOTH_TRY(Path forward, path(*inverse.path));
    return Path{algebra::PathInverse{std::move(forward)}};
  }
  Result<Path> meaning(const sparql::PathRepeat& repeat) {
    QUOTH_TRY(Path once, path(*repeat.path));
    const bool zero = repeat.repetition != sparql::Repetition::kOneOrMore;
    const bool many = repeat.repetition != sparql::Repetition::kZeroOrOne;
    return Path{algebra::PathRepeat{std::move(once), zero, many}};
  }
  Result<Path> meaning(const sparql::PathNegated& negated) {
    QUOTH_TRY(Sets sets, sets_of(negated));
    if (!sets.backward) return Path{*std::move(sets.forward)};
    Path backward{algebra::PathInverse{Path{*std::move(sets.backward)}}};
    if (!sets.forward) return backward;
    algebra::PathAlternative both;
    both.branches.push_back({*std::move(sets.forward)});
    both.branches.push_back(std::move(backward));
    return Path{std::move(both)};
  }

  // What must not be passed along, and what not against the direction of triples. A direction that is not mentioned is
  // not gone; a set that mentions none is passed along any triple.
  struct Sets {
    std::optional<algebra::PathNegated> forward, backward;
  };
  Result<Sets> sets_of(const sparql::PathNegated& negated) {
    Sets sets;
    for (const sparql::NegatedProperty& property : negated.properties) {
      QUOTH_TRY(std::string text, context_.names.iri(property.iri, property.span));
      auto& set = property.inverse ? sets.backward : sets.forward;
      if (!set) set.emplace();
      set->predicates.push_back(Term::iri(std::move(text)));
    }
    if (!sets.backward && !sets.forward) sets.forward.emplace();
    return sets;
  }

  const algebra::GraphTarget& graph_;
  Context& context_;
};

}  // namespace

Status add_path(const PathTriple& triple, const algebra::GraphTarget& graph, Context& context,
                std::vector<Node>& parts) {
  return PathReader(graph, context).add(triple.subject, *triple.path, triple.object, parts);
}

}  // namespace quoth::translation
