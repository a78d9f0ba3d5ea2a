#include "engine/expression.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "engine/execute.h"
#include "engine/translate_expression.h"
#include "parser/parse_expression.h"
#include "rdf/value.h"
#include "rdf/vocabulary.h"
#include "tests/engine/dataset.h"

namespace quoth {
namespace {

using namespace algebra;
using Rows = std::vector<std::vector<std::optional<Term>>>;

Result<Expression> read(std::string_view text) {
  PrefixMap prefixes;
  prefixes.set("xsd", xsd::kNamespace);
  QUOTH_TRY(const sparql::ParsedExpression parsed, sparql::parse_expression(text));
  return translate_expression(parsed.expression, {.text = text, .prefixes = prefixes});
}

// ?x bound to each of the terms in turn, and ?a, ?b … to the expressions.
Result<Rows> evaluate(const std::vector<std::optional<Term>>& terms, const std::vector<std::string>& texts) {
  Values values{{Variable{"x"}}, {}};
  for (const auto& term : terms) values.rows.push_back({term});
  Node node{std::move(values)};
  for (std::size_t i = 0; i < texts.size(); ++i) {
    QUOTH_TRY(Expression expression, read(texts[i]));
    node = {
        Extend{std::move(node), Variable{std::string(1, static_cast<char>('a' + i))}, std::move(expression)}};
  }
  QUOTH_TRY(const auto solutions, execute(node, snapshot_of({})));
  return all_rows(*solutions);
}

const Term kOne = Term::typed("1", std::string(xsd::kInteger));

}  // namespace

TEST_CASE("an expression is evaluated for each row, and an unbound variable has no value") {
  const auto rows =
      evaluate({kOne, std::nullopt, Term::literal("x")}, {"?x + 1", "bound(?x)", "coalesce(?x, 0)"});
  REQUIRE(rows);
  REQUIRE(rows->size() == 3);
  std::set<std::string> seen;
  for (const auto& row : *rows) {
    std::string text;
    for (std::size_t i = 1; i < row.size(); ++i) text += (row[i] ? row[i]->text() : "-") + " ";
    seen.insert(text);
  }
  CHECK(seen == std::set<std::string>{"2 true 1 ", "- false 0 ", "- true x "});
}

TEST_CASE("now is one moment for the whole query, with a zone") {
  const auto rows = evaluate({kOne, kOne, kOne}, {"now()", "now() = ?a && tz(now()) = 'Z'",
                                                  "now() > "
                                                  "'2020-01-01T00:00:00Z'^^xsd:dateTime"});
  REQUIRE(rows);
  REQUIRE(rows->size() == 3);
  for (const auto& row : *rows) {
    CHECK(row[1] == rows->front()[1]);
    CHECK(row[2]->text() == "true");
    CHECK(row[3]->text() == "true");
  }
}

TEST_CASE("random numbers and new names differ from row to row") {
  const std::vector<std::optional<Term>> many(50, kOne);
  const auto rows = evaluate(many, {"rand()", "uuid()", "struuid()", "bnode()"});
  REQUIRE(rows);
  REQUIRE(rows->size() == many.size());
  for (std::size_t column = 1; column <= 4; ++column) {
    std::set<Term> different;
    for (const auto& row : *rows) different.insert(row[column].value());
    CHECK(different.size() == many.size());
  }
  const auto& row = rows->front();
  const auto number = to_double(*value_of(row[1]->view()));
  CHECK(*number >= 0);
  CHECK(*number < 1);
  CHECK(row[2]->is_iri());
  CHECK(row[2]->text().starts_with("urn:uuid:"));
  CHECK(row[3]->text().size() == 36);
  CHECK(row[3]->text()[14] == '4');
  CHECK(std::string_view("89ab").find(row[3]->text()[19]) != std::string_view::npos);
  CHECK(row[4]->is_blank());
}

TEST_CASE("bnode of a text is the same for the same text within a row, and another in the next") {
  const auto rows =
      evaluate({kOne, kOne}, {"bnode('a') = bnode('a') && bnode('a') != bnode('b')", "bnode('a')"});
  REQUIRE(rows);
  REQUIRE(rows->size() == 2);
  CHECK((*rows)[0][1]->text() == "true");
  CHECK((*rows)[0][2] != (*rows)[1][2]);
}

TEST_CASE("a pattern that the data brings is no value where it cannot be compiled") {
  const auto rows =
      evaluate({Term::literal("("), Term::literal("a")}, {"regex('abc', ?x)", "replace('abc', ?x, '-')"});
  REQUIRE(rows);
  std::set<std::string> seen;
  for (const auto& row : *rows)
    seen.insert((row[1] ? row[1]->text() : "-") + (row[2] ? row[2]->text() : "-"));
  CHECK(seen == std::set<std::string>{"--", "true-bc"});
}

TEST_CASE("a text that functions make grow beyond all bounds ends the query with an error") {
  // Each row of "replace" makes ten of every letter.
  std::string constant = "'a'", variable = "?x";
  for (int i = 0; i < 9; ++i) {
    for (std::string* text : {&constant, &variable}) *text = "replace(" + *text + ", 'a', 'aaaaaaaaaa')";
  }
  for (const std::string& text : {constant, variable, "strlen(concat(" + variable + ", 'b'))"}) {
    const auto rows = evaluate({Term::literal("a")}, {text});
    REQUIRE_FALSE(rows);
    CHECK(rows.error().code == ErrorCode::kLimit);
    CHECK(rows.error().message == "a text grows beyond 67108864 bytes");
  }
  const auto filtered = [&] {
    Node node{Filter{Node{Values{{}, {{}}}}, Expression{Call{"=", {*read(constant), Expression{kOne}}}}}};
    const auto solutions = execute(node, snapshot_of({}));
    REQUIRE(solutions);
    return all_rows(**solutions);
  }();
  CHECK_FALSE(filtered);  // and is not taken for a condition that never holds
}

TEST_CASE("a row of operators is as deep as it is long, and refused with its place past the bound") {
  const auto row = [](std::string_view op, int operators) {
    std::string out = "?x";
    for (int i = 0; i < operators; ++i) out += op;
    return out;
  };
  for (const std::string_view op : {" + 1", " - 1", " * 1", " / 1"}) {
    const auto rows = evaluate({kOne}, {row(op, kMaxExpressionDepth - 1)});
    REQUIRE(rows);
    CHECK(rows->front()[1].has_value());
    for (const int count : {kMaxExpressionDepth, 100'000}) {
      const auto refused = read(row(op, count));
      REQUIRE_FALSE(refused);
      CHECK(refused.error().code == ErrorCode::kLimit);
      CHECK(refused.error().offset == 0);
    }
  }
  for (const std::string_view op : {" || ?x", " && ?x"}) {
    const auto rows = evaluate({kOne}, {row(op, 100'000)});
    REQUIRE(rows);
    CHECK(rows->front()[1]->text() == "true");
  }
}

TEST_CASE("brackets nest as deep as the parser lets them, whatever is between them") {
  for (const std::string_view open : {"(1+1*", "!(1 = ", "-(?x && ", "coalesce(1/", "if(?x, 1, "}) {
    const int depth = open[0] == '!' || open[0] == '-' ? kMaxNesting / 2 : kMaxNesting;
    std::string text;
    for (int i = 0; i < depth; ++i) text += open;
    text += "?x" + std::string(static_cast<std::size_t>(depth), ')');
    const auto expression = read(text);
    if (expression) {
      CHECK(evaluate({kOne}, {text}));
    } else {
      CHECK(expression.error().code == ErrorCode::kLimit);
    }
  }
}

}  // namespace quoth
