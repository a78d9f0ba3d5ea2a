#include "tests/conformance/read_results.h"

#include <doctest/doctest.h>

#include "rdf/vocabulary.h"
#include "tests/support/text.h"

using namespace quoth;
using namespace quoth::conformance;

namespace {

template <typename Kind>
Kind read(const Result<Results>& results) {
  REQUIRE_MESSAGE(results, (results ? std::string() : results.error().to_string()));
  REQUIRE(std::holds_alternative<Kind>(*results));
  return std::get<Kind>(*results);
}

Term iri(const std::string& name) { return Term::iri("http://e/" + name); }

}  // namespace

TEST_CASE("results in XML are read with whatever prefix, blanks, references and CDATA") {
  const Table table = read<Table>(parse_xml_results(R"(<?xml version="1.0"?>
<!-- a comment -->
<r:sparql xmlns:r="http://www.w3.org/2005/sparql-results#" xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0">
  <r:head><r:variable name="x"/><r:variable name="y"/><r:link href="more"/></r:head>
  <r:results>
    <r:result>
      <r:binding name="y"> <r:uri>http://e/a?b&amp;c</r:uri> </r:binding>
      <r:binding name="x"><r:literal xml:lang="ar" its:dir="rtl">a&#x20AC;&#10;<![CDATA[<b>]]></r:literal></r:binding>
    </r:result>
    <r:result><r:binding name="x"><r:literal>  </r:literal></r:binding></r:result>
    <r:result/>
    <r:result><r:binding name="x"><r:triple>
      <r:subject><r:bnode>b</r:bnode></r:subject><r:predicate><r:uri>http://e/p</r:uri></r:predicate>
      <r:object><r:literal datatype="http://e/t">1</r:literal></r:object></r:triple></r:binding></r:result>
  </r:results>
</r:sparql>)"));
  CHECK(table.variables == std::vector<std::string>{"x", "y"});
  REQUIRE(table.rows.size() == 4);
  CHECK(table.rows[0] == Row{Term::lang("a€\n<b>", "ar", Direction::kRightToLeft), iri("a?b&c")});
  CHECK(table.rows[1] == Row{Term::literal("  "), {}});
  CHECK(table.rows[2] == Row{{}, {}});
  CHECK(table.rows[3] == Row{Term::triple(Term::blank("b"), iri("p"), Term::typed("1", "http://e/t")), {}});
  CHECK(read<bool>(parse_xml_results("<sparql><head/><boolean>true</boolean></sparql>")));
}

TEST_CASE("results in JSON are read") {
  const Table table =
      read<Table>(parse_json_results(R"({"head": {"vars": ["x", "y"], "link": []}, "results": {"bindings": [
    {"y": {"type": "uri", "value": "http://e/a"}, "x": {"type": "literal", "value": "l", "xml:lang": "en", "its:dir": "ltr"}},
    {},
    {"x": {"type": "triple", "value": {"subject": {"type": "bnode", "value": "b"},
      "predicate": {"type": "uri", "value": "http://e/p"}, "object": {"type": "typed-literal", "value": "1", "datatype": "http://e/t"}}}}
  ]}})"));
  CHECK(table.variables == std::vector<std::string>{"x", "y"});
  REQUIRE(table.rows.size() == 3);
  CHECK(table.rows[0] == Row{Term::lang("l", "en", Direction::kLeftToRight), iri("a")});
  CHECK(table.rows[1] == Row{{}, {}});
  CHECK(table.rows[2] == Row{Term::triple(Term::blank("b"), iri("p"), Term::typed("1", "http://e/t")), {}});
  CHECK_FALSE(read<bool>(parse_json_results(R"({"head": {}, "boolean": false})")));
}

TEST_CASE("results in CSV and TSV are read") {
  const Table csv = read<Table>(parse_csv_results("x,\"y\"\r\n\"a,\"\"b\"\"\r\n\",\r\n_:b,c"));
  CHECK(csv.variables == std::vector<std::string>{"x", "y"});
  REQUIRE(csv.rows.size() == 2);
  CHECK(csv.rows[0] == Row{Term::literal("a,\"b\"\r\n"), {}});
  CHECK(csv.rows[1] == Row{Term::blank("b"), Term::literal("c")});

  const Table tsv = read<Table>(
      parse_tsv_results("?x\t?y\n<http://e/a>\t1.0\n\t\"a\\tb\"@en\n<<( _:b <http://e/p> true )>>\t"));
  CHECK(tsv.variables == std::vector<std::string>{"x", "y"});
  REQUIRE(tsv.rows.size() == 3);
  CHECK(tsv.rows[0] == Row{iri("a"), Term::typed("1.0", std::string(xsd::kDecimal))});
  CHECK(tsv.rows[1] == Row{{}, Term::lang("a\tb", "en")});
  CHECK(tsv.rows[2] ==
        Row{Term::triple(Term::blank("b"), iri("p"), Term::typed("true", std::string(xsd::kBoolean))), {}});
  CHECK(read<Table>(parse_tsv_results("\n\n\n")).rows == std::vector<Row>(2));
  CHECK(read<Table>(parse_csv_results("x\r\n\r\n")).rows == std::vector<Row>{{{}}});
}

TEST_CASE("what is no text of results is an error") {
  for (const auto format :
       {ResultsFormat::kXml, ResultsFormat::kJson, ResultsFormat::kCsv, ResultsFormat::kTsv}) {
    CHECK_FALSE(parse_results(format, ""));
  }
  for (const char* text :
       {"<sparql>", "<a/>", "<sparql><head/></sparql>", "<sparql><boolean>yes</boolean></sparql>",
        "<sparql><head/><results><result><binding "
        "name='x'><uri>u</uri></binding></result></results></sparql>",
        "<sparql><head><variable name='x'/></head><results><result><binding "
        "name='x'/></result></results></sparql>",
        "<sparql><head><variable name='x'/></head><results><result><binding "
        "name='x'><iri>u</iri></binding></result>"
        "</results></sparql>"}) {
    CHECK_FALSE(parse_xml_results(text));
  }
  for (const char* text :
       {"[]", "{}", R"({"boolean": 1})", R"({"head": {}, "results": {}})",
        R"({"head": {"vars": []}, "results": {"bindings": [{"x": {"type": "uri", "value": "u"}}]}})",
        R"({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "iri", "value": "u"}}]}})",
        R"({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "uri"}}]}})",
        R"({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "triple", "value": {}}}]}})"}) {
    CHECK_FALSE(parse_json_results(text));
  }
  CHECK_FALSE(parse_csv_results("x,y\r\n1\r\n"));
  CHECK_FALSE(parse_csv_results("x\r\n\"1\r\n"));
  CHECK_FALSE(parse_tsv_results("x\n<a:b>\n"));
  CHECK_FALSE(parse_tsv_results("?x\n<a:b\n"));
  CHECK_FALSE(parse_tsv_results("?x\n<a:b>, <a:c>\n"));
  CHECK_FALSE(parse_tsv_results("?x\n<a:b>\t<a:c>\n"));
}

TEST_CASE("a graph may describe a table or a boolean") {
  const std::string prefix =
      "PREFIX rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> PREFIX : <http://e/> ";
  const auto described = [&](const std::string& text) {
    const auto quads = test::read_quads(prefix + text, RdfFormat::kTurtle);
    REQUIRE(quads);
    return find_result_set(quoth::conformance::Graph(*quads));
  };
  const auto rows = described(
      "[] a rs:ResultSet ; rs:resultVariable 'x', 'y' ; rs:solution "
      "[ rs:index 10 ; rs:binding [ rs:variable 'y' ; rs:value :b ] ], "
      "[ rs:index 2 ; rs:binding [ rs:variable 'x' ; rs:value 1 ], [ rs:variable 'y' ; rs:value :a ] ] .");
  REQUIRE(rows);
  const Table table = std::get<Table>(**rows);
  CHECK(table.ordered);
  CHECK(table.rows ==
        std::vector<Row>{{Term::typed("1", std::string(xsd::kInteger)), iri("a")}, {{}, iri("b")}});

  const auto unordered =
      described("[] a rs:ResultSet ; rs:resultVariable 'x' ; rs:solution [ rs:index 1 ], [] .");
  CHECK_FALSE(std::get<Table>(**unordered).ordered);
  CHECK(std::get<bool>(**described("[] rs:boolean true .")));
  CHECK_FALSE(*described(":a :b :c ."));
  CHECK_FALSE(described("[] a rs:ResultSet ; rs:solution [ rs:binding [ rs:variable 'x' ; rs:value 1 ] ] ."));
  CHECK_FALSE(described(
      "[] a rs:ResultSet ; rs:resultVariable 'x' ; rs:solution [ rs:binding [ rs:variable 'x' ] ] ."));
}
