// Points on the time line and durations (XSD 1.1 Datatypes 3.3.6 to 3.3.15, appendix E), to 18 digits of a
// second.
#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "rdf/datatype.h"

namespace quoth {

inline constexpr std::int64_t kAttosecondsPerSecond = 1'000'000'000'000'000'000;

// A value of one of the nine temporal datatypes. Fields that the datatype does not have are filled as XSD's
// timeOnTimeline does. Years lie within ±10^11; what is beyond, or finer than an attosecond, has no value
// here.
struct TimePoint {
  static constexpr std::int16_t kNoZone = INT16_MAX;

  std::int64_t seconds = 0;  // in local time, since 1970-01-01T00:00:00, proleptic Gregorian with a year 0
  std::int64_t attoseconds = 0;  // 0 up to below kAttosecondsPerSecond, to be added
  std::int16_t zone = kNoZone;   // minutes east of UTC, -840 to 840

  bool has_zone() const { return zone != kNoZone; }
  // Seconds in UTC; a point without a zone counts as one with `implied` minutes.
  std::int64_t utc_seconds(std::int16_t implied = 0) const {
    return seconds - std::int64_t{60} * (has_zone() ? zone : implied);
  }
};

// A point's fields in its own zone; `attoseconds` is the fraction of `second`.
struct TimeFields {
  std::int64_t year = 0;
  int month = 1, day = 1, hour = 0, minute = 0, second = 0;
  std::int64_t attoseconds = 0;
};

// Requires is_temporal(datatype). `text` is without blanks around it.
std::optional<TimePoint> parse_time_point(std::string_view text, Datatype datatype);
std::string to_string(const TimePoint& point,
                      Datatype datatype);  // canonical; keeps the zone, as XSD 1.1 does
TimeFields fields_of(const TimePoint& point);

// XSD 1.1 3.2.7.4: between a point with a zone and one without, only what holds for every zone is known.
std::partial_ordering compare(const TimePoint& a, const TimePoint& b);

// A number of months and a number of seconds of one sign.
struct Duration {
  std::int64_t months = 0;
  std::int64_t seconds = 0;
  std::int64_t attoseconds = 0;  // of the same sign as `seconds`

  friend bool operator==(const Duration&, const Duration&) = default;
};

// Requires is_duration(datatype).
std::optional<Duration> parse_duration(std::string_view text, Datatype datatype);
std::string to_string(const Duration& duration, Datatype datatype);  // canonical

// XSD 1.1 3.3.6.1: ordered if the four reference moments agree.
std::partial_ordering compare(const Duration& a, const Duration& b);

}  // namespace quoth
