#include "engine/results/write_result.h"

#include <doctest/doctest.h>

#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/solution_writer.h"
#include "rdf/vocabulary.h"

using namespace quoth;

namespace {

// A query that has run already, handed over in pieces, and that may fail at the end of them.
class Given final : public QueryResult {
 public:
  QueryForm query_form = QueryForm::kSelect;
  std::vector<std::string> names;
  std::vector<std::vector<Row>> rows;
  std::vector<std::vector<Triple>> triples;
  bool yes = false;
  std::optional<Error> failure;
  PrefixMap prefix_map;

  QueryForm form() const override { return query_form; }
  const std::vector<std::string>& variables() const override { return names; }
  Result<std::vector<Row>> next_rows() override { return next(rows); }
  Result<std::vector<Triple>> next_triples() override { return next(triples); }
  Result<bool> answer() override {
    if (failure) return *failure;
    return yes;
  }
  const PrefixMap& prefixes() const override { return prefix_map; }
  std::string explain() const override { return {}; }

 private:
  template <typename Piece>
  Result<Piece> next(std::vector<Piece>& pieces) {
    if (next_ < pieces.size()) return pieces[next_++];
    if (failure) return *failure;
    return Piece();
  }
  std::size_t next_ = 0;
};

std::string written(Given given, QueryFormat format, const TableStyle& style = {}) {
  std::ostringstream out;
  const Status status = write_result(out, given, format, style);
  REQUIRE_MESSAGE(status, (status ? std::string() : status.error().to_string()));
  return out.str();
}

Term iri(const std::string& name) { return Term::iri("http://e/" + name); }

// Two rows with a term of every kind.
Given every_kind() {
  Given given;
  given.names = {"a", "b"};
  given.prefix_map.add("e", "http://e/");
  given.rows = {{{iri("s"), Term::blank("b0")}, {Term::lang("x<&>", "ar", Direction::kRightToLeft), {}}},
                {{Term::typed("01", std::string(xsd::kInteger)),
                  Term::triple(iri("s"), Term::iri(std::string(rdf::kType)),
                               Term::triple(iri("s"), iri("p"), Term::lang("o", "en-GB")))},
                 {Term::typed("x", "http://e/t"), Term::literal("a\tb\nc\rd\x01 \"q\", \xef\xbf\xbf.")}}};
  return given;
}

Given yes_or_no(bool yes) {
  Given given;
  given.query_form = QueryForm::kAsk;
  given.yes = yes;
  return given;
}

Given graph() {
  Given given;
  given.query_form = QueryForm::kConstruct;
  given.prefix_map.add("e", "http://e/");
  given.triples = {{{iri("s"), iri("p"), iri("o")}}, {{iri("s"), iri("p"), Term::literal("x")}}};
  return given;
}

}  // namespace

TEST_CASE("XML has every kind of term, and only characters that XML can hold") {
  CHECK(
      written(every_kind(), ResultFormat::kXml) ==
      "<?xml version=\"1.0\"?>\n"
      "<sparql xmlns=\"http://www.w3.org/2005/sparql-results#\" xmlns:its=\"http://www.w3.org/2005/11/its\" "
      "its:version=\"2.0\">\n"
      "  <head>\n"
      "    <variable name=\"a\"/>\n"
      "    <variable name=\"b\"/>\n"
      "  </head>\n"
      "  <results>\n"
      "    <result><binding name=\"a\"><uri>http://e/s</uri></binding>"
      "<binding name=\"b\"><bnode>b0</bnode></binding></result>\n"
      "    <result><binding name=\"a\"><literal xml:lang=\"ar\" its:dir=\"rtl\">x&lt;&amp;&gt;</literal>"
      "</binding></result>\n"
      "    <result><binding name=\"a\"><literal datatype=\"http://www.w3.org/2001/XMLSchema#integer\">01"
      "</literal></binding><binding name=\"b\"><triple><subject><uri>http://e/s</uri></subject>"
      "<predicate><uri>http://www.w3.org/1999/02/22-rdf-syntax-ns#type</uri></predicate><object><triple>"
      "<subject><uri>http://e/s</uri></subject><predicate><uri>http://e/p</uri></predicate>"
      "<object><literal "
      "xml:lang=\"en-GB\">o</literal></object></triple></object></triple></binding></result>\n"
      "    <result><binding name=\"a\"><literal datatype=\"http://e/t\">x</literal></binding>"
      "<binding name=\"b\"><literal>a&#9;b&#10;c&#13;d\xef\xbf\xbd &quot;q&quot;, \xef\xbf\xbd.</literal>"
      "</binding></result>\n"
      "  </results>\n"
      "</sparql>\n");
}

TEST_CASE("a table has terms as Turtle does, with the query's prefixes") {
  CHECK(written(every_kind(), ResultFormat::kTable) ==
        "a               b\n"
        "--------------  ---------------------------------------\n"
        "e:s             _:b0\n"
        "\"x<&>\"@ar--rtl\n"
        "01              <<( e:s a <<( e:s e:p \"o\"@en-GB )>> )>>\n"
        "\"x\"^^e:t        \"a\\tb\\nc\\rd\\u0001 \\\"q\\\", \\uFFFF.\"\n"
        "4 rows\n");
}

TEST_CASE("rows come from all pieces of a result, in each format") {
  const std::string json = written(every_kind(), ResultFormat::kJson);
  CHECK(
      json.find("\"b\": {\"type\": \"bnode\", \"value\": \"b0\"}},\n    {\"a\": {\"type\": \"literal\", ") !=
      std::string::npos);
  CHECK(json.find("\"xml:lang\": \"ar\", \"its:dir\": \"rtl\"") != std::string::npos);
  CHECK(json.find("c\\rd\\u0001") != std::string::npos);
  CHECK(written(every_kind(), ResultFormat::kCsv)
            .ends_with("\r\nx,\"a\tb\nc\rd\x01 \"\"q\"\", \xef\xbf\xbf.\"\r\n"));
  CHECK(written(every_kind(), ResultFormat::kTsv)
            .starts_with("?a\t?b\n<http://e/s>\t_:b0\n\"x<&>\"@ar--rtl\t\n"));
}

TEST_CASE("a result without rows or without variables keeps its form") {
  Given none;
  none.names = {"a", "b"};
  CHECK(written(none, ResultFormat::kTable) == "a  b\n-  -\n0 rows\n");
  CHECK(written(none, ResultFormat::kXml).find("  <results>\n  </results>\n") != std::string::npos);
  Given unit;
  unit.rows = {{{}, {}}};
  CHECK(written(unit, ResultFormat::kTable) == "2 rows\n");
  CHECK(written(unit, ResultFormat::kTable, {.width = 5}) == "2 rows\n");
  CHECK(written(unit, ResultFormat::kCsv) == "\r\n\r\n\r\n");
  CHECK(written(unit, ResultFormat::kTsv) == "\n\n\n");
  CHECK(written(unit, ResultFormat::kJson) ==
        "{\n  \"head\": {\"vars\": []},\n  \"results\": {\"bindings\": [\n    {},\n    {}\n  ]}\n}\n");
}

TEST_CASE("a boolean in each format") {
  CHECK(written(yes_or_no(true), ResultFormat::kTable) == "yes\n");
  CHECK(written(yes_or_no(false), ResultFormat::kTable) == "no\n");
  CHECK(written(yes_or_no(false), ResultFormat::kJson) == "{\n  \"head\": {},\n  \"boolean\": false\n}\n");
  CHECK(written(yes_or_no(true), ResultFormat::kXml)
            .ends_with("  <head/>\n  <boolean>true</boolean>\n</sparql>\n"));
  CHECK(written(yes_or_no(true), ResultFormat::kCsv) == "true\r\n");
  CHECK(written(yes_or_no(false), ResultFormat::kTsv) == "false\n");
}

TEST_CASE("a graph is written in any format of graphs") {
  CHECK(written(graph(), RdfFormat::kTurtle) == "PREFIX e: <http://e/>\n\ne:s e:p e:o, \"x\" .\n");
  CHECK(written(graph(), RdfFormat::kNTriples) ==
        "<http://e/s> <http://e/p> <http://e/o> .\n<http://e/s> <http://e/p> \"x\" .\n");
}

TEST_CASE("a format of the other kind is refused before anything is written") {
  std::ostringstream out;
  Given select = every_kind();
  const Status as_graph = write_result(out, select, RdfFormat::kTurtle);
  REQUIRE_FALSE(as_graph);
  CHECK(as_graph.error().code == ErrorCode::kInvalid);
  CHECK(as_graph.error().message ==
        "this query gives a table or a yes or no, which cannot be written as ttl\n"
        "  the formats of tables are table, json, xml, csv and tsv");
  Given construct = graph();
  CHECK_FALSE(write_result(out, construct, ResultFormat::kJson));
  CHECK(out.str().empty());
}

TEST_CASE("an error of the query comes through, and a stream that fails is one") {
  for (Given given : {every_kind(), graph(), yes_or_no(true)}) {
    const QueryFormat format = gives_graph(given.form()) ? QueryFormat(RdfFormat::kTriG) : ResultFormat::kXml;
    std::ostringstream broken;
    broken.setstate(std::ios::badbit);
    Given again = given;
    const Status unwritten = write_result(broken, again, format);
    REQUIRE_FALSE(unwritten);
    CHECK(unwritten.error().code == ErrorCode::kIo);

    given.failure = Error{ErrorCode::kTimeout, "too late", {}, {}};
    std::ostringstream out;
    const Status late = write_result(out, given, format);
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::kTimeout);
  }
}

TEST_CASE("a table keeps no more rows than its window, and later texts push their line aside") {
  Given given;
  given.names = {"n", "text"};
  given.rows = {{{Term::literal("1"), Term::literal("a")},
                 {Term::literal("2"), Term::literal("b")},
                 {Term::literal("333"), Term::literal("c")},
                 {Term::literal("4"), Term::literal("d")}}};
  CHECK(written(given, ResultFormat::kTable, {.window_rows = 2}) ==
        "n    text\n---  ----\n\"1\"  \"a\"\n\"2\"  \"b\"\n\"333\"  \"c\"\n\"4\"  \"d\"\n4 rows\n");
  CHECK(written(given, ResultFormat::kTable, {.window_bytes = 1}) ==
        "n    text\n---  ----\n\"1\"  \"a\"\n\"2\"  \"b\"\n\"333\"  \"c\"\n\"4\"  \"d\"\n4 rows\n");
}

TEST_CASE("the widest columns of a table give way together where a line is short") {
  Given given;
  given.names = {"a", "b", "c"};
  given.rows = {
      {{Term::literal(std::string(18, 'x')), Term::literal(std::string(28, 'y')), Term::literal("z")}}};
  CHECK(written(given, ResultFormat::kTable, {.width = 34}) ==
        "a              b               c\n"
        "-------------  --------------  ---\n"
        "\"xxxxxxxxxxx…  \"yyyyyyyyyyyy…  \"z\"\n"
        "1 row\n");
  CHECK(written(given, ResultFormat::kTable, {.width = 1}) ==
        "a         b         c\n"
        "--------  --------  ---\n"
        "\"xxxxxx…  \"yyyyyy…  \"z\"\n"
        "1 row\n");
}
