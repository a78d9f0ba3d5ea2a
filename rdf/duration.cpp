#include <optional>

#include "rdf/date_time.h"
#include "rdf/temporal_text.h"

namespace quoth {
namespace {

using namespace temporal;

struct DurationFields {
  std::int64_t years = 0, months = 0, days = 0, hours = 0, minutes = 0, seconds = 0, attoseconds = 0;
};

bool add_scaled(std::int64_t& sum, std::int64_t n, std::int64_t unit) {
  std::int64_t scaled = 0;
  return !__builtin_mul_overflow(n, unit, &scaled) && !__builtin_add_overflow(sum, scaled, &sum) &&
         sum <= kMaxSeconds;
}

// The half before the "T": "1Y2M3D", in this order, each at most once.
bool scan_date_half(Scanner& in, Datatype datatype, DurationFields& f, bool& any) {
  const std::string_view designators = "YMD";
  std::size_t next = 0;  // the first designator that may still come
  while (!in.at_end() && !in.starts_with('T')) {
    std::int64_t n = 0;
    if (!number(in.digits(), kMaxSeconds, n)) return false;
    std::size_t which = next;
    while (which < designators.size() && !in.skip(designators[which])) ++which;
    if (which == designators.size()) return false;
    if (datatype == Datatype::kYearMonthDuration && which == 2) return false;
    if (datatype == Datatype::kDayTimeDuration && which < 2) return false;
    (which == 0 ? f.years : which == 1 ? f.months : f.days) = n;
    next = which + 1;
    any = true;
  }
  return true;
}

bool scan_time_half(Scanner& in, DurationFields& f, bool& any) {
  const std::string_view designators = "HMS";
  std::size_t next = 0;
  bool any_here = false;
  while (!in.at_end()) {
    std::int64_t n = 0;
    if (!number(in.digits(), kMaxSeconds, n)) return false;
    const bool point = in.skip('.');
    if (point && !fraction(in.digits(), f.attoseconds)) return false;
    std::size_t which = next;
    while (which < designators.size() && !in.skip(designators[which])) ++which;
    if (which == designators.size() || (point && which != 2)) return false;
    (which == 0 ? f.hours : which == 1 ? f.minutes : f.seconds) = n;
    next = which + 1;
    any_here = true;
  }
  any = any || any_here;
  return any_here;
}

struct Instant {
  std::int64_t seconds, attoseconds;
  friend auto operator<=>(const Instant&, const Instant&) = default;
};

// The first of a month, with the duration added (XSD 1.1, appendix E.3.3).
Instant add_to(int year, int month, const Duration& d) {
  const std::int64_t months = std::int64_t{year} * 12 + (month - 1) + d.months;
  const std::int64_t y = floor_div(months, 12);
  std::int64_t seconds = days_from_civil(y, static_cast<int>(months - y * 12) + 1, 1) * kDay + d.seconds;
  std::int64_t attoseconds = d.attoseconds;
  if (attoseconds < 0) {
    attoseconds += kAttosecondsPerSecond;
    --seconds;
  }
  return {seconds, attoseconds};
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text, Datatype datatype) {
  Scanner in(text);
  const bool negative = in.skip('-');
  DurationFields f;
  bool any = false;
  if (!in.skip('P') || !scan_date_half(in, datatype, f, any)) return std::nullopt;
  if (in.skip('T') && (datatype == Datatype::kYearMonthDuration || !scan_time_half(in, f, any)))
    return std::nullopt;
  if (!any) return std::nullopt;

  Duration d;
  d.attoseconds = f.attoseconds;
  if (!add_scaled(d.months, f.years, 12) || !add_scaled(d.months, f.months, 1) || d.months > kMaxMonths ||
      !add_scaled(d.seconds, f.days, kDay) || !add_scaled(d.seconds, f.hours, 3600) ||
      !add_scaled(d.seconds, f.minutes, 60) || !add_scaled(d.seconds, f.seconds, 1)) {
    return std::nullopt;
  }
  if (negative) d = {-d.months, -d.seconds, -d.attoseconds};
  return d;
}

std::string to_string(const Duration& duration, Datatype datatype) {
  if (duration == Duration{}) return datatype == Datatype::kYearMonthDuration ? "P0M" : "PT0S";
  const bool negative = duration.months < 0 || duration.seconds < 0 || duration.attoseconds < 0;
  const std::int64_t sign = negative ? -1 : 1;
  const std::int64_t months = duration.months * sign;
  const std::int64_t seconds = duration.seconds * sign;
  const std::int64_t attoseconds = duration.attoseconds * sign;
  std::string out = negative ? "-P" : "P";
  const auto field = [&out](std::int64_t n, char designator) {
    if (n == 0) return;
    out += std::to_string(n);
    out += designator;
  };
  field(months / 12, 'Y');
  field(months % 12, 'M');
  field(seconds / kDay, 'D');
  if (seconds % kDay == 0 && attoseconds == 0) return out;
  out += 'T';
  field(seconds % kDay / 3600, 'H');
  field(seconds % 3600 / 60, 'M');
  if (seconds % 60 != 0 || attoseconds != 0) {
    out += std::to_string(seconds % 60);
    append_fraction(out, attoseconds);
    out += 'S';
  }
  return out;
}

std::partial_ordering compare(const Duration& a, const Duration& b) {
  constexpr struct { int year, month; } kReferences[] = {{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}};
  std::optional<std::strong_ordering> all;
  for (const auto& [year, month] : kReferences) {
    const std::strong_ordering here = add_to(year, month, a) <=> add_to(year, month, b);
    if (all && *all != here) return std::partial_ordering::unordered;
    all = here;
  }
  if (*all == 0 && !(a == b)) return std::partial_ordering::unordered;  // equal everywhere, yet not the same
  return *all;
}

}  // namespace quoth
