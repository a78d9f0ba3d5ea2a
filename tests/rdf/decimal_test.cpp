#include "rdf/decimal.h"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>
#include <random>
#include <string>

using namespace quoth;

namespace {

Decimal dec(const std::string& text) {
  const auto d = Decimal::parse(text);
  REQUIRE(d);
  return *d;
}

// Mostly short, sometimes beyond 64 bits, with all kinds of zeros.
std::string random_decimal(std::mt19937& random) {
  const auto digits = [&](int most) {
    std::string out;
    for (int n = static_cast<int>(random() % static_cast<unsigned>(most + 1)); n > 0; --n) {
      out += random() % 3 == 0 ? '0' : static_cast<char>('0' + random() % 10);
    }
    return out;
  };
  std::string out = random() % 2 == 0 ? "-" : "";
  const int most = random() % 4 == 0 ? 60 : random() % 3 == 0 ? 19 : 4;
  out += digits(most) + "0";
  if (random() % 2 == 0) out += "." + digits(most) + "0";
  return out;
}

}  // namespace

TEST_CASE("a decimal is written canonically") {
  const struct {
    const char* text;
    const char* canonical;
  } examples[] = {
      {"0", "0"},
      {"-0", "0"},
      {"+0.00", "0"},
      {"1", "1"},
      {"+01.50", "1.5"},
      {".5", "0.5"},
      {"-.05", "-0.05"},
      {"5.", "5"},
      {"100", "100"},
      {"100.0010", "100.001"},
      {"9223372036854775807", "9223372036854775807"},
      {"-9223372036854775808", "-9223372036854775808"},
      {"9223372036854775808", "9223372036854775808"},
      {"-0.000000000000000000000000000001", "-0.000000000000000000000000000001"},
      {"00000000000000000000000000000000012", "12"},
      {"123456789012345678901234567890.123456789", "123456789012345678901234567890.123456789"},
      {"1000000000000000000000.000", "1000000000000000000000"},
      {"0.0123456789012345678901234567", "0.0123456789012345678901234567"},
  };
  for (const auto& e : examples) {
    CAPTURE(e.text);
    CHECK(dec(e.text).to_string() == e.canonical);
    CHECK(dec(e.canonical) == dec(e.text));
  }
}

TEST_CASE("what is no decimal is none") {
  for (const char* text :
       {"", "+", "-", ".", "+.", "1e2", "1.2.3", "--1", "1-", " 1", "1 ", "0x1", "INF", "1,5", "١"}) {
    CAPTURE(text);
    CHECK_FALSE(Decimal::parse(text));
  }
  CHECK(Decimal::parse(std::string(Decimal::kMaxDigits, '9')));
  CHECK_FALSE(Decimal::parse(std::string(Decimal::kMaxDigits + 1, '9')));
  CHECK(Decimal::parse(std::string(Decimal::kMaxDigits * 4, '0') + "1." +
                       std::string(Decimal::kMaxDigits * 4, '0')));
  CHECK_FALSE(Decimal::parse("." + std::string(Decimal::kMaxDigits, '0') + "1"));
}

TEST_CASE("sums, differences and products are exact") {
  CHECK(add(dec("0.1"), dec("0.2")) == dec("0.3"));
  CHECK(add(dec("9223372036854775807"), dec("1")) == dec("9223372036854775808"));
  CHECK(subtract(dec("-9223372036854775808"), dec("1")) == dec("-9223372036854775809"));
  CHECK(subtract(dec("9223372036854775808"), dec("1")) == dec("9223372036854775807"));
  CHECK(dec("-9223372036854775808").negated() == dec("9223372036854775808"));
  CHECK(multiply(dec("4294967296"), dec("4294967296")) == dec("18446744073709551616"));
  CHECK(multiply(dec("0.5"), dec("0.2"))->to_string() == "0.1");
  CHECK(multiply(dec("-1.1"), dec("0")) == Decimal());
  CHECK(add(dec("1"), dec("0.00000000000000000000000001"))->to_string() == "1.00000000000000000000000001");
}

TEST_CASE("a quotient is exact where 24 digits do, else rounded") {
  CHECK(divide(dec("6"), dec("3"))->to_string() == "2");
  CHECK(divide(dec("1"), dec("8"))->to_string() == "0.125");
  CHECK(divide(dec("1"), dec("3"))->to_string() == "0.333333333333333333333333");
  CHECK(divide(dec("-2"), dec("3"))->to_string() == "-0.666666666666666666666667");
  CHECK(divide(dec("2"), dec("-3"))->to_string() == "-0.666666666666666666666667");
  CHECK(divide(dec("0.1"), dec("0.001"))->to_string() == "100");
  CHECK(divide(dec("1"), dec("0.0001"))->to_string() == "10000");
  CHECK(divide(dec("-9223372036854775808"), dec("-1"))->to_string() == "9223372036854775808");
  CHECK_FALSE(divide(dec("1"), dec("0.0")));
  CHECK(divide(dec("0"), dec("7")) == Decimal());
}

TEST_CASE("results beyond the bound are no results, so that nobody computes without end") {
  Decimal d = dec("10");
  int steps = 0;
  for (std::optional<Decimal> square = d; square; square = multiply(d, d)) {
    d = *square;
    REQUIRE(++steps < 100);
  }
  CHECK_FALSE(multiply(d, d));
  const Decimal most = dec(std::string(Decimal::kMaxDigits, '9') + ".9");
  CHECK_FALSE(add(most, Decimal(1)));
  CHECK(most.rounded().to_string() == "1" + std::string(Decimal::kMaxDigits, '0'));
  CHECK(most.negated().floor() == most.rounded().negated());
}

TEST_CASE("floor, ceiling and rounding") {
  const struct {
    const char *number, *floor, *ceiling, *rounded;
  } examples[] = {
      {"2", "2", "2", "2"},
      {"2.4", "2", "3", "2"},
      {"2.5", "2", "3", "3"},
      {"-2.5", "-3", "-2", "-2"},
      {"-2.51", "-3", "-2", "-3"},
      {"0.5", "0", "1", "1"},
      {"-0.5", "-1", "0", "0"},
      {"-0.0000000000000000000000001", "-1", "0", "0"},
      {"12345678901234567890.5", "12345678901234567890", "12345678901234567891", "12345678901234567891"},
      {"-12345678901234567890.5", "-12345678901234567891", "-12345678901234567890", "-12345678901234567890"},
      {"9223372036854775807.5", "9223372036854775807", "9223372036854775808", "9223372036854775808"},
  };
  for (const auto& e : examples) {
    CAPTURE(e.number);
    CHECK(dec(e.number).floor().to_string() == e.floor);
    CHECK(dec(e.number).ceiling().to_string() == e.ceiling);
    CHECK(dec(e.number).rounded().to_string() == e.rounded);
  }
}

TEST_CASE("a double has an exact decimal, and a decimal its nearest double") {
  CHECK(Decimal::from_double(0.1)->to_string() ==
        "0.1000000000000000055511151231257827021181583404541015625");
  CHECK(Decimal::from_double(-3)->to_string() == "-3");
  CHECK(Decimal::from_double(1e22)->to_string() == "10000000000000000000000");
  CHECK(Decimal::from_double(-0.0) == Decimal());
  CHECK_FALSE(Decimal::from_double(std::nan("")));
  CHECK_FALSE(Decimal::from_double(std::numeric_limits<double>::infinity()));
  CHECK(dec("0.1").to_double() == 0.1);
  CHECK(dec("1" + std::string(400, '0')).to_double() == std::numeric_limits<double>::infinity());
  CHECK(dec("0." + std::string(400, '0') + "1").to_double() == 0);
  CHECK(dec("9007199254740993").to_double() == 9007199254740992.0);
  CHECK(dec("16777217").to_float() == 16777216.0f);
  for (const double d : {5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, -123.456, 1.0 / 3}) {
    CHECK(Decimal::from_double(d)->to_double() == d);
  }
}

TEST_CASE("property: arithmetic on random decimals obeys the laws of arithmetic") {
  std::mt19937 random(20140328);
  for (int i = 0; i < 5000; ++i) {
    const std::string a_text = random_decimal(random);
    const std::string b_text = random_decimal(random);
    const Decimal a = *Decimal::parse(a_text);
    const Decimal b = *Decimal::parse(b_text);
    const Decimal c = *Decimal::parse(random_decimal(random));
    CAPTURE(a_text);
    CAPTURE(b_text);
    REQUIRE(*Decimal::parse(a.to_string()) == a);
    REQUIRE(*subtract(*add(a, b), b) == a);
    REQUIRE(*add(a, b) == *add(b, a));
    REQUIRE(*multiply(a, *add(b, c)) == *add(*multiply(a, b), *multiply(a, c)));
    REQUIRE((a < b) == subtract(a, b)->is_negative());
    REQUIRE((a == b) == subtract(a, b)->is_zero());
    REQUIRE((a == b) == (a.to_string() == b.to_string()));
    REQUIRE(a.negated().negated() == a);
    REQUIRE((a.floor() <= a && a < *add(a.floor(), Decimal(1))));
    REQUIRE((a.ceiling() >= a && a > *subtract(a.ceiling(), Decimal(1))));
    REQUIRE(a.is_integer() == (a.floor() == a));
    if (!b.is_zero()) {
      const std::size_t point = a.to_string().find('.');
      const bool fits =
          point == std::string::npos || a.to_string().size() - point - 1 <= Decimal::kQuotientDigits;
      if (fits) REQUIRE(*divide(*multiply(a, b), b) == a);
      const Decimal quotient = *divide(a, b);  // |q * b - a| <= |b| / 2 units of the last digit
      const Decimal error = *subtract(*multiply(quotient, b), a);
      const Decimal size = error.is_negative() ? error.negated() : error;
      const Decimal unit = dec("0.000000000000000000000001");
      REQUIRE(size <= *multiply(b.is_negative() ? b.negated() : b, unit));
    }
    if (a.is_integer() && a >= dec("-9223372036854775808") && a <= dec("9223372036854775807")) {
      REQUIRE(Decimal(*a.to_int64()) == a);
    } else {
      REQUIRE_FALSE(a.to_int64());
    }
  }
}
