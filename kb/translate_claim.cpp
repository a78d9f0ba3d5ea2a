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

Node with_values(Node node, std::vector<Variable> variables,
                 std::vector<std::vector<std::optional<Term>>> rows) {
  return {Join{Node{algebra::Values{std::move(variables), std::move(rows)}}, std::move(node)}};
}

Node filtered(Node node, const std::vector<Expression>& conditions) {
  for (const Expression& condition : conditions) node = {algebra::Filter{std::move(node), condition}};
  return node;
}

// Every claim of the pattern once, with its verbs.
Node plain_claims(const Occurrence& occurrence, std::vector<algebra::Inside> insides) {
  Node claims{Bgp{where(occurrence), {occurrence.claim}, std::move(insides)}};
  for (const VerbChoice& choice : occurrence.choices) {
    std::vector<std::vector<std::optional<Term>>> rows;
    for (const Term& predicate : choice.predicates) rows.push_back({predicate});
    claims = with_values(std::move(claims), {choice.variable}, std::move(rows));
  }
  return claims;
}

Node claims_at(const Place& place, const Occurrence& occurrence) {
  Node claims = plain_claims(occurrence, place.insides);
  for (const auto& [variable, term] : place.fixed)
    claims = with_values(std::move(claims), {variable}, {{term}});
  claims = filtered(std::move(claims), place.conditions);
  if (place.bound) claims = {algebra::Extend{std::move(claims), place.bound->first, place.bound->second}};
  return claims;
}

Node claims_about(const Topic& topic, const Occurrence& occurrence) {
  if (topic.places.empty()) return with_values(plain_claims(occurrence, {}), {}, {});
  std::vector<Node> places;
  for (const Place& place : topic.places) places.push_back(claims_at(place, occurrence));
  Node all = places.size() == 1 ? std::move(places.front()) : Node{algebra::Union{std::move(places)}};
  return {algebra::Distinct{Node{algebra::Project{std::move(all), topic.variables}}}};
}

Node claims_of(const Occurrence& occurrence) {
  Node claims = occurrence.topic ? claims_about(*occurrence.topic, occurrence) : plain_claims(occurrence, {});
  claims = filtered(std::move(claims), occurrence.conditions);
  return occurrence.any_verb ? without_mentions(std::move(claims), occurrence) : claims;
}

// The claims with their mentions: those that there are, unless the statement asks something of them.
Node mentioned(Node claims, const Occurrence& occurrence) {
  const GraphTarget graph = where(occurrence);
  Node mentions = bgp(graph, mention_of(occurrence));
  if (occurrence.with_dates)
    mentions = optional(std::move(mentions),
                        bgp(graph, {{occurrence.mention, iri(dcterms::kDate), occurrence.mention_date}}));
  if (const std::optional<Validity>& validity = occurrence.validity) {
    for (const auto& [property, variable] :
         {std::pair(claim_ns::kValidFrom, validity->from), std::pair(claim_ns::kValidUntil, validity->until)})
      mentions = optional(std::move(mentions), bgp(graph, {{occurrence.mention, iri(property), variable}}));
    mentions = {algebra::Filter{std::move(mentions), validity->condition}};
  }
  return is_mention_needed(occurrence) ? Node{Join{std::move(claims), std::move(mentions)}}
                                       : optional(std::move(claims), std::move(mentions));
}

Node dated(Node claims, const Occurrence& occurrence) {
  const TermPattern source =
      occurrence.graph ? TermPattern(*occurrence.graph) : TermPattern(occurrence.source);
  claims = optional(std::move(claims),
                    bgp(algebra::DefaultGraph{}, {{source, iri(dcterms::kDate), occurrence.source_date}}));
  const Call date{"coalesce", {Expression{occurrence.mention_date}, Expression{occurrence.source_date}}};
  return filtered(Node{algebra::Extend{std::move(claims), occurrence.said, {date}}},
                  occurrence.said_conditions);
}

Node translate(const Occurrence& occurrence) {
  Node node = claims_of(occurrence);
  if (occurrence.with_mentions || is_mention_needed(occurrence))
    node = mentioned(std::move(node), occurrence);
  if (occurrence.graph) node = {algebra::Extend{std::move(node), occurrence.source, {*occurrence.graph}}};
  return occurrence.with_dates ? dated(std::move(node), occurrence) : node;
}

Node translate(const std::vector<Occurrence>& branch) {
  Node node = translate(branch.front());
  for (std::size_t i = 1; i < branch.size(); ++i) node = {Join{std::move(node), translate(branch[i])}};
  return node;
}

// How many rows there are, or different values of one variable, or of several together.
Node counted(Node node, const Count& count) {
  algebra::Aggregate aggregate{"count", false, std::nullopt, count.result};
  if (count.counted.size() == 1) {
    aggregate.distinct = true;
    aggregate.argument = Expression{count.counted.front()};
  } else if (count.counted.size() > 1) {
    node = {algebra::Distinct{Node{algebra::Project{std::move(node), different_rows(count)}}}};
  }
  return {algebra::Group{std::move(node), count.by, {std::move(aggregate)}}};
}

}  // namespace

Node translate_claim(const ClaimQuery& query) {
  std::vector<Node> branches;
  for (const std::vector<Occurrence>& branch : query.branches) branches.push_back(translate(branch));
  Node node = branches.size() == 1 ? std::move(branches.front()) : Node{algebra::Union{std::move(branches)}};
  node = filtered(std::move(node), query.conditions);
  if (query.count) node = counted(std::move(node), *query.count);
  std::vector<algebra::SortKey> keys;
  for (const SortColumn& sort : query.sort) {
    const Expression column{sort.column};
    keys.push_back({sort.as_text ? Expression{Call{"str", {column}}} : column, sort.descending});
  }
  for (const Variable& column : query.columns) keys.push_back({Expression{column}, false});
  for (const Variable& mention : query.mentions) keys.push_back({Expression{mention}, false});
  node = {algebra::OrderBy{std::move(node), std::move(keys)}};
  node = {algebra::Project{std::move(node), query.columns}};
  if (query.limit) node = {algebra::Slice{std::move(node), 0, query.limit}};
  return node;
}

}  // namespace quoth
