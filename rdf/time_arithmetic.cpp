#include "rdf/time_arithmetic.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "rdf/temporal_text.h"

namespace quoth {
namespace {

using namespace temporal;

// Attoseconds: what a dayTimeDuration, and the distance of two points, has of them fits.
using Attoseconds = __int128;

Attoseconds attoseconds_of(const Duration& d) {
  return Attoseconds(d.seconds) * kAttosecondsPerSecond + d.attoseconds;
}

std::optional<Duration> day_time(Attoseconds total) {
  const Attoseconds seconds = total / kAttosecondsPerSecond;
  if (seconds > kMaxSeconds || seconds < -kMaxSeconds) return std::nullopt;
  return Duration{0, static_cast<std::int64_t>(seconds),
                  static_cast<std::int64_t>(total % kAttosecondsPerSecond)};
}

std::optional<Duration> year_month(std::int64_t months) {
  if (months > kMaxMonths || months < -kMaxMonths) return std::nullopt;
  return Duration{months, 0, 0};
}

std::optional<Value> value(Datatype datatype, const std::optional<Duration>& duration) {
  return duration ? std::optional(Value::duration(datatype, *duration)) : std::nullopt;
}

Duration negated(const Duration& d) { return {-d.months, -d.seconds, -d.attoseconds}; }

bool is_one_kind(Datatype datatype) {
  return datatype == Datatype::kYearMonthDuration || datatype == Datatype::kDayTimeDuration;
}

bool is_date_or_date_time(Datatype d) {
  return d == Datatype::kDate || d == Datatype::kDateTime || d == Datatype::kDateTimeStamp;
}

// The same day of the month that is `months` later, or the last day of it.
std::optional<TimePoint> add_months(TimePoint point, std::int64_t months) {
  const TimeFields f = fields_of(point);
  const std::int64_t all = f.year * 12 + (f.month - 1) + months;
  const std::int64_t year = floor_div(all, 12);
  if (year > kMaxYear || year < -kMaxYear) return std::nullopt;
  const int month = static_cast<int>(all - year * 12) + 1;
  const int day = std::min(f.day, days_in_month(year, month));
  point.seconds += (days_from_civil(year, month, day) - days_from_civil(f.year, f.month, f.day)) * kDay;
  return point;
}

TimePoint add_seconds(TimePoint point, const Duration& d) {
  point.seconds += d.seconds;
  point.attoseconds += d.attoseconds;
  if (point.attoseconds < 0) {
    point.attoseconds += kAttosecondsPerSecond;
    --point.seconds;
  } else if (point.attoseconds >= kAttosecondsPerSecond) {
    point.attoseconds -= kAttosecondsPerSecond;
    ++point.seconds;
  }
  return point;
}

void begin_of_day(TimePoint& point) {
  point.seconds = floor_div(point.seconds, kDay) * kDay;
  point.attoseconds = 0;
}

std::optional<Value> add_to_point(const Value& a, const Duration& d) {
  const Datatype datatype = a.datatype();
  const TimePoint& start = *a.as_time();
  if (datatype == Datatype::kTime) {
    if (d.months != 0) return std::nullopt;
    TimePoint point = add_seconds(start, d);
    const std::int64_t day = floor_div(start.seconds, kDay) * kDay;
    point.seconds = day + (point.seconds - floor_div(point.seconds, kDay) * kDay);
    return Value::time(datatype, point);
  }
  if (!is_date_or_date_time(datatype)) return std::nullopt;
  const auto moved = add_months(start, d.months);
  if (!moved) return std::nullopt;
  TimePoint point = add_seconds(*moved, d);
  if (datatype == Datatype::kDate) begin_of_day(point);
  const std::int64_t year = fields_of(point).year;
  if (year > kMaxYear || year < -kMaxYear) return std::nullopt;
  return Value::time(datatype, point);
}

std::optional<Value> add_durations(const Value& a, const Duration& d) {
  const Datatype datatype = a.datatype();
  const Duration& c = *a.as_duration();
  if (datatype == Datatype::kYearMonthDuration) return value(datatype, year_month(c.months + d.months));
  return value(datatype, day_time(attoseconds_of(c) + attoseconds_of(d)));
}

std::optional<Value> distance(const Value& a, const Value& b) {
  const TimePoint& x = *a.as_time();
  const TimePoint& y = *b.as_time();
  if (x.has_zone() != y.has_zone()) return std::nullopt;
  const Attoseconds seconds = Attoseconds(x.utc_seconds()) - y.utc_seconds();
  return value(Datatype::kDayTimeDuration,
               day_time(seconds * kAttosecondsPerSecond + x.attoseconds - y.attoseconds));
}

// The months, or the attoseconds, as a number; and back again.
Decimal amount(const Value& duration) {
  if (duration.datatype() == Datatype::kYearMonthDuration) return Decimal(duration.as_duration()->months);
  const Duration& d = *duration.as_duration();
  const auto whole = multiply(Decimal(d.seconds), Decimal(kAttosecondsPerSecond));
  return *add(*whole, Decimal(d.attoseconds));
}

std::optional<Value> from_amount(Datatype datatype, const std::optional<Decimal>& amount) {
  if (!amount) return std::nullopt;
  const Decimal whole = amount->rounded();
  if (datatype == Datatype::kYearMonthDuration) {
    const auto months = whole.to_int64();
    return months ? value(datatype, year_month(*months)) : std::nullopt;
  }
  const std::string text = whole.to_string();
  const bool negative = text[0] == '-';
  constexpr std::size_t kMostDigits = 37;  // of 10^18 seconds
  if (text.size() > kMostDigits + 1) return std::nullopt;
  Attoseconds total = 0;
  for (std::size_t i = negative ? 1 : 0; i < text.size(); ++i) total = total * 10 + (text[i] - '0');
  return value(datatype, day_time(negative ? -total : total));
}

std::optional<double> as_double(const Value& number) {
  if (const float* f = number.as_float()) return *f;
  if (const double* d = number.as_double()) return *d;
  return std::nullopt;
}

// Exactly what a number is; nothing for infinities and NaN.
std::optional<Decimal> exact(const Value& number) {
  if (const auto d = as_double(number)) return Decimal::from_double(*d);
  return *number.as_decimal();
}

bool is_scalable(const Value& duration, const Value& number) {
  return is_one_kind(duration.datatype()) && number.is_numeric();
}

}  // namespace

std::optional<Value> add_times(const Value& a, const Value& b) {
  if (a.as_time() && b.as_duration()) return add_to_point(a, *b.as_duration());
  if (a.as_duration() && b.as_time()) return add_to_point(b, *a.as_duration());
  if (a.datatype() == b.datatype() && is_one_kind(a.datatype())) return add_durations(a, *b.as_duration());
  return std::nullopt;
}

std::optional<Value> subtract_times(const Value& a, const Value& b) {
  if (a.as_time() && b.as_duration()) return add_to_point(a, negated(*b.as_duration()));
  if (a.as_time() && b.as_time()) {
    const bool both = is_date_or_date_time(a.datatype()) && is_date_or_date_time(b.datatype());
    const bool dates = a.datatype() == Datatype::kDate || b.datatype() == Datatype::kDate;
    const bool same = a.datatype() == b.datatype();
    if ((both && (!dates || same)) || (same && a.datatype() == Datatype::kTime)) return distance(a, b);
    return std::nullopt;
  }
  if (a.datatype() == b.datatype() && is_one_kind(a.datatype()))
    return add_durations(a, negated(*b.as_duration()));
  return std::nullopt;
}

std::optional<Value> multiply_times(const Value& a, const Value& b) {
  if (!is_scalable(a, b)) return is_scalable(b, a) ? multiply_times(b, a) : std::nullopt;
  const auto factor = exact(b);
  return factor ? from_amount(a.datatype(), multiply(amount(a), *factor)) : std::nullopt;
}

std::optional<Value> divide_times(const Value& a, const Value& b) {
  if (is_scalable(a, b)) {
    const auto divisor = as_double(b);
    if (divisor && std::isinf(*divisor)) return value(a.datatype(), Duration{});
    const auto number = exact(b);
    return number ? from_amount(a.datatype(), divide(amount(a), *number)) : std::nullopt;
  }
  if (a.datatype() != b.datatype() || !is_one_kind(a.datatype())) return std::nullopt;
  auto ratio = divide(amount(a), amount(b));
  return ratio ? std::optional(Value::decimal(*std::move(ratio))) : std::nullopt;
}

}  // namespace quoth
