#include "rdf/value.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <string>

#include "rdf/vocabulary.h"

using namespace quoth;

namespace {

// "5"^^xsd:integer as the pair {"5", "integer"}.
struct Lexical {
  const char* text;
  const char* type;
};

Term term(const Lexical& l) { return Term::typed(l.text, std::string(xsd::kNamespace) + l.type); }

std::optional<Value> value(const Lexical& l) { return value_of(term(l).view()); }

std::string show(const std::optional<Value>& v) {
  if (!v) return "nothing";
  return canonical(*v) + "^^" + std::string(iri_of(v->datatype()).substr(xsd::kNamespace.size()));
}

}  // namespace

TEST_CASE("every datatype is known by its IRI") {
  for (int i = 0; i < kDatatypeCount; ++i) {
    const auto datatype = static_cast<Datatype>(i);
    CHECK(datatype_of(iri_of(datatype)) == datatype);
  }
  CHECK_FALSE(datatype_of(rdf::kLangString));
  CHECK_FALSE(datatype_of("http://www.w3.org/2001/XMLSchema#Integer"));
  CHECK_FALSE(datatype_of(xsd::kNamespace));
  CHECK_FALSE(datatype_of(""));
}

TEST_CASE("a literal's canonical form, or none where it is ill-typed") {
  const struct {
    Lexical literal;
    const char* canonical;  // nullptr: ill-typed
  } examples[] = {
      {{"01", "integer"}, "1"},
      {{" +7\n", "integer"}, "7"},
      {{"-0", "integer"}, "0"},
      {{"1.0", "integer"}, nullptr},
      {{"", "integer"}, nullptr},
      {{"1 2", "integer"}, nullptr},
      {{"123456789012345678901234567890", "integer"}, "123456789012345678901234567890"},
      {{"0", "nonPositiveInteger"}, "0"},
      {{"1", "nonPositiveInteger"}, nullptr},
      {{"-1", "negativeInteger"}, "-1"},
      {{"0", "negativeInteger"}, nullptr},
      {{"-0", "nonNegativeInteger"}, "0"},
      {{"-1", "nonNegativeInteger"}, nullptr},
      {{"1", "positiveInteger"}, "1"},
      {{"0", "positiveInteger"}, nullptr},
      {{"9223372036854775807", "long"}, "9223372036854775807"},
      {{"9223372036854775808", "long"}, nullptr},
      {{"-9223372036854775808", "long"}, "-9223372036854775808"},
      {{"-9223372036854775809", "long"}, nullptr},
      {{"2147483647", "int"}, "2147483647"},
      {{"2147483648", "int"}, nullptr},
      {{"-2147483648", "int"}, "-2147483648"},
      {{"-2147483649", "int"}, nullptr},
      {{"32767", "short"}, "32767"},
      {{"32768", "short"}, nullptr},
      {{"-32769", "short"}, nullptr},
      {{"127", "byte"}, "127"},
      {{"200", "byte"}, nullptr},
      {{"-128", "byte"}, "-128"},
      {{"-129", "byte"}, nullptr},
      {{"18446744073709551615", "unsignedLong"}, "18446744073709551615"},
      {{"18446744073709551616", "unsignedLong"}, nullptr},
      {{"-1", "unsignedLong"}, nullptr},
      {{"4294967295", "unsignedInt"}, "4294967295"},
      {{"4294967296", "unsignedInt"}, nullptr},
      {{"65535", "unsignedShort"}, "65535"},
      {{"65536", "unsignedShort"}, nullptr},
      {{"255", "unsignedByte"}, "255"},
      {{"256", "unsignedByte"}, nullptr},
      {{"1.50", "decimal"}, "1.5"},
      {{"3.0", "decimal"}, "3"},
      {{"1e1", "decimal"}, nullptr},
      {{"INF", "decimal"}, nullptr},
      {{"1", "double"}, "1.0E0"},
      {{"100", "double"}, "1.0E2"},
      {{"-1.25e-7", "double"}, "-1.25E-7"},
      {{"0.1", "double"}, "1.0E-1"},
      {{"-0", "double"}, "-0.0E0"},
      {{".5", "double"}, "5.0E-1"},
      {{"5.", "double"}, "5.0E0"},
      {{"+1E+3", "double"}, "1.0E3"},
      {{"INF", "double"}, "INF"},
      {{"+INF", "double"}, "INF"},
      {{"-INF", "double"}, "-INF"},
      {{"NaN", "double"}, "NaN"},
      {{"1e400", "double"}, "INF"},
      {{"-1e400", "double"}, "-INF"},
      {{"1e-400", "double"}, "0.0E0"},
      {{"0e999999999999999999999", "double"}, "0.0E0"},
      {{"1e-999999999999999999999", "double"}, "0.0E0"},
      {{"1e999999999999999999999", "double"}, "INF"},
      {{"5e-324", "double"}, "5.0E-324"},
      {{"123456789.125", "double"}, "1.23456789125E8"},
      {{"inf", "double"}, nullptr},
      {{"nan", "double"}, nullptr},
      {{"Infinity", "double"}, nullptr},
      {{"+NaN", "double"}, nullptr},
      {{"0x1p3", "double"}, nullptr},
      {{"1e", "double"}, nullptr},
      {{"1e1.5", "double"}, nullptr},
      {{".", "double"}, nullptr},
      {{"e1", "double"}, nullptr},
      {{"0.1", "float"}, "1.0E-1"},
      {{"16777217", "float"}, "1.6777216E7"},
      {{"1e39", "float"}, "INF"},
      {{"1e-50", "float"}, "0.0E0"},
      {{"1", "boolean"}, "true"},
      {{" false ", "boolean"}, "false"},
      {{"TRUE", "boolean"}, nullptr},
      {{"  a  ", "string"}, "  a  "},
      {{" 2014-03-28 ", "date"}, "2014-03-28"},
      {{"2014-02-30", "date"}, nullptr},
      {{"P1Y", "duration"}, "P1Y"},
  };
  for (const auto& e : examples) {
    CAPTURE(e.literal.text);
    CAPTURE(e.literal.type);
    const auto v = value(e.literal);
    REQUIRE(v.has_value() == (e.canonical != nullptr));
    CHECK(is_ill_typed(term(e.literal).view()) == (e.canonical == nullptr));
    if (!v) continue;
    CHECK(canonical(*v) == e.canonical);
    CHECK(term_of(*v) == term({e.canonical, e.literal.type}));
    const auto again = value_of(canonical(*v), v->datatype());
    REQUIRE(again);
    if (canonical(*v) != "NaN") CHECK(equal(*v, *again) == true);
  }
}

TEST_CASE("what is no literal of a known datatype has no value, and is not ill-typed either") {
  const Term a = Term::iri("x:a");
  for (const Term& t :
       {a, Term::blank("b"), Term::typed("1", "x:type"), Term::lang("1", "en"), Term::triple(a, a, a)}) {
    CHECK_FALSE(value_of(t.view()));
    CHECK_FALSE(is_ill_typed(t.view()));
  }
}

TEST_CASE("a cast to a string writes doubles of everyday size without an exponent") {
  const struct {
    double number;
    const char* text;
  } examples[] = {{1, "1"},
                  {-0.25, "-0.25"},
                  {0.000001, "0.000001"},
                  {0.0000001, "1.0E-7"},
                  {999999, "999999"},
                  {1e6, "1.0E6"},
                  {0, "0"},
                  {-0.0, "-0"},
                  {1e300, "1.0E300"},
                  {INFINITY, "INF"},
                  {NAN, "NaN"},
                  {123456.5, "123456.5"}};
  for (const auto& e : examples) CHECK(string_of(Value::number(e.number)) == e.text);
  CHECK(string_of(Value::number(0.1f)) == "0.1");
  CHECK(string_of(Value::integer(7)) == "7");
}

TEST_CASE("values are compared across datatypes as SPARQL promotes them") {
  using enum Comparison;
  const struct {
    Lexical a, b;
    Comparison order;
  } examples[] = {
      {{"1", "integer"}, {"01", "integer"}, kEqual},
      {{"1", "byte"}, {"1.0", "decimal"}, kEqual},
      {{"1", "integer"}, {"1.0E0", "double"}, kEqual},
      {{"2", "unsignedLong"}, {"10", "int"}, kLess},
      {{"1.1", "decimal"}, {"1.1", "float"}, kEqual},
      {{"1.1", "double"}, {"1.1", "float"}, kLess},
      {{"9007199254740993", "integer"}, {"9007199254740992", "double"}, kEqual},
      {{"9007199254740993", "integer"}, {"9007199254740992", "integer"}, kGreater},
      {{"-0", "double"}, {"0", "integer"}, kEqual},
      {{"INF", "double"}, {"99999999999999999999", "integer"}, kGreater},
      {{"NaN", "double"}, {"1", "integer"}, kUnordered},
      {{"NaN", "double"}, {"NaN", "double"}, kUnordered},
      {{"a", "string"}, {"b", "string"}, kLess},
      {{"\xef\xbf\xbd", "string"}, {"\xf0\x9f\x98\x80", "string"}, kLess},
      {{"false", "boolean"}, {"1", "boolean"}, kLess},
      {{"1", "boolean"}, {"1", "integer"}, kNotComparable},
      {{"1", "string"}, {"1", "integer"}, kNotComparable},
      {{"2014-01-01T00:00:00Z", "dateTime"}, {"2014-01-01T00:00:00Z", "dateTimeStamp"}, kEqual},
      {{"2014-01-01T00:00:00Z", "dateTime"}, {"2014-01-01Z", "date"}, kNotComparable},
      {{"2014", "gYear"}, {"2014-01", "gYearMonth"}, kNotComparable},
      {{"2014-01-01T00:00:00Z", "dateTime"}, {"2014-01-01T00:00:00", "dateTime"}, kUnordered},
      {{"P1Y", "yearMonthDuration"}, {"P12M", "duration"}, kEqual},
      {{"P1M", "yearMonthDuration"}, {"P30D", "dayTimeDuration"}, kUnordered},
      {{"P1D", "duration"}, {"1", "integer"}, kNotComparable},
  };
  for (const auto& e : examples) {
    CAPTURE(e.a.text);
    CAPTURE(e.b.text);
    const auto a = value(e.a);
    const auto b = value(e.b);
    REQUIRE((a && b));
    CHECK(compare(*a, *b) == e.order);
    const Comparison back = e.order == kLess ? kGreater : e.order == kGreater ? kLess : e.order;
    CHECK(compare(*b, *a) == back);
  }
}

TEST_CASE("equality is known wherever time zones do not leave it open") {
  const auto equals = [](const Lexical& a, const Lexical& b) { return equal(*value(a), *value(b)); };
  CHECK(equals({"1", "integer"}, {"1.0", "decimal"}) == true);
  CHECK(equals({"NaN", "double"}, {"NaN", "double"}) == false);
  CHECK(equals({"1", "integer"}, {"1", "string"}) == false);
  CHECK(equals({"2006-08-23T09:00:00+01:00", "dateTime"}, {"2006-08-23", "date"}) == false);
  CHECK(equals({"2006-08-23", "date"}, {"2006-08-23Z", "date"}) == std::nullopt);
  CHECK(equals({"2001-01-01Z", "date"}, {"2006-08-23", "date"}) == false);
  CHECK(equals({"P1M", "duration"}, {"P30D", "duration"}) == false);
  CHECK(equals({"P1Y", "duration"}, {"P12M", "yearMonthDuration"}) == true);
}

TEST_CASE("effective boolean values are those of SPARQL 17.2.2") {
  const auto ebv = [](const Term& t) { return effective_boolean_value(t.view()); };
  CHECK(ebv(term({"true", "boolean"})) == true);
  CHECK(ebv(term({"0", "boolean"})) == false);
  CHECK(ebv(term({"yes", "boolean"})) == false);  // ill-typed
  CHECK(ebv(term({"0.0", "decimal"})) == false);
  CHECK(ebv(term({"00", "integer"})) == false);
  CHECK(ebv(term({"-3", "int"})) == true);
  CHECK(ebv(term({"300", "byte"})) == false);  // ill-typed
  CHECK(ebv(term({"NaN", "float"})) == false);
  CHECK(ebv(term({"-0", "double"})) == false);
  CHECK(ebv(term({"1e-9", "double"})) == true);
  CHECK(ebv(Term::literal("")) == false);
  CHECK(ebv(Term::literal("false")) == true);
  CHECK(ebv(Term::lang("", "en")) == false);
  CHECK(ebv(Term::lang("x", "en")) == true);
  CHECK(ebv(term({"2014-01-01", "date"})) == std::nullopt);
  CHECK(ebv(term({"P1D", "duration"})) == std::nullopt);
  CHECK(ebv(Term::typed("x", "x:type")) == std::nullopt);
  CHECK(ebv(Term::iri("x:a")) == std::nullopt);
}

TEST_CASE("arithmetic promotes its operands and names the result's datatype") {
  const struct {
    Lexical a;
    char op;
    Lexical b;
    const char* result;
  } examples[] = {
      {{"1", "integer"}, '+', {"2", "byte"}, "3^^integer"},
      {{"1", "int"}, '+', {"2", "unsignedByte"}, "3^^integer"},
      {{"1", "integer"}, '+', {"0.5", "decimal"}, "1.5^^decimal"},
      {{"1", "decimal"}, '+', {"1", "decimal"}, "2^^decimal"},
      {{"1", "integer"}, '+', {"0.5", "float"}, "1.5E0^^float"},
      {{"1", "float"}, '+', {"0.5", "double"}, "1.5E0^^double"},
      {{"9223372036854775807", "long"}, '+', {"1", "integer"}, "9223372036854775808^^integer"},
      {{"127", "byte"}, '*', {"127", "byte"}, "16129^^integer"},
      {{"1", "integer"}, '-', {"2", "integer"}, "-1^^integer"},
      {{"0.1", "decimal"}, '*', {"3", "integer"}, "0.3^^decimal"},
      {{"4", "integer"}, '/', {"2", "integer"}, "2^^decimal"},
      {{"1", "integer"}, '/', {"4", "integer"}, "0.25^^decimal"},
      {{"1", "integer"}, '/', {"0", "integer"}, "nothing"},
      {{"1", "decimal"}, '/', {"0.0", "decimal"}, "nothing"},
      {{"1", "integer"}, '/', {"0", "double"}, "INF^^double"},
      {{"-1", "float"}, '/', {"0", "integer"}, "-INF^^float"},
      {{"0", "double"}, '/', {"0", "double"}, "NaN^^double"},
      {{"1", "integer"}, '+', {"1", "string"}, "nothing"},
      {{"true", "boolean"}, '*', {"1", "integer"}, "nothing"},
      {{"2014", "gYear"}, '/', {"1", "integer"}, "nothing"},
      {{"1", "integer"}, '-', {"P1D", "duration"}, "nothing"},
  };
  for (const auto& e : examples) {
    CAPTURE(e.a.text);
    CAPTURE(e.b.text);
    const Value a = *value(e.a);
    const Value b = *value(e.b);
    const auto result = e.op == '+'   ? add(a, b)
                        : e.op == '-' ? subtract(a, b)
                        : e.op == '*' ? multiply(a, b)
                                      : divide(a, b);
    CHECK(show(result) == e.result);
  }
}

TEST_CASE("functions of one number keep its datatype") {
  CHECK(show(negate(*value({"5", "byte"}))) == "-5^^integer");
  CHECK(show(negate(*value({"0", "double"}))) == "-0.0E0^^double");
  CHECK(show(absolute(*value({"-1.5", "decimal"}))) == "1.5^^decimal");
  CHECK(show(absolute(*value({"-INF", "float"}))) == "INF^^float");
  CHECK(show(floor(*value({"-1.5", "decimal"}))) == "-2^^decimal");
  CHECK(show(ceiling(*value({"1.2", "double"}))) == "2.0E0^^double");
  CHECK(show(round(*value({"2.5", "decimal"}))) == "3^^decimal");
  CHECK(show(round(*value({"-2.5", "double"}))) == "-2.0E0^^double");
  CHECK(show(round(*value({"-0.3", "double"}))) == "-0.0E0^^double");
  CHECK(show(round(*value({"0.49999999999999994", "double"}))) == "0.0E0^^double");
  CHECK(show(round(*value({"4503599627370497", "double"}))) == "4.503599627370497E15^^double");
  CHECK(show(round(*value({"NaN", "double"}))) == "NaN^^double");
  CHECK(show(negate(*value({"x", "string"}))) == "nothing");
  CHECK(to_double(*value({"0.5", "decimal"})) == 0.5);
  CHECK(to_double(*value({"0.5", "float"})) == 0.5);
  CHECK(to_double(*value({"1", "boolean"})) == std::nullopt);
}
