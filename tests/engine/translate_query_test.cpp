// What tests/queries/ shows of the translation is not repeated here: bounds, and what a query gives to its callers.
#include "engine/translate_query.h"

#include <doctest/doctest.h>

#include <string>

#include "engine/validate.h"
#include "parser/parse_query.h"

namespace quoth {
namespace {

Result<TranslatedQuery> translate(const std::string& text, const QueryOptions& options = {}) {
  QUOTH_TRY(const sparql::Query query, sparql::parse_query(text));
  return translate_query(query, text, options);
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST_CASE("a long query is no deep tree where the sequence of its parts does not matter") {
  const std::string path = "?x <http://e/p>/<http://e/q>|<http://e/r>* ?y . ";
  for (const std::string& body :
       {repeated("?x <http://e/p> ?y . ", 5000), repeated(path, 2000), repeated("{ ?x ?y ?z } ", 2000),
        repeated("FILTER(?x = 1) ", 2000), "?x <http://e/p> (" + repeated("1 ", 5000) + ")",
        "?x <http://e/p>" + repeated("/<http://e/p>", 5000) + " ?y",
        "?x <http://e/p>" + repeated("|<http://e/p>", 5000) + " ?y"}) {
    const auto translated = translate("SELECT * { " + body + " }");
    REQUIRE(translated);
    CHECK(algebra::validate(translated->solutions));
  }
}

TEST_CASE("what makes a deep tree is refused with its place") {
  for (const char* part : {"OPTIONAL { ?x ?y ?z } ", "MINUS { ?x ?y ?z } ", "LATERAL { ?x ?y ?z } "}) {
    const auto translated = translate("SELECT * {\n" + repeated(part, 2000) + " }");
    REQUIRE_FALSE(translated);
    CHECK(translated.error().code == ErrorCode::kLimit);
    REQUIRE(translated.error().location);
    CHECK(translated.error().location->line == 2);
  }
  std::string items, keys;
  for (int i = 0; i < 2000; ++i) {
    items += " (1 AS ?v" + std::to_string(i) + ")";
    keys += " (STR(?x) AS ?v" + std::to_string(i) + ")";
  }
  for (const std::string& text :
       {"SELECT" + items + " {}", "SELECT (1 AS ?one) { ?x ?y ?z } GROUP BY" + keys,
        "SELECT (1 AS ?one) { ?x ?y ?z } GROUP BY ?x HAVING" + repeated(" (?x = 1)", 2000)}) {
    const auto translated = translate(text);
    REQUIRE_FALSE(translated);
    CHECK(translated.error().code == ErrorCode::kLimit);
    CHECK(translated.error().location);
  }
}

TEST_CASE("groups within GRAPH are translated once, however deep they stand") {
  const auto translated = translate("SELECT * { " + repeated("GRAPH ?g { ?x ?y ?z FILTER(?g != ?x) ", 60) +
                                    repeated("} ", 60) + "}");
  REQUIRE(translated);
  CHECK(algebra::validate(translated->solutions));
}

TEST_CASE("prefixes are those of the query, then the caller's") {
  QueryOptions options;
  options.prefixes.set("a", "http://e/a#");
  options.prefixes.set("b", "http://e/b#");
  const auto translated = translate("PREFIX a: <http://e/other#> ASK { a:x b:x 1 }", options);
  REQUIRE(translated);
  CHECK(translated->prefixes.expand("a", "x") == "http://e/other#x");
  CHECK(translated->prefixes.expand("b", "x") == "http://e/b#x");
}

}  // namespace
}  // namespace quoth
