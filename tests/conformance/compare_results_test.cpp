#include "tests/conformance/compare_results.h"

#include <doctest/doctest.h>

using namespace quoth;
using namespace quoth::conformance;

namespace {

Term blank(const std::string& label) { return Term::blank(label); }
Term iri(const std::string& name) { return Term::iri("http://e/" + name); }

Table table(std::vector<Row> rows, std::vector<std::string> variables = {"x", "y"}) {
  return {std::move(variables), std::move(rows)};
}

bool same(const Results& expected, const Results& actual, const Comparison& comparison = {}) {
  const Result<std::string> differs = difference(expected, actual, comparison);
  REQUIRE(differs);
  return differs->empty();
}

}  // namespace

TEST_CASE("rows are a multiset") {
  const Row a{iri("a"), {}}, b{{}, iri("b")};
  CHECK(same(table({a, b, a}), table({b, a, a})));
  CHECK_FALSE(same(table({a, b, a}), table({b, a, b})));
  CHECK_FALSE(same(table({a, b}), table({a, b, b})));
  CHECK_FALSE(same(table({a, b, b}), table({a, b})));
  CHECK_FALSE(same(table({a}), table({{{}, iri("a")}})));
  CHECK(*difference(table({a, b}), table({a, a}), {}) ==
        "expected 2 rows, got 2\n- ?y = <http://e/b>\n+ ?x = <http://e/a>\n");
}

TEST_CASE("terms are compared as terms, language tags without regard to case") {
  CHECK(same(table({{Term::lang("a", "en-GB"), {}}}), table({{Term::lang("a", "EN-gb"), {}}})));
  CHECK_FALSE(
      same(table({{Term::typed("1", "http://t"), {}}}), table({{Term::typed("01", "http://t"), {}}})));
  CHECK_FALSE(same(table({{Term::literal("a"), {}}}), table({{iri("a"), {}}})));
}

TEST_CASE("blank nodes are renamed once for the whole result, inside triple terms as well") {
  const auto inside = [](const std::string& label) {
    return Term::triple(blank(label), iri("p"), blank(label));
  };
  CHECK(same(table({{blank("a"), blank("b")}, {blank("b"), {}}}),
             table({{blank("y"), {}}, {blank("x"), blank("y")}})));
  CHECK_FALSE(same(table({{blank("a"), blank("b")}, {blank("b"), {}}}),
                   table({{blank("y"), {}}, {blank("x"), blank("z")}})));
  CHECK(same(table({{blank("a"), inside("a")}}), table({{blank("b"), inside("b")}})));
  CHECK_FALSE(same(table({{blank("a"), inside("a")}}), table({{blank("a"), inside("b")}})));
  CHECK_FALSE(same(table({{blank("a"), {}}, {blank("a"), {}}}), table({{blank("a"), {}}, {blank("b"), {}}})));
  CHECK_FALSE(same(table({{blank("a"), {}}}), table({{blank("a"), {}}, {blank("a"), {}}})));
  CHECK(same(table({{blank("a"), {}}, {blank("a"), {}}}), table({{blank("c"), {}}, {blank("c"), {}}})));
}

TEST_CASE("the sequence counts where either side says so") {
  const Row a{iri("a"), {}}, b{blank("b"), {}};
  CHECK_FALSE(same(table({a, b}), table({b, a}), {.ordered = true}));
  CHECK(same(table({a, b}), table({a, b}), {.ordered = true}));
  Table indexed = table({a, b});
  indexed.ordered = true;
  CHECK_FALSE(same(indexed, table({b, a})));
  CHECK(*difference(indexed, table({b, a}), {}) ==
        "expected 2 rows, got 2\nthe rows come in another sequence\n");
}

TEST_CASE("a lax comparison allows fewer of each row, but one") {
  const Row a{iri("a"), {}}, b{blank("b"), {}}, c{blank("c"), iri("c")};
  const Comparison lax{.lax = true};
  CHECK(same(table({a, a, b, b, c}), table({c, b, a}), lax));
  CHECK(same(table({a, a, b, b, c}), table({b, c, b, a, a}), lax));
  CHECK_FALSE(same(table({a, a, b, b, c}), table({a, a, a, b, c}), lax));
  CHECK_FALSE(same(table({a, a, b, b, c}), table({a, b, b, b, c}), lax));
  CHECK_FALSE(same(table({a, a, b, b, c}), table({a, a, b, b}), lax));
  CHECK_FALSE(same(table({a, a}), table({a, {iri("z"), {}}}), lax));
}

TEST_CASE("variables are a set, and in CSV a sequence") {
  const Table xy = table({{iri("a"), iri("b")}}), yx = table({{iri("b"), iri("a")}}, {"y", "x"});
  CHECK(same(xy, yx));
  CHECK_FALSE(same(xy, yx, {.same_header = true}));
  CHECK_FALSE(same(xy, table({{iri("a")}}, {"x"})));
  CHECK_FALSE(same(xy, table({{iri("a"), iri("b")}}, {"x", "z"})));
}

TEST_CASE("a boolean is no table, and graphs are compared up to blank nodes") {
  CHECK(same(true, true));
  CHECK_FALSE(same(true, false));
  CHECK_FALSE(same(true, table({})));
  const std::vector<Quad> a{Quad(Triple(blank("a"), iri("p"), blank("b")))};
  const std::vector<Quad> b{Quad(Triple(blank("x"), iri("p"), blank("y")))};
  const std::vector<Quad> c{Quad(Triple(blank("x"), iri("p"), blank("x")))};
  CHECK(same(a, b));
  CHECK_FALSE(same(a, c));
}
