#include "kb/translate_claim.h"

#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Bgp;
using algebra::Call;
using algebra::Expression;
using algebra::GraphTarget;
using algebra::Join;
using algebra::LeftJoin;
using algebra::Node;
using algebra::TermPattern;
using algebra::TriplePattern;
using algebra::Variable;

Term iri(std::string_view text) { return Term::iri(std::string(text)); }

Node bgp(GraphTarget graph, std::vector<TriplePattern> patterns) {
  return {Bgp{std::move(graph), std::move(patterns)}};
}

Node optional(Node left, Node right) { return {LeftJoin{std::move(left), std::move(right), std::nullopt}}; }

GraphTarget where(const Occurrence& occurrence) {
  if (occurrence.graph) return algebra::NamedGraph{*occurrence.graph};
  if (occurrence.sources_only) return algebra::EachNamedGraph{occurrence.source};
  return algebra::EveryGraph{occurrence.source};
}

// ?mention rdf:reifies <<( the claim )>>, and its addressee.
std::vector<TriplePattern> mention_of(const Occurrence& occurrence) {
  std::vector<TriplePattern> patterns{
      {occurrence.mention, iri(rdf::kReifies), Box<TriplePattern>(occurrence.claim)}};
  if (occurrence.addressee)
    patterns.push_back({occurrence.mention, iri(claim_ns::kTo), *occurrence.addressee});
  return patterns;
}

// Without the triples whose subject reifies something in the same graph: they tell of a mention.
Node without_mentions(Node claims, const Occurrence& occurrence) {
  Node reifying =
      bgp(where(occurrence), {{occurrence.claim.subject, iri(rdf::kReifies), occurrence.reified}});
  const Expression reifies{Call{"bound", {Expression{occurrence.reified}}}};
  return {algebra::Filter{optional(std::move(claims), std::move(reifying)), {Call{"!", {reifies}}}}};
}

Node claims_of(const Occurrence& occurrence) {
  Node claims = bgp(where(occurrence), {occurrence.claim});
  for (const VerbChoice& choice : occurrence.choices) {
    algebra::Values values{{choice.variable}, {}};
    for (const Term& predicate : choice.predicates) values.rows.push_back({predicate});
    claims = {Join{Node{std::move(values)}, std::move(claims)}};
  }
  for (const Expression& condition : occurrence.conditions)
    claims = {algebra::Filter{std::move(claims), condition}};
  return occurrence.any_verb ? without_mentions(std::move(claims), occurrence) : claims;
}

Node translate(const Occurrence& occurrence) {
  const GraphTarget graph = where(occurrence);
  Node mentions = optional(bgp(graph, mention_of(occurrence)),
                           bgp(graph, {{occurrence.mention, iri(dcterms::kDate), occurrence.mention_date}}));
  Node node = claims_of(occurrence);
  node = occurrence.addressee ? Node{Join{std::move(node), std::move(mentions)}}
                              : optional(std::move(node), std::move(mentions));
  if (occurrence.graph) node = {algebra::Extend{std::move(node), occurrence.source, {*occurrence.graph}}};
  const TermPattern source =
      occurrence.graph ? TermPattern(*occurrence.graph) : TermPattern(occurrence.source);
  node = optional(std::move(node),
                  bgp(algebra::DefaultGraph{}, {{source, iri(dcterms::kDate), occurrence.source_date}}));
  const Call date{"coalesce", {Expression{occurrence.mention_date}, Expression{occurrence.source_date}}};
  return {algebra::Extend{std::move(node), occurrence.said, {date}}};
}

Node translate(const std::vector<Occurrence>& branch) {
  Node node = translate(branch.front());
  for (std::size_t i = 1; i < branch.size(); ++i) node = {Join{std::move(node), translate(branch[i])}};
  return node;
}

}  // namespace

Node translate_claim(const ClaimQuery& query) {
  std::vector<Node> branches;
  for (const std::vector<Occurrence>& branch : query.branches) branches.push_back(translate(branch));
  Node node = branches.size() == 1 ? std::move(branches.front()) : Node{algebra::Union{std::move(branches)}};
  std::vector<algebra::SortKey> keys;
  for (const Variable& column : query.columns) keys.push_back({Expression{column}, false});
  for (const Variable& mention : query.mentions) keys.push_back({Expression{mention}, false});
  node = {algebra::OrderBy{std::move(node), std::move(keys)}};
  node = {algebra::Project{std::move(node), query.columns}};
  if (query.limit) node = {algebra::Slice{std::move(node), 0, query.limit}};
  return node;
}

}  // namespace quoth
