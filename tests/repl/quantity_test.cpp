#include "repl/quantity.h"

#include <doctest/doctest.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace quoth::repl;
using std::chrono::milliseconds;

TEST_CASE("sizes are read with their units") {
  const std::vector<std::pair<std::string, std::optional<std::size_t>>> rows = {
      {"1", 1},
      {"512M", 512u << 20},
      {"2G", 2ull << 30},
      {"1.5k", 1536},
      {"3KiB", 3072},
      {"7mb", 7u << 20},
      {"10B", 10},
      {"", std::nullopt},
      {"G", std::nullopt},
      {"-1M", std::nullopt},
      {"0", {}},
      {"1X", {}},
      {"1Mi", {}},
      {"1 M", {}},
      {"1e300", {}},
      {"9999999999999T", {}},
      {"nan", {}},
      {"inf", {}},
      {"1MM", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.first);
    CHECK(parse_size(row.first) == row.second);
  }
}

TEST_CASE("times are read with their units") {
  CHECK(parse_duration("30") == milliseconds(30'000));
  CHECK(parse_duration("0.5s") == milliseconds(500));
  CHECK(parse_duration("250ms") == milliseconds(250));
  CHECK(parse_duration("2m") == milliseconds(120'000));
  CHECK(parse_duration("1h") == milliseconds(3'600'000));
  CHECK(parse_duration("0.0001") == milliseconds(1));
  for (const std::string bad : {"", "0", "-1", "1d", "s", "1 s", "999999999999h"}) {
    CAPTURE(bad);
    CHECK_FALSE(parse_duration(bad));
  }
}

TEST_CASE("counts and sizes are shown in few digits") {
  CHECK(show_count(0) == "0");
  CHECK(show_count(999) == "999");
  CHECK(show_count(1000) == "1,000");
  CHECK(show_count(1234567) == "1,234,567");
  CHECK(show_bytes(17) == "17 B");
  CHECK(show_bytes(1230) == "1.2 KiB");
  CHECK(show_bytes(120u << 20) == "120 MiB");
  CHECK(show_bytes(1023 * 1024 + 1000) == "1.0 MiB");
}

TEST_CASE("times and rates are shown as people say them") {
  CHECK(show_seconds(0.0042) == "0.004 s");
  CHECK(show_seconds(12.34) == "12.3 s");
  CHECK(show_seconds(12.34, 0) == "12 s");
  CHECK(show_seconds(59.99) == "1 min 0 s");
  CHECK(show_seconds(200.2) == "3 min 20 s");
  CHECK(show_seconds(7500) == "2 h 5 min");
  CHECK(show_rate(310'123, 1) == "310,000");
  CHECK(show_rate(5, 2) == "3");
  CHECK(show_rate(0, 1) == "–");
  CHECK(show_rate(10, 0) == "–");
}
