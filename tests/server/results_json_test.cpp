#include "server/results_json.h"

#include <doctest/doctest.h>

#include <string>

using namespace quoth;
using namespace quoth::server;

namespace {

std::string with_term(const std::string& term) {
  return R"({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": )" + term + "}]}}";
}

// The term as N-Triples, or what is wrong with it.
std::string read(const std::string& term) {
  const auto answer = read_results_json(with_term(term), "b");
  return answer ? to_string(answer->rows.at(0).at(0).value()) : answer.error().message;
}

std::string nested(int depth) {
  std::string begin, end;
  for (int i = 0; i < depth; ++i) {
    begin += R"({"type":"triple","value":{"subject":{"type":"uri","value":"http://s"},)"
             R"("predicate":{"type":"uri","value":"http://p"},"object":)";
    end += "}}";
  }
  return begin + R"({"type": "uri", "value": "http://o"})" + end;
}

}  // namespace

TEST_CASE("every kind of term is read") {
  struct Case {
    std::string json, expected;
  };
  const Case cases[] = {
      {R"({"type": "uri", "value": "http://a/ä"})", "<http://a/ä>"},
      {R"({"type": "literal", "value": "a\n\"b\" \u00e9"})", R"("a\n\"b\" é")"},
      {R"({"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"})",
       R"("1"^^<http://www.w3.org/2001/XMLSchema#integer>)"},
      {R"({"type": "typed-literal", "value": "1", "datatype": "http://d"})", R"("1"^^<http://d>)"},
      {R"({"type": "literal", "value": "a", "xml:lang": "en-GB"})", R"("a"@en-gb)"},
      {R"({"type": "literal", "value": "a", "xml:lang": "ar", "its:dir": "rtl"})", R"("a"@ar--rtl)"},
      {R"({"type": "bnode", "value": "any label!"})", "_:b0"},
      {nested(1), "<<( <http://s> <http://p> <http://o> )>>"},
      {R"({"type": "triple", "value": {"subject": {"type": "bnode", "value": "x"}, "predicate": {"type": "uri",
          "value": "http://p"}, "object": {"type": "bnode", "value": "x"}}})",
       "<<( _:b0 <http://p> _:b0 )>>"},

      {R"({"type": "uri", "value": "a b"})", "'a b' is no absolute IRI"},
      {R"({"type": "uri"})", "a term has no text 'value'"},
      {R"({"type": "uri", "value": 1})", "a term has no text 'value'"},
      {R"("http://a")", "a term has no text 'type'"},
      {R"({"type": "number", "value": "1"})", "there are no terms of type 'number'"},
      {R"({"type": "literal", "value": "a", "xml:lang": "e n"})", "'e n' is no language tag"},
      {R"({"type": "literal", "value": "a", "xml:lang": "en", "its:dir": "up"})", "'up' is no direction"},
      {R"({"type": "literal", "value": "a", "datatype": "d"})", "'d' is no absolute IRI"},
      {R"({"type": "triple", "value": {"subject": {"type": "uri", "value": "http://s"}}})",
       "a triple term has no predicate"},
      {R"({"type": "triple", "value": "x"})", "a triple term has no 'value'"},
      {R"({"type": "triple", "value": {"subject": {"type": "literal", "value": "s"}, "predicate": {"type": "uri",
          "value": "http://p"}, "object": {"type": "uri", "value": "http://o"}}})",
       "the subject of a triple term is no IRI and no blank node"},
      {nested(kMaxNesting + 1), "triple terms nest deeper than 256"},
  };
  for (const Case& each : cases) {
    CAPTURE(each.json);
    CHECK(read(each.json) == each.expected);
  }
  CHECK(read(nested(kMaxNesting)).starts_with("<<( <http://s>"));
  CHECK(read(nested(100'000)).starts_with("it is no JSON"));
}

TEST_CASE("solutions keep their sequence, and their gaps") {
  const auto answer = read_results_json(R"({
    "head": {"vars": ["x", "y"], "link": []},
    "results": {"distinct": false, "bindings": [
      {"y": {"type": "bnode", "value": "n1"}, "x": {"type": "bnode", "value": "n2"}},
      {"x": {"type": "bnode", "value": "n1"}},
      {}
    ]}})",
                                        "s1x");
  REQUIRE(answer);
  CHECK(answer->variables == std::vector<std::string>{"x", "y"});
  REQUIRE(answer->rows.size() == 3);
  CHECK(answer->rows[0][1] == answer->rows[1][0]);
  CHECK(answer->rows[0][0] != answer->rows[0][1]);
  CHECK(answer->rows[0][0]->text().starts_with("s1x"));
  CHECK_FALSE(answer->rows[1][1]);
  CHECK_FALSE(answer->rows[2][0]);
}

TEST_CASE("what is no result of a SELECT query is an error") {
  for (const char* const text :
       {"", "<sparql/>", "[]", "1", "{}", R"({"head": {}})", R"({"head": {"vars": ["x"]}})",
        R"({"head": {"vars": [1]}, "results": {"bindings": []}})", R"({"head": {}, "boolean": true})",
        R"({"head": {"vars": []}, "results": {}})", R"({"head": {"vars": []}, "results": {"bindings": {}}})",
        R"({"head": {"vars": []}, "results": {"bindings": [1]}})",
        R"({"head": {"vars": []}, "results": {"bindings": [{"x": {"type": "uri", "value": "http://a"}}]}})",
        R"({"head": {"vars": []}, "results": {"bindings": []}} x)",
        R"({"head": {"vars": []}, "results": )"}) {
    CAPTURE(text);
    const auto answer = read_results_json(text, "b");
    REQUIRE_FALSE(answer);
    CHECK(answer.error().code == ErrorCode::kSyntax);
  }
}
