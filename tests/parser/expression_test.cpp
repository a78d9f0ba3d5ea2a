#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "parser/parse_expression.h"

using namespace quoth;

namespace {

// The tree, with what is left of the text behind " | "; or the error's message.
std::string tree(std::string_view text) {
  const auto parsed = sparql::parse_expression(text);
  if (!parsed) return parsed.error().message;
  std::string out = to_text(parsed->expression);
  const std::string_view rest = text.substr(parsed->end);
  const std::string integer = "^^<http://www.w3.org/2001/XMLSchema#integer>";
  for (std::size_t at = 0; (at = out.find(integer, at)) != std::string::npos;) out.erase(at, integer.size());
  return rest.empty() ? out : out + " |" + std::string(rest);
}

struct Case {
  std::string_view text;
  std::string_view tree;
};

struct Fault {
  std::string_view text;
  std::size_t offset;
  std::string_view message;
};

void check_faults(const std::vector<Fault>& faults, ErrorCode code) {
  for (const Fault& fault : faults) {
    CAPTURE(fault.text);
    const auto parsed = sparql::parse_expression(fault.text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == code);
    CHECK(parsed.error().message == fault.message);
    CHECK(parsed.error().offset == fault.offset);
  }
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("operators bind as SPARQL says, from left to right") {
  const Case cases[] = {
      {"?a || ?b && ?c", "(|| ?a (&& ?b ?c))"},
      {"?a && ?b || ?c && ?d || ?e", "(|| (&& ?a ?b) (&& ?c ?d) ?e)"},
      {"?a = ?b + ?c * ?d", "(= ?a (+ ?b (* ?c ?d)))"},
      {"?a - ?b - ?c", "(- ?a ?b ?c)"},
      {"?a - ?b + ?c - ?d", "(- (+ (- ?a ?b) ?c) ?d)"},
      {"?a / ?b * ?c", "(* (/ ?a ?b) ?c)"},
      {"(?a + ?b) * ?c", "(* (+ ?a ?b) ?c)"},
      {"!?a && ?b", "(&& (! ?a) ?b)"},
      {"!!?a", "(! (! ?a))"},
      {"!(?a || ?b)", "(! (|| ?a ?b))"},
      {"-?a + ?b", "(+ (- ?a) ?b)"},
      {"- 1", "(- \"1\")"},
      {"-1", "\"-1\""},
      {"?a-1", "(- ?a \"1\")"},
      {"?a -1*2", "(- ?a (* \"1\" \"2\"))"},
      {"1--1", "(- \"1\" \"-1\")"},
      {"1 - -?a", "(- \"1\" (- ?a))"},
      {"?a != ?b", "(!= ?a ?b)"},
      {"?a<?b&&?c>?d", "(&& (< ?a ?b) (> ?c ?d))"},
      {"?a <= ?b || ?c >= ?d", "(|| (<= ?a ?b) (>= ?c ?d))"},
      {"?a in (1, ?b)", "(in ?a \"1\" ?b)"},
      {"?a NOT  IN ()", "(not-in ?a)"},
      {"?a + 1 in (2) && ?b", "(&& (in (+ ?a \"1\") \"2\") ?b)"},
  };
  for (const Case& c : cases) CHECK(tree(c.text) == c.tree);
}

TEST_CASE("what stands alone: variables, names, literals, triple terms, calls") {
  const Case cases[] = {
      {"?x", "?x"},
      {"$x1_é", "?x1_é"},
      {"<a>", "<a>"},
      {"<http://e/\\u00e9>", "<http://e/é>"},
      {"ex:a.b\\,c%20", "ex:a.b,c%20"},
      {":", ":"},
      {"1", "\"1\""},
      {"+01", "\"+01\""},
      {"1.50", "\"1.50\"^^<http://www.w3.org/2001/XMLSchema#decimal>"},
      {".5", "\".5\"^^<http://www.w3.org/2001/XMLSchema#decimal>"},
      {"1.e3", "\"1.e3\"^^<http://www.w3.org/2001/XMLSchema#double>"},
      {"True", "\"true\"^^<http://www.w3.org/2001/XMLSchema#boolean>"},
      {"\"a\\tb\\u00e9\"", "\"a\\tbé\""},
      {"'it''", "\"it\" |'"},
      {"'''it's'''", "\"it's\""},
      {"\"\"\"over\ntwo \"lines\"\"\"\"", "\"over\\ntwo \\\"lines\" |\""},
      {"\"x\"@en-GB", "\"x\"@en-GB"},
      {"\"x\" @ar--rtl", "\"x\"@ar--rtl"},
      {"\"5\"^^xsd:byte", "\"5\"^^xsd:byte"},
      {"\"5\" ^^ <t>", "\"5\"^^<t>"},
      {"<<( ?s a <<( :s :p 'o'@en )>> )>>",
       "<<( ?s <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <<( :s :p \"o\"@en )>> )>>"},
      {"strLen ( ?x )", "(strLen ?x)"},
      {"rand()", "(rand)"},
      {"if(?a, 1, coalesce())", "(if ?a \"1\" (coalesce))"},
      {"<http://f>(?x, 1)", "(<http://f> ?x \"1\")"},
      {"xsd:integer(?x)", "(xsd:integer ?x)"},
      {"distinct(?x)", "(distinct ?x)"},
      {"true(?x)", "(true ?x)"},
      {" # a comment\n ?x # another\n+ 1", "(+ ?x \"1\")"},
  };
  for (const Case& c : cases) CHECK(tree(c.text) == c.tree);
}

TEST_CASE("an expression ends where no operator follows, and what stands behind it is not looked at") {
  const Case cases[] = {
      {"strlen(?y) > 3 limit 10", "(> (strlen ?y) \"3\") | limit 10"},
      {"?x > 3?", "(> ?x \"3\") |?"},
      {"?x) && ?y", "?x |) && ?y"},
      {"?x not ?y", "?x | not ?y"},
      {"?x inside", "?x | inside"},
      {"?x in:a", "?x | in:a"},
      {"5.", "\"5\" |."},
      {"?x | ?y", "?x | | ?y"},
      {"?x # comment\n sort by ?y", "?x | # comment\n sort by ?y"},
      {"1 < 2 < 3", "(< \"1\" \"2\") | < 3"},
      {":a from :b", ":a | from :b"},
  };
  for (const Case& c : cases) CHECK(tree(c.text) == c.tree);
}

TEST_CASE("an expression in the middle of a text keeps its places") {
  const std::string_view text = "?x said ?y where (strlen(?y) > 3) limit 10";
  const auto parsed = sparql::parse_expression(text, 16);
  REQUIRE(parsed);
  CHECK(text.substr(parsed->end) == " limit 10");
  const auto place = [&](Span span) { return text.substr(span.begin, span.end - span.begin); };
  CHECK(place(parsed->expression.span) == "(strlen(?y) > 3)");
  const auto& chain = std::get<sparql::Chain>(parsed->expression.value);
  CHECK(place(chain.operands[0].span) == "strlen(?y)");
  CHECK(place(chain.operands[1].span) == "3");
  const auto& call = std::get<sparql::Call>(chain.operands[0].value);
  CHECK(place(call.function_span) == "strlen");
  CHECK(place(call.arguments[0].span) == "?y");
}

TEST_CASE("the span of a chain reaches from its first operand to its last") {
  const std::string_view text = " ?a + (?b) * ?c || ?d";
  const auto parsed = sparql::parse_expression(text);
  REQUIRE(parsed);
  CHECK(parsed->expression.span == Span{1, text.size()});
  const auto& either = std::get<sparql::Chain>(parsed->expression.value);
  CHECK(either.operands[0].span == Span{1, 15});
  const auto& sum = std::get<sparql::Chain>(either.operands[0].value);
  CHECK(sum.operands[1].span == Span{6, 15});
}

TEST_CASE("an error says what was expected, and where") {
  check_faults(
      {
          {"", 0, "expected an expression"},
          {"  # nothing", 11, "expected an expression"},
          {"?x +", 4, "expected an expression"},
          {"?x = = ?y", 5, "expected an expression"},
          {"?x && limit 3", 6,
           "expected an expression; the bare word \"limit\" could only be a function, with '(' behind it"},
          {"not ?x", 0, "expected an expression; what negates one is '!'"},
          {"(?x", 3, "expected ')'"},
          {"(?x ?y)", 4, "expected ')'"},
          {"f(?x", 4, "expected ',' or ')'"},
          {"f(?x, )", 6, "expected an expression"},
          {"?x in ?y", 6, "expected '('"},
          {"?x in (1, 2", 11, "expected ',' or ')'"},
          {"? = 1", 1, "expected a variable's name"},
          {"\"abc", 4, "expected \" at the end of the string"},
          {"'a\nb'", 2, "expected ' at the end of the string"},
          {"'''abc''", 0, "this string is not closed"},
          {"'a\\x'", 2, "bad escape: a backslash must be followed by one of t b n r f \" ' \\ u U"},
          {"'a\\u12'", 2, "bad escape: '\\u' needs 4 hexadecimal digits"},
          {"'a'@", 4, "expected a language tag after '@'"},
          {"'a'^^ 5", 6, "expected an IRI or a prefixed name"},
          {"<a b>", 2, "invalid IRI: a space is not allowed"},
          {"<<( 'a' :p :o )>>", 4, "expected a subject (a variable or an IRI)"},
          {"<<( :s 'p' :o )>>", 7, "expected a predicate (a variable, an IRI or 'a')"},
          {"<<( :s :p )>>", 10, "expected an object (a variable, an IRI, a literal or a triple term)"},
          {"<<( :s :p :o >>", 13, "expected ')>>'"},
          {"?x = _:b", 5, "expected an expression"},
          {"?x = \xff", 5, "this byte is not valid UTF-8"},
      },
      ErrorCode::kSyntax);
}

TEST_CASE("what needs a query around it is understood and refused") {
  check_faults(
      {
          {"EXISTS { ?x ?y ?z }", 0, "EXISTS is not supported here"},
          {"?a && not  exists { ?x ?y ?z }", 6, "NOT EXISTS is not supported here"},
          {"1 + COUNT(*)", 4, "the aggregate COUNT is not supported here"},
          {"group_concat(?x; separator=',')", 0, "the aggregate group_concat is not supported here"},
          {"ex:f(DISTINCT ?x)", 5, "DISTINCT belongs to aggregates, which are not supported here"},
      },
      ErrorCode::kUnsupported);
}

TEST_CASE("an error shows the line and a caret") {
  const auto parsed = sparql::parse_expression("?x where ?y >\n  strlen(?z", 8, "a.txt");
  REQUIRE_FALSE(parsed);
  CHECK(parsed.error().to_string() == "a.txt:2:12: expected ',' or ')'\n    strlen(?z\n             ^");
}

TEST_CASE("nesting is bounded, and rows of operators are not") {
  const auto nested = [](std::string_view open, std::string_view close, int depth) {
    return repeated(open, depth) + "?x" + repeated(close, depth);
  };
  struct Form {
    std::string_view open, close;
    int levels;  // of nesting in each
  };
  const Form forms[] = {{"(", ")", 1},      {"!", "", 1},       {"f(", ")", 1},          {"!(", ")", 2},
                        {"1 in (", ")", 1}, {"-(1*1+", ")", 1}, {"<<( :s :p ", ")>>", 1}};
  for (const Form& form : forms) {
    CAPTURE(form.open);
    const int most = kMaxNesting / form.levels;
    CHECK(sparql::parse_expression(nested(form.open, form.close, most)));
    for (const int depth : {most + 1, 100'000}) {
      const auto parsed = sparql::parse_expression(nested(form.open, form.close, depth));
      REQUIRE_FALSE(parsed);
      CHECK(parsed.error().code == ErrorCode::kLimit);
      CHECK(parsed.error().message == "an expression is nested deeper than 256 levels");
    }
  }
  for (const std::string_view op : {" || ?x", " && ?x", " + 1", " - 1", " * 2", " / 2"}) {
    const auto parsed = sparql::parse_expression("?x" + repeated(op, 100'000));
    REQUIRE(parsed);
    CHECK(std::get<sparql::Chain>(parsed->expression.value).operands.size() == 100'001);
  }
}
