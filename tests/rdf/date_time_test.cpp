#include "rdf/date_time.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace quoth;

namespace {

constexpr auto kUnordered = std::partial_ordering::unordered;
constexpr auto kLess = std::partial_ordering::less;
constexpr auto kEqual = std::partial_ordering::equivalent;
constexpr auto kGreater = std::partial_ordering::greater;

}  // namespace

TEST_CASE("points in time are read and written canonically") {
  const struct {
    Datatype datatype;
    const char* text;
    const char* canonical;  // nullptr: not in the lexical space
  } examples[] = {
      {Datatype::kDateTime, "2014-03-28T12:00:00", "2014-03-28T12:00:00"},
      {Datatype::kDateTime, "2014-03-28T12:00:00Z", "2014-03-28T12:00:00Z"},
      {Datatype::kDateTime, "2014-03-28T12:00:00+00:00", "2014-03-28T12:00:00Z"},
      {Datatype::kDateTime, "2014-03-28T12:00:00-00:00", "2014-03-28T12:00:00Z"},
      {Datatype::kDateTime, "2014-03-28T12:00:00.500-05:30", "2014-03-28T12:00:00.5-05:30"},
      {Datatype::kDateTime, "2014-03-28T12:00:00.000000000000000001",
       "2014-03-28T12:00:00.000000000000000001"},
      {Datatype::kDateTime, "2014-12-31T24:00:00", "2015-01-01T00:00:00"},
      {Datatype::kDateTime, "2016-02-28T24:00:00.0Z", "2016-02-29T00:00:00Z"},
      {Datatype::kDateTime, "0000-01-01T00:00:00", "0000-01-01T00:00:00"},
      {Datatype::kDateTime, "-0001-12-31T23:59:59.9", "-0001-12-31T23:59:59.9"},
      {Datatype::kDateTime, "12014-01-01T00:00:00+14:00", "12014-01-01T00:00:00+14:00"},
      {Datatype::kDateTime, "-99999999999-02-28T00:00:00", "-99999999999-02-28T00:00:00"},
      {Datatype::kDateTime, "2014-03-28T12:00:00+14:01", nullptr},
      {Datatype::kDateTime, "2014-03-28T12:00:00+15:00", nullptr},
      {Datatype::kDateTime, "2014-03-28T12:00:00+1:00", nullptr},
      {Datatype::kDateTime, "2014-03-28T24:00:00.1", nullptr},
      {Datatype::kDateTime, "2014-03-28T24:01:00", nullptr},
      {Datatype::kDateTime, "2014-03-28T12:00:60", nullptr},
      {Datatype::kDateTime, "2014-03-28T12:60:00", nullptr},
      {Datatype::kDateTime, "2014-03-28T12:00", nullptr},
      {Datatype::kDateTime, "2014-03-28T12:00:00.", nullptr},
      {Datatype::kDateTime, "2014-02-29T12:00:00", nullptr},
      {Datatype::kDateTime, "2014-3-28T12:00:00", nullptr},
      {Datatype::kDateTime, "2014-03-28 12:00:00", nullptr},
      {Datatype::kDateTime, "2014-03-28", nullptr},
      {Datatype::kDateTime, "02014-03-28T12:00:00", nullptr},
      {Datatype::kDateTime, "214-03-28T12:00:00", nullptr},
      {Datatype::kDateTime, "+2014-03-28T12:00:00", nullptr},
      {Datatype::kDateTime, "999999999999-03-28T12:00:00", nullptr},
      {Datatype::kDateTime, "", nullptr},
      {Datatype::kDateTimeStamp, "2014-03-28T12:00:00+02:00", "2014-03-28T12:00:00+02:00"},
      {Datatype::kDateTimeStamp, "2014-03-28T12:00:00", nullptr},
      {Datatype::kDate, "2014-03-28", "2014-03-28"},
      {Datatype::kDate, "2014-03-28+00:00", "2014-03-28Z"},
      {Datatype::kDate, "2000-02-29-13:59", "2000-02-29-13:59"},
      {Datatype::kDate, "1900-02-29", nullptr},
      {Datatype::kDate, "2014-04-31", nullptr},
      {Datatype::kDate, "2014-00-01", nullptr},
      {Datatype::kDate, "2014-13-01", nullptr},
      {Datatype::kDate, "2014-01-00", nullptr},
      {Datatype::kDate, "2014-01-01T00:00:00", nullptr},
      {Datatype::kTime, "23:59:59.120Z", "23:59:59.12Z"},
      {Datatype::kTime, "24:00:00", "00:00:00"},
      {Datatype::kTime, "25:00:00", nullptr},
      {Datatype::kGYear, "2014", "2014"},
      {Datatype::kGYear, "-0044Z", "-0044Z"},
      {Datatype::kGYear, "14", nullptr},
      {Datatype::kGYearMonth, "2014-02", "2014-02"},
      {Datatype::kGYearMonth, "2014-02+01:00", "2014-02+01:00"},
      {Datatype::kGYearMonth, "2014", nullptr},
      {Datatype::kGMonth, "--02", "--02"},
      {Datatype::kGMonth, "--02-05:00", "--02-05:00"},
      {Datatype::kGMonth, "--13", nullptr},
      {Datatype::kGMonth, "-02", nullptr},
      {Datatype::kGMonthDay, "--02-29", "--02-29"},
      {Datatype::kGMonthDay, "--02-30", nullptr},
      {Datatype::kGMonthDay, "--04-31", nullptr},
      {Datatype::kGDay, "---31", "---31"},
      {Datatype::kGDay, "---01Z", "---01Z"},
      {Datatype::kGDay, "---32", nullptr},
      {Datatype::kGDay, "---00", nullptr},
  };
  for (const auto& e : examples) {
    CAPTURE(e.text);
    const auto point = parse_time_point(e.text, e.datatype);
    REQUIRE(point.has_value() == (e.canonical != nullptr));
    if (point) CHECK(to_string(*point, e.datatype) == e.canonical);
  }
}

TEST_CASE("points in time have a partial order") {
  const struct {
    Datatype datatype;
    const char *a, *b;
    std::partial_ordering order;
  } examples[] = {
      {Datatype::kDateTime, "2014-01-01T00:00:00Z", "2014-01-01T00:00:00Z", kEqual},
      {Datatype::kDateTime, "2014-01-01T12:00:00+02:00", "2014-01-01T10:00:00Z", kEqual},
      {Datatype::kDateTime, "2014-01-01T12:00:00+02:00", "2014-01-01T11:00:00Z", kLess},
      {Datatype::kDateTime, "2014-01-01T00:00:00", "2014-01-01T00:00:00.000001", kLess},
      {Datatype::kDateTime, "2014-01-01T24:00:00", "2014-01-02T00:00:00", kEqual},
      {Datatype::kDateTime, "2014-01-01T00:00:00", "2014-01-01T00:00:00Z", kUnordered},
      // The examples of XSD 1.1 3.2.7.4
      {Datatype::kDateTime, "2000-01-15T00:00:00", "2000-02-15T00:00:00", kLess},
      {Datatype::kDateTime, "2000-01-15T12:00:00", "2000-01-16T12:00:00Z", kLess},
      {Datatype::kDateTime, "2000-01-01T12:00:00", "1999-12-31T23:00:00Z", kUnordered},
      {Datatype::kDateTime, "2000-01-16T12:00:00", "2000-01-16T12:00:00Z", kUnordered},
      {Datatype::kDateTime, "2000-01-16T00:00:00", "2000-01-16T12:00:00Z", kUnordered},
      // Exactly fourteen hours apart is not yet certain.
      {Datatype::kDateTime, "2000-01-01T00:00:00Z", "2000-01-01T14:00:00", kUnordered},
      {Datatype::kDateTime, "2000-01-01T00:00:00Z", "2000-01-01T14:00:00.1", kLess},
      {Datatype::kDateTime, "2000-01-01T14:00:01", "2000-01-01T00:00:00Z", kGreater},
      {Datatype::kDateTime, "-0001-01-01T00:00:00", "0000-01-01T00:00:00", kLess},
      {Datatype::kDate, "2014-03-28", "2014-03-29", kLess},
      {Datatype::kDate, "2014-03-28Z", "2014-03-28+01:00", kGreater},
      {Datatype::kDate, "2014-03-28", "2014-03-28Z", kUnordered},
      {Datatype::kDate, "2001-01-01", "2006-08-23Z", kLess},
      {Datatype::kTime, "12:00:00", "13:00:00", kLess},
      {Datatype::kTime, "12:00:00+01:00", "11:00:00Z", kEqual},
      {Datatype::kTime, "24:00:00", "00:00:00", kEqual},
      {Datatype::kGYear, "2014", "2015", kLess},
      {Datatype::kGYear, "2014", "2014Z", kUnordered},
      {Datatype::kGYear, "2014", "2015Z", kLess},
      {Datatype::kGMonthDay, "--02-29", "--03-01", kLess},
      {Datatype::kGMonth, "--02", "--12", kLess},
      {Datatype::kGDay, "---31", "---05", kGreater},
  };
  for (const auto& e : examples) {
    CAPTURE(e.a);
    CAPTURE(e.b);
    const auto a = parse_time_point(e.a, e.datatype);
    const auto b = parse_time_point(e.b, e.datatype);
    REQUIRE((a && b));
    CHECK(compare(*a, *b) == e.order);
    CHECK(compare(*b, *a) == (0 <=> e.order));
  }
}

TEST_CASE("the calendar is right over its whole length") {
  CHECK(parse_time_point("1970-01-01T00:00:00Z", Datatype::kDateTime)->seconds == 0);
  CHECK(parse_time_point("2014-03-28T12:34:56Z", Datatype::kDateTime)->seconds == 1396010096);
  CHECK(parse_time_point("1969-12-31T23:59:59Z", Datatype::kDateTime)->seconds == -1);
  CHECK(parse_time_point("0000-03-01T00:00:00Z", Datatype::kDateTime)->seconds == -719468LL * 86400);
  // Day by day through two eras, around year 0.
  TimePoint point = *parse_time_point("-0405-01-01", Datatype::kDate);
  TimeFields before = fields_of(point);
  for (int i = 0; i < 300000; ++i) {
    point.seconds += 86400;
    const TimeFields now = fields_of(point);
    const bool next_day = now.day == before.day + 1 && now.month == before.month && now.year == before.year;
    const bool next_month =
        now.day == 1 && before.day >= 28 && now.month == before.month + 1 && now.year == before.year;
    const bool next_year = now.day == 1 && now.month == 1 && before.month == 12 && before.day == 31 &&
                           now.year == before.year + 1;
    REQUIRE((next_day || next_month || next_year));
    REQUIRE(parse_time_point(to_string(point, Datatype::kDate), Datatype::kDate)->seconds == point.seconds);
    before = now;
  }
}

TEST_CASE("property: a point in time reads back from its canonical form") {
  std::mt19937_64 random(42);
  for (int i = 0; i < 20000; ++i) {
    TimePoint point;
    point.seconds =
        static_cast<std::int64_t>(random() % 6'000'000'000'000'000'000ULL) - 3'000'000'000'000'000'000LL;
    point.attoseconds = random() % 2 == 0 ? 0 : static_cast<std::int64_t>(random() % kAttosecondsPerSecond);
    if (random() % 2 == 0) point.zone = static_cast<std::int16_t>(static_cast<int>(random() % 1681) - 840);
    const std::string text = to_string(point, Datatype::kDateTime);
    CAPTURE(text);
    const auto again = parse_time_point(text, Datatype::kDateTime);
    REQUIRE(again);
    REQUIRE(again->seconds == point.seconds);
    REQUIRE(again->attoseconds == point.attoseconds);
    REQUIRE(again->zone == point.zone);
  }
}

TEST_CASE("durations are read and written canonically") {
  const struct {
    Datatype datatype;
    const char* text;
    const char* canonical;
  } examples[] = {
      {Datatype::kDuration, "P1Y2M3DT4H5M6.70S", "P1Y2M3DT4H5M6.7S"},
      {Datatype::kDuration, "P14M", "P1Y2M"},
      {Datatype::kDuration, "PT36H", "P1DT12H"},
      {Datatype::kDuration, "-P1M", "-P1M"},
      {Datatype::kDuration, "-PT0.5S", "-PT0.5S"},
      {Datatype::kDuration, "P0Y", "PT0S"},
      {Datatype::kDuration, "-P0D", "PT0S"},
      {Datatype::kDuration, "PT86400S", "P1D"},
      {Datatype::kDuration, "P1Y1D", "P1Y1D"},
      {Datatype::kDuration, "PT1.000000000000000001S", "PT1.000000000000000001S"},
      {Datatype::kDuration, "P", nullptr},
      {Datatype::kDuration, "PT", nullptr},
      {Datatype::kDuration, "P1YT", nullptr},
      {Datatype::kDuration, "1Y", nullptr},
      {Datatype::kDuration, "P1", nullptr},
      {Datatype::kDuration, "P1S", nullptr},
      {Datatype::kDuration, "P1M1Y", nullptr},
      {Datatype::kDuration, "P1Y1Y", nullptr},
      {Datatype::kDuration, "P-1Y", nullptr},
      {Datatype::kDuration, "+P1Y", nullptr},
      {Datatype::kDuration, "PT1.S", nullptr},
      {Datatype::kDuration, "PT.5S", nullptr},
      {Datatype::kDuration, "PT1.5M", nullptr},
      {Datatype::kDuration, "P99999999999999999999Y", nullptr},
      {Datatype::kDuration, "PT9223372036854775807H", nullptr},
      {Datatype::kYearMonthDuration, "P18M", "P1Y6M"},
      {Datatype::kYearMonthDuration, "P0M", "P0M"},
      {Datatype::kYearMonthDuration, "P1D", nullptr},
      {Datatype::kYearMonthDuration, "P1YT1S", nullptr},
      {Datatype::kDayTimeDuration, "P1DT25H", "P2DT1H"},
      {Datatype::kDayTimeDuration, "PT0S", "PT0S"},
      {Datatype::kDayTimeDuration, "P1M", nullptr},
      {Datatype::kDayTimeDuration, "P1Y", nullptr},
  };
  for (const auto& e : examples) {
    CAPTURE(e.text);
    const auto duration = parse_duration(e.text, e.datatype);
    REQUIRE(duration.has_value() == (e.canonical != nullptr));
    if (duration) CHECK(to_string(*duration, e.datatype) == e.canonical);
  }
}

TEST_CASE("durations have XSD's partial order") {
  const struct {
    const char *a, *b;
    std::partial_ordering order;
  } examples[] = {
      {"P1Y", "P12M", kEqual},      {"PT24H", "P1D", kEqual},     {"P1Y", "P364D", kGreater},
      {"P1Y", "P365D", kUnordered}, {"P1Y", "P366D", kUnordered}, {"P1Y", "P367D", kLess},
      {"P1M", "P27D", kGreater},    {"P1M", "P28D", kUnordered},  {"P1M", "P31D", kUnordered},
      {"P1M", "P32D", kLess},       {"P5M", "P149D", kGreater},   {"P5M", "P150D", kUnordered},
      {"P5M", "P153D", kUnordered}, {"P5M", "P154D", kLess},      {"-P1M", "-P32D", kGreater},
      {"-PT0.1S", "PT0S", kLess},   {"PT0.1S", "PT0.2S", kLess},  {"-PT0.1S", "-PT0.2S", kGreater},
  };
  for (const auto& e : examples) {
    CAPTURE(e.a);
    CAPTURE(e.b);
    const auto a = parse_duration(e.a, Datatype::kDuration);
    const auto b = parse_duration(e.b, Datatype::kDuration);
    REQUIRE((a && b));
    CHECK(compare(*a, *b) == e.order);
    CHECK(compare(*b, *a) == (0 <=> e.order));
  }
}
