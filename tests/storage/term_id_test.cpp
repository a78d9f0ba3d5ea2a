// storage/term_id.h: terms that live in their ids.
#include "storage/term_id.h"

#include <doctest/doctest.h>

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/term.h"
#include "rdf/vocabulary.h"

using namespace quoth;

namespace {

std::optional<TermId> id_of(const std::string& lexical, const std::string& type) {
  return inline_id(Term::typed(lexical, std::string(xsd::kNamespace) + type).view());
}

// Each is inline, comes back byte for byte, and is above the one before; "=" before a text: of equal value, so that it
// may stand on either side of its neighbour, but not beyond others.
void check_ascending(const std::string& type, const std::vector<std::string>& lexicals) {
  std::optional<TermId> last;
  for (const std::string& lexical : lexicals) {
    CAPTURE(type);
    CAPTURE(lexical);
    const std::optional<TermId> id = id_of(lexical, type);
    REQUIRE(id);
    CHECK(id->is_inline());
    const std::optional<Term> back = inline_term(*id);
    REQUIRE(back);
    CHECK(back->text() == lexical);
    CHECK(back->datatype() == std::string(xsd::kNamespace) + type);
    if (last) CHECK(*last < *id);
    last = id;
  }
}

void check_outside(const std::string& type, const std::vector<std::string>& lexicals) {
  for (const std::string& lexical : lexicals) {
    CAPTURE(type);
    CAPTURE(lexical);
    const std::optional<TermId> id = id_of(lexical, type);
    CHECK_FALSE(id);
  }
}

}  // namespace

TEST_CASE("integers live in their ids in the order of their values") {
  check_ascending("integer", {"-36028797018963968", "-1000000", "-10", "-9", "-1", "0", "1", "9", "10", "99",
                              "2014", "36028797018963967"});
  check_outside("integer", {"01", "+1", "-0", "00", "", "-", "1 ", " 1", "1.0", "1e0", "0x1",
                            "36028797018963968", "-36028797018963969", "99999999999999999999999", "१"});
}

TEST_CASE("derived integers live in ids only where they are values of their type") {
  const std::vector<std::string> names = {"nonPositiveInteger",
                                          "negativeInteger",
                                          "long",
                                          "int",
                                          "short",
                                          "byte",
                                          "nonNegativeInteger",
                                          "unsignedLong",
                                          "unsignedInt",
                                          "unsignedShort",
                                          "unsignedByte",
                                          "positiveInteger"};
  std::vector<IdTag> tags;
  for (const std::string& name : names) {
    const std::string value = name.starts_with("n") && name != "nonNegativeInteger" ? "-5" : "5";
    const auto id = id_of(value, name);
    REQUIRE(id);
    CHECK(inline_term(*id) == Term::typed(value, std::string(xsd::kNamespace) + name));
    for (const IdTag other : tags) CHECK(other != id->tag());
    tags.push_back(id->tag());
  }
  check_ascending("byte", {"-128", "-1", "0", "127"});
  check_outside("byte", {"128", "-129", "0128"});
  check_outside("nonNegativeInteger", {"-1"});
  check_outside("positiveInteger", {"0"});
  check_outside("negativeInteger", {"0", "1"});
  check_outside("nonPositiveInteger", {"1"});
  check_outside("unsignedByte", {"256", "-1"});
  check_outside("unsignedInt", {"4294967296"});
  check_ascending("unsignedInt", {"0", "4294967295"});
  check_outside("short", {"32768"});
  check_outside("int", {"2147483648"});
}

TEST_CASE("decimals live in ids with their scale") {
  check_ascending("decimal",
                  {"-4000000000.5", "-10.5", "-10.25", "-1", "-0.5", "-0.000001", "0", "0.0", "0.000001",
                   "0.5", "0.50", "0.500000", "1", "1.0", "1.00", "1.000001", "9.99", "10", "4000000000.5"});
  check_outside("decimal", {"01.0", "+1.0", "-0", "-0.0", ".5", "5.", "1.0000001", "1e0", "INF", "", "-", ".",
                            "9999999999", "1.0 ", "00.5", "123456789012345678901234567890"});
}

TEST_CASE("only true and false are booleans that live in ids") {
  check_ascending("boolean", {"false", "true"});
  check_outside("boolean", {"1", "0", "TRUE", ""});
}

TEST_CASE("short strings live in ids in the order of their bytes") {
  check_ascending("string", {"", "A", "Aa", "B", "a", "aaaaaaa", "b", "z", "\xc3\xa4", "\xf0\x9f\x98\x80"});
  check_outside("string", {"12345678", std::string("a\0b", 3), std::string(1, '\0')});
  CHECK_FALSE(inline_id(Term::lang("a", "en").view()));
  CHECK_FALSE(inline_id(Term::iri("a:b").view()));
  CHECK_FALSE(inline_id(Term::blank("a").view()));
  CHECK_FALSE(inline_id(Term::typed("a", "http://example.org/string").view()));
}

TEST_CASE("other datatypes do not live in ids") {
  check_outside("gMonth", {"--03"});
  check_outside("duration", {"P1D"});
  check_outside("anyURI", {"a"});
  CHECK_FALSE(inline_id(Term::typed("1", "http://www.w3.org/2001/XMLSchema#integerx").view()));
  CHECK_FALSE(inline_id(Term::typed("1", "http://www.w3.org/2001/XMLSchema").view()));
}

TEST_CASE("any payload gives nothing, or a term that gives the payload") {
  std::mt19937_64 random(7);
  std::size_t terms = 0;
  for (int tag = 16; tag <= 40; ++tag) {
    for (int i = 0; i < 20000; ++i) {
      // Payloads of all sizes, so that the sparse codes are met too.
      const std::uint64_t payload = (random() & TermId::kMaxPayload) >> (random() % 56);
      const TermId id(static_cast<IdTag>(tag), payload);
      const std::optional<Term> term = inline_term(id);
      if (!term) continue;
      ++terms;
      REQUIRE(inline_id(term->view()) == id);
    }
  }
  CHECK(terms > 50'000);
}

TEST_CASE(
    "floating-point numbers and points in time live in ids only where their text comes back, in order") {
  const auto ordered = [](const char* datatype, std::initializer_list<const char*> texts) {
    std::optional<TermId> last;
    for (const char* const text : texts) {
      const Term term = Term::typed(text, std::string(xsd::kNamespace) + datatype);
      const std::optional<TermId> id = inline_id(term.view());
      CAPTURE(text);
      REQUIRE(id);
      CHECK(inline_term(*id) == term);
      if (last) CHECK(*last < *id);
      last = id;
    }
  };
  ordered("double", {"-1.5E0", "-1.0E0", "0.0E0", "1.0E0", "1.5E0", "1.0E6"});
  ordered("date", {"0001-01-01", "1999-12-31Z", "2014-03-28", "2014-03-29"});
  ordered("dateTime", {"1969-12-31T23:59:59Z", "2014-03-28T12:00:00+02:00", "2014-03-28T11:00:00Z"});
  ordered("gYear", {"-0044", "1999", "2014"});
  for (const auto& [text, datatype] : {std::pair("1", "double"),
                                       {"01.0E0", "double"},
                                       {"2014-3-28", "date"},
                                       {"2014-03-28T12:00:00.50", "dateTime"},
                                       {"24:00:00", "time"}}) {
    const Term term = Term::typed(text, std::string(xsd::kNamespace) + datatype);
    CAPTURE(text);
    CHECK_FALSE(inline_id(term.view()));
  }
}
