#include "rdf/date_time.h"

#include <algorithm>

namespace quoth {
namespace {

constexpr std::int64_t kDay = 86'400;
constexpr std::int64_t kMaxYear = 100'000'000'000;

// A day of the proleptic Gregorian calendar, counted from 1970-01-01; for years within kMaxYear.
std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;  // March is first
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(std::int64_t year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads the pieces of a lexical form from left to right; each step says whether it was there.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool starts_with(char c) const { return text_.starts_with(c); }

  bool skip(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  // Exactly two digits, within the bounds.
  bool two_digits(int least, int most, int& out) {
    if (text_.size() < 2 || !is_digit(text_[0]) || !is_digit(text_[1])) return false;
    out = (text_[0] - '0') * 10 + (text_[1] - '0');
    text_.remove_prefix(2);
    return out >= least && out <= most;
  }

  std::string_view digits() {
    std::size_t i = 0;
    while (i < text_.size() && is_digit(text_[i])) ++i;
    const std::string_view part = text_.substr(0, i);
    text_.remove_prefix(i);
    return part;
  }

 private:
  std::string_view text_;
};

// False if there are none, or more than `most` can hold.
bool number(std::string_view digits, std::int64_t most, std::int64_t& out) {
  out = 0;
  for (const char c : digits) {
    if (__builtin_mul_overflow(out, 10, &out) || __builtin_add_overflow(out, c - '0', &out) || out > most)
      return false;
  }
  return !digits.empty();
}

// The digits after the point; false if there are none, or one beyond an attosecond is not 0.
bool fraction(std::string_view digits, std::int64_t& out) {
  if (digits.empty()) return false;
  digits = digits.substr(0, digits.find_last_not_of('0') + 1);
  if (digits.size() > 18) return false;
  out = 0;
  for (std::size_t i = 0; i < 18; ++i) out = out * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return true;
}

bool scan_year(Scanner& in, std::int64_t& year) {
  const bool negative = in.skip('-');
  const std::string_view digits = in.digits();
  if (digits.size() < 4 || (digits.size() > 4 && digits[0] == '0') || !number(digits, kMaxYear, year))
    return false;
  if (negative) year = -year;
  return true;
}

bool scan_time(Scanner& in, TimeFields& fields) {
  if (!in.two_digits(0, 24, fields.hour) || !in.skip(':') || !in.two_digits(0, 59, fields.minute) ||
      !in.skip(':') || !in.two_digits(0, 59, fields.second)) {
    return false;
  }
  if (in.skip('.') && !fraction(in.digits(), fields.attoseconds)) return false;
  return fields.hour < 24 || (fields.minute == 0 && fields.second == 0 && fields.attoseconds == 0);
}

bool scan_zone(Scanner& in, std::int16_t& zone) {
  zone = TimePoint::kNoZone;
  if (in.at_end()) return true;
  if (in.skip('Z')) {
    zone = 0;
    return true;
  }
  const bool west = in.starts_with('-');
  if (!in.skip('-') && !in.skip('+')) return false;
  int hours = 0;
  int minutes = 0;
  if (!in.two_digits(0, 14, hours) || !in.skip(':') || !in.two_digits(0, 59, minutes)) return false;
  if (hours == 14 && minutes != 0) return false;
  zone = static_cast<std::int16_t>((hours * 60 + minutes) * (west ? -1 : 1));
  return true;
}

bool scan_month(Scanner& in, TimeFields& fields) { return in.two_digits(1, 12, fields.month); }
bool scan_day(Scanner& in, TimeFields& fields) { return in.two_digits(1, 31, fields.day); }

// Reads what stands before the zone, and fills absent fields: the year 1972, the month 12, the month's last
// day.
bool scan_fields(Scanner& in, Datatype datatype, TimeFields& f) {
  f.year = 1972;
  f.month = 12;
  f.day = 0;
  bool good = false;
  switch (datatype) {
    case Datatype::kDateTime:
    case Datatype::kDateTimeStamp:
      good = scan_year(in, f.year) && in.skip('-') && scan_month(in, f) && in.skip('-') && scan_day(in, f) &&
             in.skip('T') && scan_time(in, f);
      break;
    case Datatype::kDate:
      good = scan_year(in, f.year) && in.skip('-') && scan_month(in, f) && in.skip('-') && scan_day(in, f);
      break;
    case Datatype::kTime:
      good = scan_time(in, f);
      break;
    case Datatype::kGYear:
      good = scan_year(in, f.year);
      break;
    case Datatype::kGYearMonth:
      good = scan_year(in, f.year) && in.skip('-') && scan_month(in, f);
      break;
    case Datatype::kGMonth:
      good = in.skip('-') && in.skip('-') && scan_month(in, f);
      break;
    case Datatype::kGMonthDay:
      good = in.skip('-') && in.skip('-') && scan_month(in, f) && in.skip('-') && scan_day(in, f);
      break;
    case Datatype::kGDay:
      good = in.skip('-') && in.skip('-') && in.skip('-') && scan_day(in, f);
      break;
    default:
      break;
  }
  if (!good) return false;
  const int last = days_in_month(f.year, f.month);
  if (f.day == 0) f.day = last;
  return f.day <= last;
}

void append_number(std::string& out, std::int64_t n, std::size_t width) {
  const std::string digits = std::to_string(n < 0 ? -n : n);
  if (n < 0) out += '-';
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

void append_fraction(std::string& out, std::int64_t attoseconds) {
  if (attoseconds == 0) return;
  std::string digits = std::to_string(attoseconds);
  digits.insert(0, 18 - digits.size(), '0');
  digits.resize(digits.find_last_not_of('0') + 1);
  out += '.';
  out += digits;
}

void append_time(std::string& out, const TimeFields& f) {
  append_number(out, f.hour, 2);
  out += ':';
  append_number(out, f.minute, 2);
  out += ':';
  append_number(out, f.second, 2);
  append_fraction(out, f.attoseconds);
}

void append_zone(std::string& out, std::int16_t zone) {
  if (zone == TimePoint::kNoZone) return;
  if (zone == 0) {
    out += 'Z';
    return;
  }
  out += zone < 0 ? '-' : '+';
  const int minutes = zone < 0 ? -zone : zone;
  append_number(out, minutes / 60, 2);
  out += ':';
  append_number(out, minutes % 60, 2);
}

std::strong_ordering compare_utc(const TimePoint& a, const TimePoint& b, std::int16_t implied) {
  if (const auto c = a.utc_seconds(implied) <=> b.utc_seconds(implied); c != 0) return c;
  return a.attoseconds <=> b.attoseconds;
}

}  // namespace

// ---- Points in time

std::optional<TimePoint> parse_time_point(std::string_view text, Datatype datatype) {
  Scanner in(text);
  TimeFields f;
  TimePoint point;
  if (!scan_fields(in, datatype, f) || !scan_zone(in, point.zone) || !in.at_end()) return std::nullopt;
  if (datatype == Datatype::kDateTimeStamp && !point.has_zone()) return std::nullopt;
  // 24:00:00 is the next day's first moment, but a time of day has no next day.
  if (datatype == Datatype::kTime && f.hour == 24) f.hour = 0;
  point.seconds = days_from_civil(f.year, f.month, f.day) * kDay + f.hour * 3600 + f.minute * 60 + f.second;
  point.attoseconds = f.attoseconds;
  return point;
}

TimeFields fields_of(const TimePoint& point) {
  TimeFields f;
  const std::int64_t days = floor_div(point.seconds, kDay);
  const auto second_of_day = static_cast<int>(point.seconds - days * kDay);
  f.hour = second_of_day / 3600;
  f.minute = second_of_day / 60 % 60;
  f.second = second_of_day % 60;
  f.attoseconds = point.attoseconds;

  // The inverse of days_from_civil: 400-year eras that begin on a 1 March.
  const std::int64_t shifted = days + 719'468;
  const std::int64_t era = floor_div(shifted, 146'097);
  const std::int64_t day_of_era = shifted - era * 146'097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const auto day_of_year =
      static_cast<int>(day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100));
  const int month = (5 * day_of_year + 2) / 153;
  f.day = day_of_year - (153 * month + 2) / 5 + 1;
  f.month = month < 10 ? month + 3 : month - 9;
  f.year = year_of_era + era * 400 + (f.month <= 2 ? 1 : 0);
  return f;
}

std::string to_string(const TimePoint& point, Datatype datatype) {
  const TimeFields f = fields_of(point);
  std::string out;
  const auto year = [&] { append_number(out, f.year, 4); };
  const auto two = [&](std::string_view before, int n) {
    out += before;
    append_number(out, n, 2);
  };
  switch (datatype) {
    case Datatype::kDateTime:
    case Datatype::kDateTimeStamp:
      year(), two("-", f.month), two("-", f.day);
      out += 'T';
      append_time(out, f);
      break;
    case Datatype::kDate:
      year(), two("-", f.month), two("-", f.day);
      break;
    case Datatype::kTime:
      append_time(out, f);
      break;
    case Datatype::kGYear:
      year();
      break;
    case Datatype::kGYearMonth:
      year(), two("-", f.month);
      break;
    case Datatype::kGMonth:
      two("--", f.month);
      break;
    case Datatype::kGMonthDay:
      two("--", f.month), two("-", f.day);
      break;
    case Datatype::kGDay:
      two("---", f.day);
      break;
    default:
      break;
  }
  append_zone(out, point.zone);
  return out;
}

std::partial_ordering compare(const TimePoint& a, const TimePoint& b) {
  if (a.has_zone() == b.has_zone()) return compare_utc(a, b, 0);
  // Zones reach from -14:00 to +14:00; what is the same at both ends holds between them.
  const auto east = compare_utc(a, b, 840);
  const auto west = compare_utc(a, b, -840);
  if (east != west || east == 0) return std::partial_ordering::unordered;
  return east;
}

// ---- Durations

namespace {

// Seconds and months up to here can be added to the reference moments without overflow.
constexpr std::int64_t kMaxMonths = 1'000'000'000'000;
constexpr std::int64_t kMaxSeconds = 1'000'000'000'000'000'000;

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
