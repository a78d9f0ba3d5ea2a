#include "tests/engine/random_query.h"

#include <string>

#include "rdf/vocabulary.h"

namespace quoth {

using namespace algebra;

namespace {

Term iri(const std::string& local) { return Term::iri("http://e/" + local); }

const std::vector<std::string> kVariables{"a", "b", "c", "d", "e"};

}  // namespace

// ---- Data

Term RandomQuery::resource() {
  static const std::vector<Term> kTerms{iri("r1"), iri("r2"), iri("r3"), Term::blank("b1")};
  return any_of(kTerms);
}

Term RandomQuery::predicate() {
  static const std::vector<Term> kTerms{iri("p1"), iri("p2"), iri("p3")};
  return any_of(kTerms);
}

Term RandomQuery::literal() {
  const auto typed = [](const char* text, std::string_view datatype) {
    return Term::typed(text, std::string(datatype));
  };
  static const std::vector<Term> kTerms{
      typed("1", xsd::kInteger),
      typed("01", xsd::kInteger),
      typed("1.0", xsd::kDecimal),
      typed("1.0E0", xsd::kDouble),
      typed("2", xsd::kInteger),
      typed("NaN", xsd::kDouble),
      typed("x", xsd::kInteger),
      typed("true", xsd::kBoolean),
      typed("2014-03-28", xsd::kDate),
      typed("2014-03-28T12:00:00", xsd::kDateTime),
      typed("2014-03-28T12:00:00Z", xsd::kDateTime),
      typed("v", "http://e/datatype"),
      Term::literal("short"),
      Term::literal("a string that does not fit an id"),
      Term::literal(""),
      Term::lang("short", "en"),
      Term::lang("short", "de"),
      Term::lang("short", "en", Direction::kLeftToRight),
  };
  return any_of(kTerms);
}

Term RandomQuery::object(int depth) {
  if (depth > 0 && one_in(2)) return Term::triple(resource(), predicate(), object(depth - 1));
  return one_in(3) ? literal() : resource();
}

Term RandomQuery::graph() {
  static const std::vector<Term> kTerms{iri("g1"), iri("g2"), iri("r1")};
  return any_of(kTerms);
}

std::vector<Quad> RandomQuery::dataset() {
  std::vector<Quad> out;
  const std::size_t count = below(40);
  for (std::size_t i = 0; i < count; ++i) {
    Triple triple(resource(), predicate(), object(3));
    out.push_back({triple, one_in(2) ? std::nullopt : std::optional(graph())});
    if (one_in(4)) out.push_back({triple, graph()});
  }
  return out;
}

// ---- Queries

Variable RandomQuery::variable() { return {any_of(kVariables)}; }

TermPattern RandomQuery::subject_pattern() {
  if (one_in(3)) return resource();
  return variable();
}

TermPattern RandomQuery::predicate_pattern() {
  if (!one_in(3)) return predicate();
  return variable();
}

TermPattern RandomQuery::object_pattern(int depth) {
  if (depth > 0 && one_in(3)) {
    return Box(TriplePattern{subject_pattern(), predicate_pattern(), object_pattern(depth - 1)});
  }
  if (one_in(4)) return object(1);
  return variable();
}

GraphTarget RandomQuery::graph_target() {
  switch (below(6)) {
    case 5:
      return MergedGraphs{{graph(), graph()}};
    case 0:
      return DefaultGraph{};
    case 1:
      return NamedGraph{graph()};
    case 2:
      return EachNamedGraph{variable()};
    case 3:
      return EveryGraph{variable()};
    default:
      return EveryGraph{};
  }
}

Node RandomQuery::bgp() {
  Bgp out{graph_target(), {}};
  const std::size_t patterns = one_in(10) ? 0 : 1 + below(3);
  for (std::size_t i = 0; i < patterns; ++i) {
    out.patterns.push_back({subject_pattern(), predicate_pattern(), object_pattern(2)});
  }
  if (!out.patterns.empty() && one_in(4)) {  // what is inside of the object of some pattern
    if (const auto* object = std::get_if<Variable>(&out.patterns[below(patterns)].object))
      out.insides.push_back({*object, {subject_pattern(), predicate_pattern(), object_pattern(1)}});
  }
  return {std::move(out)};
}

Path RandomQuery::path(int depth) {
  if (depth == 0) {
    if (one_in(4))
      return {PathNegated{one_in(2) ? std::vector{predicate()} : std::vector{predicate(), predicate()}}};
    return {predicate()};
  }
  switch (below(6)) {
    case 0:
      return {PathSequence{{path(depth - 1), path(depth - 1)}}};
    case 1:
      return {PathAlternative{{path(depth - 1), path(depth - 1)}}};
    case 2:
      return {PathInverse{path(depth - 1)}};
    case 3:
      return path(0);
    default:
      return {PathRepeat{path(depth - 1), one_in(2), !one_in(3)}};
  }
}

Node RandomQuery::path_pattern() {
  const auto end = [&]() -> TermPattern {
    if (one_in(3)) return one_in(3) ? iri("nowhere") : one_in(3) ? literal() : resource();
    return variable();
  };
  PathPattern out{graph_target(), end(), path(1 + static_cast<int>(below(3))), end()};
  if (one_in(6)) out.object = object_pattern(1);
  return {std::move(out)};
}

Node RandomQuery::values() {
  Values out;
  out.variables = {variable()};
  if (const Variable second = variable(); one_in(2) && second != out.variables[0])
    out.variables.push_back(second);
  const std::size_t rows = below(4);
  for (std::size_t i = 0; i < rows; ++i) {
    auto& row = out.rows.emplace_back();
    for (std::size_t c = 0; c < out.variables.size(); ++c) {
      row.push_back(one_in(6)   ? std::nullopt
                    : one_in(3) ? std::optional(predicate())
                    : one_in(5) ? std::optional(iri("nowhere"))
                                : std::optional(object(1)));
    }
  }
  return {std::move(out)};
}

Expression RandomQuery::expression(int depth) {
  if (depth == 0 || one_in(5)) {
    if (one_in(3)) return {one_in(3) ? resource() : literal()};
    return {variable()};
  }
  if (one_in(8)) return {Exists{exists_pattern(depth)}};
  static const std::vector<std::pair<std::string, int>> kFunctions{
      {"=", 2},      {"=", 2},        {"!=", 2},       {"<", 2},       {"<=", 2},        {">", 2},
      {">=", 2},     {"&&", 2},       {"||", 2},       {"!", 1},       {"+", 2},         {"-", 2},
      {"*", 2},      {"/", 2},        {"unary-", 1},   {"in", 3},      {"not in", 3},    {"coalesce", 2},
      {"if", 3},     {"sameterm", 2}, {"isiri", 1},    {"isblank", 1}, {"isliteral", 1}, {"istriple", 1},
      {"str", 1},    {"lang", 1},     {"datatype", 1}, {"subject", 1}, {"predicate", 1}, {"object", 1},
      {"triple", 3}, {"bound", 1},    {"bound", 1}};
  const auto& [name, arguments] = any_of(kFunctions);
  Call call{name, {}};
  for (int i = 0; i < arguments; ++i)
    call.arguments.push_back(name == "bound" ? Expression{variable()} : expression(depth - 1));
  return {std::move(call)};
}

Node RandomQuery::exists_pattern(int depth) {
  Node out = group(depth - 1);
  if (one_in(6))
    return {
        Slice{std::move(out), below(3), one_in(2) ? std::nullopt : std::optional<std::uint64_t>(below(3))}};
  return out;
}

std::vector<Variable> RandomQuery::some_of(const std::vector<Variable>& all) {
  std::vector<Variable> out;
  for (const Variable& variable : all) {
    if (!one_in(3)) out.push_back(variable);
  }
  return out;
}

// Of what the standard leaves open - which member SAMPLE takes, in which sequence GROUP_CONCAT joins - only what is
// the same in every case comes out.
Node RandomQuery::grouped(Node input) {
  static const std::vector<std::string> kFunctions{"count", "count", "sum",    "min",
                                                   "max",   "avg",   "sample", "group_concat"};
  const std::vector<Variable> scope = variables_in_scope(input);
  Group group{std::move(input), some_of(scope), {}};
  if (one_in(3)) group.keys.clear();
  std::vector<Variable> shown = group.keys;
  std::vector<std::pair<Variable, Expression>> certain;
  for (std::size_t i = 0; i <= below(2); ++i) {
    Aggregate aggregate{any_of(kFunctions), one_in(2), expression(1), {"n" + std::to_string(fresh_++)}};
    if (aggregate.function == "count" && one_in(2)) aggregate.argument.reset();
    shown.push_back(aggregate.result);
    if (aggregate.function == "sample" || aggregate.function == "group_concat") {
      aggregate.result.name = "." + aggregate.result.name;
      certain.push_back(
          {shown.back(), {Call{aggregate.function == "sample" ? "bound" : "strlen", {{aggregate.result}}}}});
    }
    group.aggregates.push_back(std::move(aggregate));
  }
  Node out{std::move(group)};
  for (auto& [variable, expression] : certain)
    out = {Extend{std::move(out), variable, std::move(expression)}};
  return {Project{std::move(out), std::move(shown)}};
}

Node RandomQuery::subquery(int depth) {
  Node input = group(depth);
  const std::vector<Variable> scope = variables_in_scope(input);
  if (one_in(2)) return grouped(std::move(input));
  if (one_in(3)) return {Distinct{Node{Reduced{Node{Project{std::move(input), some_of(scope)}}}}}};
  if (one_in(2)) return {Distinct{Node{Project{std::move(input), some_of(scope)}}}};
  return {Project{std::move(input), some_of(scope)}};
}

Node RandomQuery::group(int depth) {
  if (depth == 0) return one_in(6) ? values() : bgp();
  switch (below(14)) {
    case 0:
    case 1:
      return {Join{group(depth - 1), group(depth - 1)}};
    case 2:
    case 3: {
      LeftJoin join{group(depth - 1), group(depth - 1), std::nullopt};
      if (one_in(3)) join.condition = expression(2);
      return {std::move(join)};
    }
    case 4:
      return {Union{{group(depth - 1), group(depth - 1)}}};
    case 5:
      return {Minus{group(depth - 1), group(depth - 1)}};
    case 6:
    case 7:
      return {Filter{group(depth - 1), expression(2)}};
    case 8:
      return {Extend{group(depth - 1), {"x" + std::to_string(fresh_++)}, expression(2)}};
    case 9:
      return subquery(depth - 1);
    case 10:
    case 11:
      return path_pattern();
    case 12:
      return {Lateral{group(depth - 1), group(depth - 1)}};
    default:
      return bgp();
  }
}

Node RandomQuery::query() {
  Node out = group(3);
  if (!one_in(3)) return out;
  OrderBy order{std::move(out), {}};
  for (std::size_t i = 0; i <= below(2); ++i) order.keys.push_back({expression(1), one_in(2)});
  out = {std::move(order)};
  if (one_in(2)) {
    const std::vector<Variable> scope = variables_in_scope(out);
    out = {Project{std::move(out), some_of(scope)}};
  }
  if (one_in(2))
    out = {
        Slice{std::move(out), below(3), one_in(3) ? std::nullopt : std::optional<std::uint64_t>(below(6))}};
  return out;
}

}  // namespace quoth
