#include "kb/shown_names.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

#include "rdf/term.h"
#include "tests/kb/test_database.h"

using namespace quoth;

namespace {

constexpr std::string_view kData = R"trig(
  PREFIX ex: <http://example.org/>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  PREFIX foaf: <http://xmlns.com/foaf/0.1/>
  ex:a rdfs:label "Grève"@fr , "strike"@en , "walkout"@en-US ; skos:prefLabel "Strike!" .
  ex:b rdfs:label "grève"@fr ; skos:prefLabel "strike"@en .
  ex:c skos:altLabel "z" , "y" ; foaf:name "n" .
  ex:d foaf:name "two\nlines" .
  ex:e rdfs:label "" , ex:a .
  ex:u1 rdfs:label "Union" . ex:u2 rdfs:label "Union"@en . <http://other/u3> skos:altLabel "Union" .
  GRAPH ex:g { ex:h rdfs:label "in a source" . ex:a rdfs:label "strike"@en }
)trig";

Term ex(std::string_view local) { return Term::iri("http://example.org/" + std::string(local)); }

}  // namespace

TEST_CASE("an IRI is shown by its best label") {
  const TestDatabase db(kData);
  const PrefixMap none;
  ShownNames names(db.snapshot(), none);
  for (const std::string_view local : {"a", "b", "c", "d", "e", "h", "unknown"}) names.add(ex(local));
  names.add(Term::iri("http://nowhere/x"));
  REQUIRE(names.resolve());
  CHECK(names.show(ex("a")) == "strike");  // English first
  CHECK(names.show(ex("b")) == "grève");   // an rdfs:label before all others
  CHECK(names.show(ex("c")) == "y");
  CHECK(names.show(ex("d")) == "two lines");
  CHECK(names.show(ex("e")) == "ex:e");  // neither empty nor an IRI is a name
  CHECK(names.show(ex("h")) == "in a source");
  CHECK(names.show(ex("unknown")) == "ex:unknown");
  CHECK(names.show(Term::iri("http://nowhere/x")) == "<http://nowhere/x>");
}

TEST_CASE("things that share a name are told apart") {
  const TestDatabase db(kData);
  const PrefixMap none;
  ShownNames names(db.snapshot(), none);
  for (const Term& term : {ex("u1"), ex("u2"), Term::iri("http://other/u3"), ex("c")}) names.add(term);
  names.add(ex("u1"));
  REQUIRE(names.resolve());
  CHECK(names.show(ex("u1")) == "Union (ex:u1)");
  CHECK(names.show(ex("u2")) == "Union (ex:u2)");
  CHECK(names.show(Term::iri("http://other/u3")) == "Union (<http://other/u3>)");
  CHECK(names.show(ex("c")) == "y");

  ShownNames alone(db.snapshot(), none);
  alone.add(ex("u1"));
  REQUIRE(alone.resolve());
  CHECK(alone.show(ex("u1")) == "Union");
}

TEST_CASE("terms of other kinds are shown as they are read") {
  const TestDatabase db(kData);
  PrefixMap own;
  own.add("mine", "http://nowhere/");
  own.add("ex", "http://taken/");
  ShownNames names(db.snapshot(), own);
  const Term inner =
      Term::triple(ex("c"), Term::iri("http://nowhere/p"), Term::lang("say \u201cno\u201d", "en"));
  const Term outer = Term::triple(Term::blank("b1"), ex("b"), inner);
  names.add(outer);
  REQUIRE(names.resolve());
  CHECK(names.show(outer) == "(_:b1 grève (y mine:p \"say \u201cno\u201d\"))");
  CHECK(names.show(Term::literal("plain")) == "plain");
  CHECK(names.show(Term::typed("5", "http://www.w3.org/2001/XMLSchema#integer")) == "5");
  CHECK(names.prefixed("http://example.org/x") == "<http://example.org/x>");  // ex: means something else here
}
