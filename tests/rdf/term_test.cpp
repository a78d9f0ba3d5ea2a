#include "rdf/term.h"

#include <doctest/doctest.h>

#include <vector>

#include "rdf/vocabulary.h"

using namespace quoth;

namespace {

std::vector<Term> terms_in_order() {
  const Term a = Term::iri("http://a");
  return {Term::blank("a"),
          Term::blank("b"),
          a,
          Term::iri("http://ä"),
          Term::literal(""),
          Term::lang("a", "de"),
          Term::lang("a", "EN"),
          Term::lang("a", "fr"),
          Term::lang("a", "en", Direction::kLeftToRight),
          Term::typed("a", std::string(xsd::kInteger)),
          Term::literal("a"),
          Term::typed("b", "http://t"),
          Term::triple(a, a, Term::blank("z")),
          Term::triple(a, a, a),
          Term::triple(a, a, Term::triple(a, a, a)),
          Term::triple(a, Term::iri("http://b"), a)};
}

}  // namespace

TEST_CASE("terms have one total order, and hashes agree with equality") {
  const std::vector<Term> terms = terms_in_order();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    for (std::size_t j = 0; j < terms.size(); ++j) {
      CAPTURE(to_string(terms[i]));
      CAPTURE(to_string(terms[j]));
      CHECK((terms[i] == terms[j]) == (i == j));
      CHECK((terms[i] < terms[j]) == (terms[j] > terms[i]));
      if (i < 4 && j < 4) CHECK((terms[i] < terms[j]) == (i < j));
    }
    CHECK(Term(terms[i].view()) == terms[i]);
    CHECK(hash_value(Term(terms[i].view())) == hash_value(terms[i]));
  }
}

TEST_CASE("a language tag has no case, a lexical form has") {
  CHECK(Term::lang("a", "en-GB") == Term::lang("a", "EN-gb"));
  CHECK(hash_value(Term::lang("a", "en-GB")) == hash_value(Term::lang("a", "EN-gb")));
  CHECK(Term::lang("a", "en") != Term::lang("a", "en", Direction::kRightToLeft));
  CHECK(Term::literal("a") != Term::literal("A"));
  CHECK(Term::typed("01", std::string(xsd::kInteger)) != Term::typed("1", std::string(xsd::kInteger)));
  CHECK(Term::literal("x") == Term::typed("x", std::string(xsd::kString)));
}

TEST_CASE("nesting counts triple terms within triple terms") {
  const Term a = Term::iri("x:a");
  const Term one = Term::triple(a, a, a);
  CHECK(nesting(a.view()) == 0);
  CHECK(nesting(one.view()) == 1);
  CHECK(nesting(Term::triple(a, a, one).view()) == 2);
}

TEST_CASE("a quad survives being seen and copied") {
  const Term a = Term::iri("x:a");
  const Quad quad(Triple(a, a, Term::triple(a, a, Term::lang("x", "en"))), Term::blank("g"));
  CHECK(Quad(quad.view()) == quad);
  CHECK(to_string(quad.view()) == "<x:a> <x:a> <<( <x:a> <x:a> \"x\"@en )>> _:g .");
}
