#include "rdf/date_time.h"

#include "rdf/temporal_text.h"

namespace quoth {
namespace {

using namespace temporal;

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

}  // namespace quoth
