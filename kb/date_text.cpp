#include "kb/date_text.h"

#include <fmt/format.h>

#include <charconv>

namespace quoth {
namespace {

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

int days_of(int year, int month) {
  static constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// It ends no later than `start` starts.
bool ends_before(std::string_view date, std::string_view start) {
  return date < start && !start.starts_with(date);
}

}  // namespace

bool is_moment(std::string_view date) { return date.find('T') != std::string_view::npos; }

std::string_view start_of(std::string_view date) {
  constexpr std::string_view kMidnight = "T00:00:00", kFirst = "-01";
  if (date.ends_with(kMidnight)) date.remove_suffix(kMidnight.size());
  while (!is_moment(date) && date.ends_with(kFirst)) date.remove_suffix(kFirst.size());
  return date;
}

std::string next_after(std::string_view date) {
  if (is_moment(date)) return std::string(date);
  const std::size_t year_end = date.find('-');
  int year = number(date.substr(0, year_end));
  int month = year_end == std::string_view::npos ? 12 : number(date.substr(year_end + 1, 2));
  const std::size_t month_end = year_end == std::string_view::npos ? year_end : year_end + 3;
  if (month_end < date.size()) {
    const int day = number(date.substr(month_end + 1, 2));
    if (day < days_of(year, month)) return fmt::format("{:04}-{:02}-{:02}", year, month, day + 1);
  }
  if (month < 12) return fmt::format("{:04}-{:02}", year, month + 1);
  return fmt::format("{:04}", year + 1);
}

bool was_said(std::string_view said, const reading::SaidWhen& when) {
  if (said.empty() || said.front() < '0' || said.front() > '9') return false;
  switch (when.relation) {
    case claim::Said::Relation::kSince:
      return said >= start_of(when.date);
    case claim::Said::Relation::kBefore:
      return ends_before(said, when.date);
    case claim::Said::Relation::kOn:
      return said.starts_with(when.date);
  }
  return false;
}

bool is_valid(std::string_view from, std::string_view until, const reading::ValidWhen& when) {
  if (from.empty() && until.empty()) return false;
  const std::string next = next_after(when.last);
  const bool begins = from.empty() || from < next || (is_moment(when.last) && from == next);
  return begins && (until.empty() || !ends_before(until, when.first));
}

}  // namespace quoth
