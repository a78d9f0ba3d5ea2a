// Operators one by one, where random queries do not see or do not pin what they do.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

#include "engine/execute.h"
#include "engine/service.h"
#include "rdf/vocabulary.h"
#include "tests/engine/dataset.h"

namespace quoth {
namespace {

using namespace algebra;

Term iri(const std::string& local) { return Term::iri("http://e/" + local); }
Term number(const std::string& text) { return Term::typed(text, std::string(xsd::kInteger)); }
Variable var(const std::string& name) { return {name}; }

Quad quad(const std::string& s, const std::string& p, const Term& o, const std::string& g = "") {
  return {Triple(iri(s), iri(p), o), g.empty() ? std::nullopt : std::optional(iri(g))};
}

Node pattern(TermPattern s, TermPattern p, TermPattern o) {
  return {Bgp{DefaultGraph{}, {{std::move(s), std::move(p), std::move(o)}}}};
}
Node path(GraphTarget graph, TermPattern s, Path p, TermPattern o) {
  return {PathPattern{std::move(graph), std::move(s), std::move(p), std::move(o)}};
}
Path link(const std::string& local) { return {iri(local)}; }
Path star(Path p) { return {PathRepeat{std::move(p), true, true}}; }
Path plus(Path p) { return {PathRepeat{std::move(p), false, true}}; }
Expression call(const std::string& function, std::vector<Expression> arguments) {
  return {Call{function, std::move(arguments)}};
}

std::string short_text(const std::optional<Term>& term) {
  if (!term) return "-";
  if (term->is_iri()) return term->text().substr(term->text().rfind('/') + 1);
  return term->text();
}

// The rows, each as words of what its columns hold, in their sequence or sorted.
std::vector<std::string> run(const Node& query, const std::vector<Quad>& data, bool sort = true,
                             ServiceClient* services = nullptr) {
  ExecuteOptions options;
  options.services = services;
  const auto solutions = execute(query, snapshot_of(data), options);
  if (!solutions) return {"error: " + solutions.error().message};
  const auto rows = all_rows(**solutions);
  if (!rows) return {"error: " + rows.error().message};
  std::vector<std::string> out;
  for (const auto& row : *rows) {
    std::string line;
    for (const auto& cell : row) line += (line.empty() ? "" : " ") + short_text(cell);
    out.push_back(line);
  }
  if (sort) std::sort(out.begin(), out.end());
  return out;
}

using Lines = std::vector<std::string>;

Node values(const std::string& name, const std::vector<std::optional<Term>>& terms) {
  Values out{{var(name)}, {}};
  for (const auto& term : terms) out.rows.push_back({term});
  return {std::move(out)};
}

// The aggregate of some terms; nullopt is an error.
std::string aggregate(const std::string& function, const std::vector<std::optional<Term>>& terms,
                      bool distinct = false) {
  const Lines lines =
      run({Group{values("x", terms), {}, {{function, distinct, Expression{var("x")}, var("r"), ","}}}}, {});
  REQUIRE(lines.size() == 1);
  return lines.front();
}

// Answers by the endpoint's name, and counts what it is asked.
class FakeEndpoints final : public ServiceClient {
 public:
  Result<Answer> select(const std::string& endpoint, const std::string&, const Limits&) override {
    ++asked;
    if (endpoint == "http://e/broken") return Error{ErrorCode::kIo, "no connection", {}, {}};
    return Answer{{"b", "other"},
                  {{iri(endpoint.substr(endpoint.rfind('/') + 1)), iri("x")}, {iri("b"), {}}}};
  }
  int asked = 0;
};

Node service(TermPattern endpoint, bool silent = false) {
  return {Service{std::move(endpoint), "SELECT * WHERE { }", {var("b")}, {"b"}, silent}};
}

}  // namespace

TEST_CASE("aggregates of nothing are 0, empty, or errors") {
  CHECK(aggregate("count", {}) == "0");
  CHECK(aggregate("sum", {}) == "0");
  CHECK(aggregate("avg", {}) == "0");
  CHECK(aggregate("group_concat", {}).empty());
  CHECK(aggregate("min", {}) == "-");
  CHECK(aggregate("max", {}) == "-");
  CHECK(aggregate("sample", {}) == "-");
}

TEST_CASE("an error of a member is one of the group, but COUNT and SAMPLE pass it over") {
  const std::vector<std::optional<Term>> terms{number("2"), std::nullopt, number("3")};
  CHECK(aggregate("count", terms) == "2");
  CHECK(aggregate("sample", terms) == "2");
  for (const char* function : {"sum", "avg", "min", "max", "group_concat"})
    CHECK(aggregate(function, terms) == "-");
  CHECK(aggregate("sum", {number("1"), Term::literal("1")}) == "-");
  CHECK(aggregate("group_concat", {number("1"), Term::blank("b")}) == "-");
}

TEST_CASE("sums keep every digit, and take the type of what they add") {
  CHECK(aggregate("sum", {number("9000000000000000"), number("9223372036854775807"), number("5")}) ==
        "9232372036854775812");
  CHECK(aggregate("avg", {number("1"), number("2")}) == "1.5");
  CHECK(aggregate("sum", {number("1"), Term::typed("0.5", std::string(xsd::kDecimal)), number("1")}) ==
        "2.5");
  CHECK(aggregate("sum", {number("1"), Term::typed("1.0E0", std::string(xsd::kDouble))}) == "2.0E0");
  CHECK(aggregate("sum", {number("2"), number("2"), number("3")}, true) == "5");
}

TEST_CASE("the least and the greatest are those of ORDER BY, whatever kinds there are") {
  CHECK(aggregate("min", {number("10"), number("9"), Term::typed("9.5", std::string(xsd::kDecimal))}) == "9");
  CHECK(aggregate("max", {number("10"), number("9"), Term::typed("10.5", std::string(xsd::kDecimal))}) ==
        "10.5");
  CHECK(aggregate("min", {number("1"), iri("a"), Term::literal("a")}) == "a");
  CHECK(aggregate("max", {number("-7"), number("-8")}) == "-7");
}

TEST_CASE("GROUP_CONCAT joins by its separator, and once each if distinct") {
  const std::vector<std::optional<Term>> terms{Term::literal("a"), Term::lang("b", "en"), Term::literal("a"),
                                               iri("c")};
  CHECK(aggregate("group_concat", terms) == "a,b,a,http://e/c");
  CHECK(aggregate("group_concat", terms, true) == "a,b,http://e/c");
}

TEST_CASE("a path visits each node of a cycle once, from either end and from all") {
  const std::vector<Quad> data{quad("a", "p", iri("b")), quad("b", "p", iri("c")), quad("c", "p", iri("a")),
                               quad("c", "q", iri("d"))};
  CHECK(run(path(DefaultGraph{}, iri("a"), star(link("p")), var("x")), data) == Lines{"a", "b", "c"});
  CHECK(run(path(DefaultGraph{}, var("x"), plus(link("p")), iri("b")), data) == Lines{"a", "b", "c"});
  CHECK(run(path(DefaultGraph{}, iri("a"), plus({PathAlternative{{link("p"), link("q")}}}), var("x")),
            data) == Lines{"a", "b", "c", "d"});
  CHECK(run(path(DefaultGraph{}, var("x"), plus(link("p")), var("x")), data) == Lines{"a", "b", "c"});
  CHECK(run(path(DefaultGraph{}, var("x"), plus(link("p")), var("y")), data).size() == 9);
  CHECK(run(path(DefaultGraph{}, var("x"), star(link("p")), var("y")), data).size() == 10);
}

TEST_CASE(
    "a path of length zero connects any term of the query with itself, but only nodes that a variable is "
    "bound to") {
  const std::vector<Quad> data{quad("a", "p", iri("b"), "g")};
  const Path zero = star(link("nowhere"));
  CHECK(run(path(DefaultGraph{}, iri("z"), zero, var("x")), data) == Lines{"z"});
  CHECK(run(path(NamedGraph{iri("g")}, Term::literal("a text"), zero, var("x")), data) == Lines{"a text"});
  CHECK(run(path(NamedGraph{iri("z")}, iri("z"), zero, var("x")), data).empty());
  CHECK(run(path(EachNamedGraph{var("g")}, var("x"), zero, var("y")), data) == Lines{"g a a", "g b b"});
  const Node bound{
      Join{values("x", {iri("z"), iri("a")}), path(NamedGraph{iri("g")}, var("x"), zero, var("y"))}};
  CHECK(run(bound, data) == Lines{"a a"});
}

TEST_CASE("a long chain is walked from both ends, and through each graph on its own") {
  std::vector<Quad> data;
  constexpr int kLinks = 3000;
  for (int i = 0; i < kLinks; ++i) {
    const auto node = [](int n) { return "n" + std::to_string(n); };
    data.push_back(quad(node(i), "p", iri(node(i + 1)), i % 2 == 0 ? "even" : "odd"));
    data.push_back(quad(node(i), "p", iri(node(i + 1))));
  }
  const auto count = [&](GraphTarget graph, TermPattern s, TermPattern o) {
    return run({Group{path(std::move(graph), std::move(s), plus(link("p")), std::move(o)),
                      {},
                      {{"count", false, {}, var("n")}}}},
               data)
        .front();
  };
  CHECK(count(DefaultGraph{}, iri("n0"), var("x")) == std::to_string(kLinks));
  CHECK(count(DefaultGraph{}, var("x"), iri("n3000")) == std::to_string(kLinks));
  CHECK(count(EveryGraph{}, iri("n1000"), var("x")) == std::to_string(kLinks - 1000));
  CHECK(count(EachNamedGraph{var("g")}, var("x"), var("y")) == std::to_string(kLinks));
}

TEST_CASE("BNODE with a label is one node for all expressions of a row, and another one in the next") {
  const auto blank = [](const char* label) { return call("bnode", {{Term::literal(label)}}); };
  const Node query{Extend{Node{Extend{Node{Extend{values("x", {iri("a"), iri("b")}), var("s"), blank("l")}},
                                      var("t"), blank("l")}},
                          var("u"), blank("m")}};
  const auto solutions = execute(query, snapshot_of({}));
  REQUIRE(solutions);
  const auto rows = all_rows(**solutions);
  REQUIRE(rows);
  REQUIRE(rows->size() == 2);
  std::set<Term> different;
  for (const auto& row : *rows) {
    CHECK(row[1] == row[2]);
    different.insert({*row[1], *row[3]});
  }
  CHECK(different.size() == 4);
}

TEST_CASE("LATERAL orders, cuts off and counts for each row of its left side") {
  const std::vector<Quad> data{quad("a", "p", number("3")), quad("a", "p", number("1")),
                               quad("a", "p", number("2")), quad("b", "p", number("7")),
                               quad("c", "q", number("0"))};
  const Node least{
      Project{Node{Slice{Node{OrderBy{pattern(var("x"), iri("p"), var("n")), {{{var("n")}, false}}}}, 1, 1}},
              {var("x"), var("n")}}};
  CHECK(run({Lateral{values("x", {iri("a"), iri("b"), iri("c")}), least}}, data) == Lines{"a 2"});
  const Node counted{
      Group{pattern(var("x"), iri("p"), var("n")), {var("x")}, {{"count", false, {}, var("k")}}}};
  CHECK(run({Lateral{values("x", {iri("a"), iri("b"), iri("c")}), counted}}, data) == Lines{"a 3", "b 1"});
  const Node all{Group{pattern(var("other"), iri("p"), var("n")), {}, {{"count", false, {}, var("k")}}}};
  CHECK(run({Lateral{values("x", {iri("a"), iri("c")}), all}}, data) == Lines{"a 4", "c 4"});
}

TEST_CASE("conditions inside EXISTS see the row, at any depth") {
  const std::vector<Quad> data{quad("a", "p", number("3")), quad("b", "p", number("5")),
                               quad("c", "q", number("4"))};
  const Node inner{Filter{pattern(iri("c"), iri("q"), var("m")), call(">", {{var("n")}, {var("m")}})}};
  const Node deep{Union{{inner, Node{Distinct{Node{Project{inner, {var("n"), var("m")}}}}}}}};
  CHECK(run({Filter{pattern(var("x"), iri("p"), var("n")), {Exists{deep}}}}, data) == Lines{"b 5"});
  const Expression either = call("||", {{Exists{deep}}, call("=", {{var("n")}, {number("3")}})});
  CHECK(run({Filter{pattern(var("x"), iri("p"), var("n")), either}}, data) == Lines{"a 3", "b 5"});
  CHECK(run({Extend{pattern(var("x"), iri("p"), var("n")), var("r"), call("!", {{Exists{deep}}})}}, data) ==
        Lines{"a 3 true", "b 5 false"});
  const Node hidden{Project{inner, {var("m")}}};  // ?n is another variable there, never bound
  CHECK(run({Filter{pattern(var("x"), iri("p"), var("n")), {Exists{hidden}}}}, data).empty());
}

TEST_CASE("EXISTS within EXISTS, far deeper than the data go, and no deeper") {
  std::vector<Quad> data;
  for (int i = 0; i < 6; ++i)
    data.push_back(quad("n" + std::to_string(i), "p", iri("n" + std::to_string(i + 1))));
  const auto chain = [](int depth) {
    const auto step = [](int i) {
      return pattern(var("v" + std::to_string(i)), iri("p"), var("v" + std::to_string(i + 1)));
    };
    Node out = step(depth);
    for (int i = depth - 1; i >= 0; --i) out = {Filter{step(i), {Exists{out}}}};
    return out;
  };
  CHECK(run(chain(5), data) == Lines{"n0 n1"});
  CHECK(run(chain(6), data).empty());
  CHECK(run(chain(60), data).empty());
}

TEST_CASE("REDUCED leaves out rows that are as the one before") {
  CHECK(run({Reduced{values("x", {iri("a"), iri("a"), iri("b"), iri("a")})}}, {}, false) ==
        Lines{"a", "b", "a"});
}

TEST_CASE("SERVICE asks each endpoint once, and joins what it answers") {
  FakeEndpoints endpoints;
  CHECK(run({Join{values("b", {iri("a"), iri("c"), iri("b")}), service(iri("a"))}}, {}, true, &endpoints) ==
        Lines{"a", "b"});
  CHECK(endpoints.asked == 1);
  const Node named{Join{service(var("e")), values("e", {iri("a"), iri("c"), iri("a")})}};
  CHECK(run(named, {}, true, &endpoints) == Lines{"a a", "a a", "a b", "a b", "c b", "c c"});
  CHECK(endpoints.asked == 3);
  CHECK(run({LeftJoin{values("e", {iri("c")}), service(var("e")), {}}}, {}, true, &endpoints) ==
        Lines{"c b", "c c"});
}

TEST_CASE(
    "an endpoint that is named is asked once, however many rows there are, and conditions see what it "
    "gives") {
  FakeEndpoints endpoints;
  std::vector<std::optional<Term>> many;
  for (int i = 0; i < 5000; ++i) many.emplace_back(iri(i % 2 == 0 ? "a" : "z" + std::to_string(i)));
  const auto rows = run({LeftJoin{values("b", many), service(iri("a")), {}}}, {}, true, &endpoints);
  CHECK(rows.size() == 5000);
  CHECK(endpoints.asked == 1);
  CHECK(run({Filter{values("b", many), {Exists{service(iri("a"))}}}}, {}, true, &endpoints).size() == 2500);
  CHECK(endpoints.asked == 2);
  const Node named{Join{values("e", {iri("a"), iri("c")}), service(var("e"))}};
  CHECK(run({Filter{named, call("sameterm", {{var("e")}, {var("b")}})}}, {}, true, &endpoints) ==
        Lines{"a a", "c c"});
}

TEST_CASE("an endpoint that fails is an error, or one empty solution if it may") {
  FakeEndpoints endpoints;
  CHECK(run(service(iri("broken")), {}, true, &endpoints) == Lines{"error: no connection"});
  CHECK(run({Join{values("b", {iri("a")}), service(iri("broken"), true)}}, {}, true, &endpoints) ==
        Lines{"a"});
  CHECK(run({Join{values("e", {Term::literal("x")}), service(var("e"))}}, {}, true, &endpoints) ==
        Lines{"error: the endpoint of SERVICE must be an IRI, not \"x\""});
  CHECK(run(service(var("e")), {}, true, &endpoints) ==
        Lines{"error: nothing binds ?e, the endpoint of a SERVICE, beside it"});
  CHECK(run(service(iri("a")), {}) == Lines{"error: SERVICE is not allowed; --allow-service allows it"});
}

}  // namespace quoth
