#include "rdf/write_rdf.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "base/utf8.h"
#include "rdf/vocabulary.h"

using namespace quoth;

namespace {

std::string canonical(const Term& term) {
  std::string out;
  append_canonical(out, term.view());
  return out;
}

std::string code_point(char32_t c) {
  std::string out;
  utf8::append(out, c);
  return out;
}

}  // namespace

TEST_CASE("canonical terms are written as RDF 1.2 says") {
  const struct {
    Term term;
    const char* text;
  } examples[] = {
      {Term::iri("http://ä/%20"), "<http://ä/%20>"},
      {Term::blank("b.1"), "_:b.1"},
      {Term::literal("a'b"), "\"a'b\""},
      {Term::literal("\b\t\n\f\r\"\\"), "\"\\b\\t\\n\\f\\r\\\"\\\\\""},
      {Term::literal(std::string("\0\x01\x0b\x1f\x7f", 5)), "\"\\u0000\\u0001\\u000B\\u001F\\u007F\""},
      {Term::literal("\xc2\x80\xc2\x9f"), "\"\xc2\x80\xc2\x9f\""},
      {Term::literal("\xef\xbf\xbd\xef\xbf\xbe\xef\xbf\xbf\xef"), "\"\xef\xbf\xbd\\uFFFE\\uFFFF\xef\""},
      {Term::literal("😀"), "\"😀\""},
      {Term::lang("a", "en-GB"), "\"a\"@en-gb"},
      {Term::lang("a", "AR", Direction::kRightToLeft), "\"a\"@ar--rtl"},
      {Term::lang("a", "en", Direction::kLeftToRight), "\"a\"@en--ltr"},
      {Term::typed("01", std::string(xsd::kInteger)), "\"01\"^^<http://www.w3.org/2001/XMLSchema#integer>"},
      {Term::triple(Term::blank("s"), Term::iri("x:p"),
                    Term::triple(Term::iri("x:s"), Term::iri("x:p"), Term::literal("o"))),
       "<<( _:s <x:p> <<( <x:s> <x:p> \"o\" )>> )>>"},
  };
  for (const auto& e : examples) CHECK(canonical(e.term) == e.text);
}

TEST_CASE("a code point of a string is either written as it is or escaped") {
  for (char32_t c = 0; c <= 0x10ffff; c += c < 0x12000 ? 1 : 61) {
    if (!utf8::is_scalar(c)) continue;
    const std::string text = canonical(Term::literal(code_point(c)));
    const bool escaped = c < 0x20 || c == 0x7f || c == '"' || c == '\\' || c == 0xfffe || c == 0xffff;
    if ((text[1] == '\\') != escaped)
      FAIL_CHECK("U+" << static_cast<unsigned>(c) << " is written as " << text);
  }
}

TEST_CASE("N-Triples and N-Quads are one line a statement, language tags as they are") {
  const Term s = Term::iri("x:s");
  const Quad plain(Triple(s, s, Term::lang("a", "en-GB")));
  const Quad named(Triple(s, s, s), Term::blank("g"));
  std::ostringstream out;
  auto writer = make_rdf_writer(RdfFormat::kNQuads, out);
  REQUIRE(writer->prefix("ex", "x:"));
  REQUIRE(writer->quad(plain.view()));
  REQUIRE(writer->quad(named.view()));
  REQUIRE(writer->finish());
  CHECK(out.str() == "<x:s> <x:s> \"a\"@en-GB .\n<x:s> <x:s> <x:s> _:g .\n");
}

TEST_CASE("a format without graphs refuses a quad in a named graph") {
  const Term s = Term::iri("x:s");
  for (const RdfFormat format : {RdfFormat::kNTriples, RdfFormat::kTurtle}) {
    std::ostringstream out;
    auto writer = make_rdf_writer(format, out);
    const Status status = writer->quad(Quad(Triple(s, s, s), s).view());
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kUnsupported);
  }
}

TEST_CASE("a stream that fails is an error, not a silent loss") {
  const Term s = Term::iri("x:s");
  for (const RdfFormat format :
       {RdfFormat::kNTriples, RdfFormat::kNQuads, RdfFormat::kTurtle, RdfFormat::kTriG}) {
    std::ostringstream out;
    out.setstate(std::ios::badbit);
    auto writer = make_rdf_writer(format, out);
    (void)writer->quad(Quad(Triple(s, s, s)).view());
    const Status status = writer->finish();
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kIo);
  }
}
