#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <vector>

#include "rdf/vocabulary.h"
#include "rdf/write_rdf.h"

using namespace quoth;

namespace {

Term ex(const std::string& name) { return Term::iri("http://e/" + name); }
Term b(const std::string& label) { return Term::blank(label); }
Term reifies() { return Term::iri(std::string(rdf::kReifies)); }
Term first() { return Term::iri(std::string(rdf::kFirst)); }
Term rest() { return Term::iri(std::string(rdf::kRest)); }
Term nil() { return Term::iri(std::string(rdf::kNil)); }

Quad quad(Term s, Term p, Term o) { return Quad(Triple(std::move(s), std::move(p), std::move(o))); }
Quad in(const std::string& graph, Quad q) {
  q.graph = ex(graph);
  return q;
}

std::string write(RdfFormat format, const std::vector<Quad>& quads) {
  std::ostringstream out;
  const auto writer = make_rdf_writer(format, out);
  REQUIRE(writer->prefix("", "http://e/"));
  REQUIRE(writer->prefix("rdf", rdf::kNamespace));
  REQUIRE(writer->prefix("xsd", xsd::kNamespace));
  for (const Quad& q : quads) REQUIRE(writer->quad(q.view()));
  REQUIRE(writer->finish());
  const std::string text = out.str();
  const std::size_t body = text.find("\n\n");
  return body == std::string::npos ? "" : text.substr(body + 2);
}

std::string turtle(const std::vector<Quad>& quads) { return write(RdfFormat::kTurtle, quads); }
std::string trig(const std::vector<Quad>& quads) { return write(RdfFormat::kTriG, quads); }

}  // namespace

TEST_CASE("prefixes come first, and only those that Turtle can write") {
  std::ostringstream out;
  const auto writer = make_rdf_writer(RdfFormat::kTurtle, out);
  CHECK(writer->prefix("ex", "http://e/"));
  CHECK(writer->prefix("ex", "http://other/"));
  CHECK(writer->prefix("a b", "http://f/"));
  CHECK(writer->prefix("g", "relative"));
  CHECK(writer->quad(quad(ex("s"), ex("p"), ex("o")).view()));
  CHECK(writer->prefix("late", "http://e/s"));
  CHECK(writer->finish());
  CHECK(out.str() == "PREFIX ex: <http://e/>\n\nex:s ex:p ex:o .\n");
}

TEST_CASE("a document without quads is its prefixes") {
  std::ostringstream out;
  const auto writer = make_rdf_writer(RdfFormat::kTriG, out);
  CHECK(writer->prefix("ex", "http://e/"));
  CHECK(writer->finish());
  CHECK(out.str() == "PREFIX ex: <http://e/>\n");
}

TEST_CASE("quads are grouped by graph, subject and predicate, in the order of first appearance") {
  CHECK(trig({quad(ex("s"), ex("p"), ex("o1")), in("g", quad(ex("s"), ex("p"), ex("o"))),
              quad(ex("t"), Term::iri(std::string(rdf::kType)), ex("C")), quad(ex("s"), ex("q"), ex("o")),
              quad(ex("s"), ex("p"), ex("o2")), quad(ex("s"), ex("p"), ex("o1")),
              in("g", quad(ex("s"), ex("q"), ex("o"))), in("h", quad(ex("x/y"), ex("p"), ex("o")))}) ==
        ":s :p :o1, :o2 ;\n"
        "    :q :o .\n"
        ":t a :C .\n"
        ":g {\n"
        "  :s :p :o ;\n"
        "      :q :o .\n"
        "}\n"
        ":h {\n"
        "  <http://e/x/y> :p :o .\n"
        "}\n");
}

TEST_CASE("a literal has a short form only where Turtle reads it back as the same literal") {
  const struct {
    const char* lexical;
    const char* type;
    const char* text;
  } examples[] = {
      {"1", "integer", "1"},
      {"-01", "integer", "-01"},
      {"+5", "integer", "+5"},
      {" 1", "integer", "\" 1\"^^xsd:integer"},
      {"", "integer", "\"\"^^xsd:integer"},
      {"-", "integer", "\"-\"^^xsd:integer"},
      {"1.5", "integer", "\"1.5\"^^xsd:integer"},
      {"1", "decimal", "\"1\"^^xsd:decimal"},
      {"1.", "decimal", "\"1.\"^^xsd:decimal"},
      {"1.0", "decimal", "1.0"},
      {".5", "decimal", ".5"},
      {"-.5", "decimal", "-.5"},
      {".", "decimal", "\".\"^^xsd:decimal"},
      {"1e0", "decimal", "\"1e0\"^^xsd:decimal"},
      {"1", "double", "\"1\"^^xsd:double"},
      {"1.0", "double", "\"1.0\"^^xsd:double"},
      {"1e0", "double", "1e0"},
      {"1.E0", "double", "1.E0"},
      {".5e-3", "double", ".5e-3"},
      {"1.5E+3", "double", "1.5E+3"},
      {".e0", "double", "\".e0\"^^xsd:double"},
      {"e0", "double", "\"e0\"^^xsd:double"},
      {"1e", "double", "\"1e\"^^xsd:double"},
      {"1e0x", "double", "\"1e0x\"^^xsd:double"},
      {"INF", "double", "\"INF\"^^xsd:double"},
      {"true", "boolean", "true"},
      {"1", "boolean", "\"1\"^^xsd:boolean"},
      {"True", "boolean", "\"True\"^^xsd:boolean"},
      {"1", "int", "\"1\"^^xsd:int"},
      {"1", "string", "\"1\""},
      {"a\n\"b\"\\", "string", "\"a\\n\\\"b\\\"\\\\\""},
  };
  for (const auto& e : examples) {
    CAPTURE(e.lexical);
    const Term literal = Term::typed(e.lexical, std::string(xsd::kNamespace) + e.type);
    CHECK(turtle({quad(ex("s"), ex("p"), literal)}) == ":s :p " + std::string(e.text) + " .\n");
  }
  CHECK(turtle({quad(ex("s"), ex("p"), Term::lang("x", "en-GB")),
                quad(ex("s"), ex("p"), Term::lang("x", "ar", Direction::kRightToLeft))}) ==
        ":s :p \"x\"@en-GB, \"x\"@ar--rtl .\n");
}

TEST_CASE("a reified triple of the same graph carries its annotations") {
  const Term claim = Term::triple(ex("s"), ex("p"), ex("o"));
  CHECK(turtle({quad(ex("s"), ex("p"), ex("o")), quad(ex("s"), ex("p"), ex("o2")),
                quad(ex("r"), reifies(), claim), quad(ex("r"), ex("date"), Term::literal("2014")),
                quad(ex("r"), ex("by"), ex("a")), quad(ex("r"), ex("by"), ex("b"))}) ==
        ":s :p :o ~ :r {| :date \"2014\" ; :by :a, :b |},\n        :o2 .\n");
}

TEST_CASE("a reifier in another graph, or of a triple that is not asserted, says so itself") {
  const Term claim = Term::triple(ex("s"), ex("p"), ex("o"));
  CHECK(trig({quad(ex("s"), ex("p"), ex("o")), in("g", quad(ex("r"), reifies(), claim)),
              in("g", quad(ex("r"), ex("q"), ex("v"))), in("g", quad(ex("r2"), reifies(), claim)),
              in("g", quad(b("x"), reifies(), claim))}) ==
        ":s :p :o .\n"
        ":g {\n"
        "  << :s :p :o ~ :r >> :q :v .\n"
        "  << :s :p :o ~ :r2 >> .\n"
        "  << :s :p :o >> .\n"
        "}\n");
}

TEST_CASE("a blank reifier that is mentioned nowhere else has no name") {
  const Term claim = Term::triple(ex("s"), ex("p"), ex("o"));
  CHECK(
      turtle({quad(ex("s"), ex("p"), ex("o")), quad(b("x"), reifies(), claim), quad(b("x"), ex("q"), ex("v")),
              quad(b("y"), reifies(), claim), quad(ex("r"), reifies(), claim),
              quad(ex("r"), ex("q"), ex("v")), quad(ex("r2"), reifies(), claim),
              quad(b("z"), reifies(), claim), quad(b("z"), ex("q"), b("z"))}) ==
      ":s :p :o {| :q :v |} ~ :r {| :q :v |} ~ _:z {| :q _:z |} ~ ~ :r2 .\n");
}

TEST_CASE("annotations nest, and cannot nest in themselves") {
  const Term claim = Term::triple(ex("s"), ex("p"), ex("o"));
  const Term note = Term::triple(ex("r"), ex("q"), ex("v"));
  CHECK(turtle({quad(ex("s"), ex("p"), ex("o")), quad(ex("r"), reifies(), claim),
                quad(ex("r"), ex("q"), ex("v")), quad(ex("r2"), reifies(), note),
                quad(ex("r2"), ex("q"), ex("v2"))}) == ":s :p :o ~ :r {| :q :v ~ :r2 {| :q :v2 |} |} .\n");
  // r reifies a triple of its own.
  CHECK(turtle({quad(ex("r"), ex("q"), ex("v")), quad(ex("r"), reifies(), note)}) == ":r :q :v ~ :r .\n");
  // a and b reify a triple of the other.
  CHECK(turtle({quad(ex("a"), ex("q"), ex("v")),
                quad(ex("a"), reifies(), Term::triple(ex("b"), ex("q"), ex("v"))),
                quad(ex("b"), ex("q"), ex("v")),
                quad(ex("b"), reifies(), Term::triple(ex("a"), ex("q"), ex("v")))}) ==
        ":b :q :v ~ :a {| :q :v ~ :b |} .\n");
  // Two triples share a reifier: its own triples are written once.
  CHECK(turtle({quad(ex("s"), ex("p"), ex("o")), quad(ex("s"), ex("p"), ex("o2")),
                quad(ex("r"), reifies(), claim),
                quad(ex("r"), reifies(), Term::triple(ex("s"), ex("p"), ex("o2"))),
                quad(ex("r"), ex("q"), ex("v"))}) == ":s :p :o ~ :r {| :q :v |},\n        :o2 ~ :r .\n");
  // The triple that says that something reifies is itself reified.
  const Term reification = Term::triple(ex("r"), reifies(), claim);
  CHECK(turtle({quad(ex("s"), ex("p"), ex("o")), quad(ex("r"), reifies(), claim),
                quad(ex("r2"), reifies(), reification)}) ==
        ":s :p :o ~ :r .\n<< :r rdf:reifies <<( :s :p :o )>> ~ :r2 >> .\n");
}

TEST_CASE("rdf:reifies of something else than a triple term is a property like others") {
  CHECK(turtle({quad(ex("s"), ex("p"), ex("o")), quad(ex("r"), reifies(), ex("s"))}) ==
        ":s :p :o .\n:r rdf:reifies :s .\n");
}

TEST_CASE("a blank node is nested where it is an object once, and named where its name is needed") {
  CHECK(turtle({quad(ex("s"), ex("p"), b("x")), quad(b("x"), ex("q"), b("y")), quad(b("y"), ex("q"), ex("v")),
                quad(b("y"), ex("r"), b("z"))}) == ":s :p [ :q [ :q :v ; :r [] ] ] .\n");
  CHECK(turtle({quad(b("x"), ex("p"), ex("o"))}) == "[] :p :o .\n");
  CHECK(turtle({quad(ex("s"), ex("p"), b("x")), quad(ex("t"), ex("p"), b("x"))}) ==
        ":s :p _:x .\n:t :p _:x .\n");
  CHECK(turtle({quad(b("x"), ex("p"), b("x"))}) == "_:x :p _:x .\n");
  CHECK(turtle({quad(b("x"), ex("p"), b("y")), quad(b("y"), ex("p"), b("x"))}) == "_:y :p [ :p _:y ] .\n");
  CHECK(turtle({quad(ex("s"), ex("p"), b("x")),
                quad(ex("s"), ex("q"), Term::triple(b("x"), ex("p"), b("y")))}) ==
        ":s :p _:x ;\n    :q <<( _:x :p _:y )>> .\n");
  CHECK(trig({in("g", quad(ex("s"), ex("p"), b("x"))), in("h", quad(b("x"), ex("p"), ex("o")))}) ==
        ":g {\n  :s :p _:x .\n}\n:h {\n  _:x :p :o .\n}\n");
  Quad named = quad(ex("s"), ex("p"), b("x"));
  named.graph = b("x");
  CHECK(trig({named}) == "_:x {\n  :s :p _:x .\n}\n");
}

TEST_CASE("nesting ends at a depth that every reader takes") {
  std::vector<Quad> chain;
  for (int i = 0; i < 100; ++i)
    chain.push_back(quad(b("n" + std::to_string(i)), ex("p"), b("n" + std::to_string(i + 1))));
  const std::string text = turtle(chain);
  std::size_t deepest = 0;
  std::size_t depth = 0;
  for (const char c : text) {
    depth = c == '[' ? depth + 1 : c == ']' ? depth - 1 : depth;
    deepest = std::max(deepest, depth);
  }
  CHECK(deepest > 5);
  CHECK(deepest < 20);
}

TEST_CASE("lists are written as lists where they are nothing else") {
  const auto list = [](const std::string& prefix, const std::vector<Term>& items) {
    std::vector<Quad> quads;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Term cell = b(prefix + std::to_string(i));
      quads.push_back(quad(cell, first(), items[i]));
      quads.push_back(quad(cell, rest(), i + 1 == items.size() ? nil() : b(prefix + std::to_string(i + 1))));
    }
    return quads;
  };
  const Term one = Term::typed("1", std::string(xsd::kInteger));
  std::vector<Quad> quads = list("l", {one, ex("a"), b("m0")});
  for (const Quad& q : list("m", {b("x")})) quads.push_back(q);
  quads.push_back(quad(b("x"), ex("q"), ex("v")));
  quads.push_back(quad(ex("s"), ex("p"), b("l0")));
  quads.push_back(quad(ex("s"), ex("p"), nil()));
  CHECK(turtle(quads) == ":s :p ( 1 :a ( [ :q :v ] ) ), () .\n");

  quads = list("l", {one, ex("a")});
  quads.push_back(quad(ex("s"), ex("p"), b("l0")));
  quads.push_back(quad(b("l1"), ex("q"), ex("v")));  // a cell that says more
  CHECK(turtle(quads) == ":s :p [ rdf:first 1 ; rdf:rest [ rdf:first :a ; rdf:rest () ; :q :v ] ] .\n");

  quads = list("l", {one, b("l0")});  // a list that holds itself
  CHECK(turtle(quads) ==
        "_:l0 rdf:first 1 ;\n    rdf:rest _:l1 .\n_:l1 rdf:first _:l0 ;\n    rdf:rest () .\n");

  std::vector<Term> many(20000 / 4, one);
  quads = list("l", many);
  quads.push_back(quad(ex("s"), ex("p"), b("l0")));
  CHECK(turtle(quads).starts_with(":s :p ( 1 1 1 "));
}

TEST_CASE("when not all quads are known, every blank node keeps its label") {
  std::vector<Quad> quads;
  for (int i = 0; i < 20000; ++i) {
    const Term o = Term::literal(std::to_string(i));
    quads.push_back(quad(ex("s"), ex("p"), o));
    quads.push_back(quad(b("r" + std::to_string(i)), reifies(), Term::triple(ex("s"), ex("p"), o)));
    quads.push_back(quad(b("r" + std::to_string(i)), ex("q"), b("v" + std::to_string(i))));
  }
  const std::string text = turtle(quads);
  CHECK(text.starts_with(":s :p \"0\" ~ _:r0 {| :q _:v0 |},\n        \"1\" ~ _:r1 {| :q _:v1 |}"));
  CHECK(text.find("[]") == std::string::npos);
  CHECK(text.find(" {|  ") == std::string::npos);
}

TEST_CASE("long lists of objects are broken into lines") {
  std::vector<Quad> quads;
  for (int i = 0; i < 1000; ++i) quads.push_back(quad(ex("s"), ex("p"), ex("object" + std::to_string(i))));
  const std::string text = turtle(quads);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = text.find('\n', begin);
    CHECK(end - begin < 120);
    begin = end + 1;
  }
}
