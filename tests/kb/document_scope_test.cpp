#include "kb/document_scope.h"

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "rdf/term.h"

using namespace quoth;

namespace {

std::string scoped(DocumentScope& scope, const Term& object) {
  const Triple triple(Term::iri("http://e/s"), Term::iri("http://e/p"), object);
  return Term(scope.apply({triple.view(), {}}).triple.object).text();
}

}  // namespace

TEST_CASE("blank nodes of a document keep apart, and apart from those of other documents") {
  DocumentScope a = DocumentScope::of_iri("http://e/a"), b = DocumentScope::of_iri("http://e/b");
  DocumentScope content = DocumentScope::of_content({1, 2});
  std::set<std::string> labels;
  for (DocumentScope* scope : {&a, &b, &content})
    for (const char* label : {"x", "y", "_x", "x.y", "0"}) labels.insert(scoped(*scope, Term::blank(label)));
  CHECK(labels.size() == 15);
  CHECK(scoped(content, Term::blank("x.y")) == "d00000000000000010000000000000002_x.y");
}

TEST_CASE("the same document gives the same labels again") {
  DocumentScope first = DocumentScope::of_iri("http://e/a"), second = DocumentScope::of_iri("http://e/a");
  CHECK(scoped(first, Term::blank("x")) == scoped(second, Term::blank("x")));
}

TEST_CASE("blank nodes are renamed wherever they stand, and nothing else is") {
  DocumentScope scope = DocumentScope::of_content({0, 0});
  const std::string prefix = "d" + std::string(32, '0') + "_";
  const auto renamed = [&](const std::string& label) { return Term::blank(prefix + label); };
  const Term p = Term::iri("http://e/p"), literal = Term::literal("_:x");
  const Term inner = Term::triple(Term::blank("x"), p, Term::triple(p, p, Term::blank("y")));
  const Quad quad(Triple(Term::blank("s"), p, inner), Term::blank("g"));
  CHECK(Quad(scope.apply(quad.view())) ==
        Quad(Triple(renamed("s"), p, Term::triple(renamed("x"), p, Term::triple(p, p, renamed("y")))),
             renamed("g")));
  const Quad plain(Triple(p, p, Term::triple(p, p, literal)));
  CHECK(Quad(scope.apply(plain.view())) == plain);
}
