#include "tests/conformance/graph.h"

#include <set>
#include <string>

#include "rdf/vocabulary.h"

namespace quoth::conformance {

Graph::Graph(std::vector<Quad> quads) : quads_(std::move(quads)) {
  for (const Quad& quad : quads_) by_subject_.emplace(quad.triple.subject, &quad.triple);
}

std::vector<Term> Graph::objects(const Term& subject, std::string_view predicate) const {
  std::vector<Term> result;
  const auto [begin, end] = by_subject_.equal_range(subject);
  for (auto i = begin; i != end; ++i) {
    if (i->second->predicate.text() == predicate) result.push_back(i->second->object);
  }
  return result;
}

std::optional<Term> Graph::object(const Term& subject, std::string_view predicate) const {
  const std::vector<Term> all = objects(subject, predicate);
  return all.empty() ? std::nullopt : std::optional(all.front());
}

Graph::List Graph::list(const Term& head) const {
  List list;
  std::set<Term> seen;
  for (Term node = head; node != Term::iri(std::string(rdf::kNil));) {
    const std::optional<Term> first = object(node, rdf::kFirst), rest = object(node, rdf::kRest);
    const bool is_new = seen.insert(node).second;
    if (first && is_new) list.items.push_back(*first);
    if (!first || !rest || !is_new) {
      list.broken = true;
      return list;
    }
    node = *rest;
  }
  return list;
}

std::vector<std::pair<Term, Term>> Graph::pairs(std::string_view predicate) const {
  std::vector<std::pair<Term, Term>> result;
  for (const Quad& quad : quads_) {
    if (quad.triple.predicate.text() == predicate)
      result.emplace_back(quad.triple.subject, quad.triple.object);
  }
  return result;
}

}  // namespace quoth::conformance
