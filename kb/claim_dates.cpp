#include "kb/claim_dates.h"

#include <fmt/format.h>

#include <charconv>
#include <string>
#include <string_view>
#include <utility>

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;
using algebra::Variable;
using claim::Said;

Expression text(std::string_view value) { return {Term::literal(std::string(value))}; }
Expression written(const Variable& date) { return {Call{"str", {Expression{date}}}}; }
Expression call(std::string function, Expression a, Expression b) {
  return {Call{std::move(function), {std::move(a), std::move(b)}}};
}
Expression negation(Expression a) { return {Call{"!", {std::move(a)}}}; }
Expression is_bound(const Variable& variable) { return {Call{"bound", {Expression{variable}}}}; }

bool is_moment(std::string_view date) { return date.find('T') != std::string_view::npos; }

// The shortest date with the same start: "2014" for "2014-01-01".
std::string_view start_of(std::string_view date) {
  constexpr std::string_view kMidnight = "T00:00:00", kFirst = "-01";
  if (date.ends_with(kMidnight)) date.remove_suffix(kMidnight.size());
  while (!is_moment(date) && date.ends_with(kFirst)) date.remove_suffix(kFirst.size());
  return date;
}

// What does not begin with a digit is no date; all digits are below the colon.
Expression starts_no_earlier(const Variable& date, std::string_view start) {
  return call("&&", call(">=", written(date), text(start)), call("<", written(date), text(":")));
}

// It is less, and no longer stretch of time around the start.
Expression ends_before(const Variable& date, std::string_view start) {
  return call("&&", call("<", written(date), text(start)),
              negation(call("strstarts", text(start), written(date))));
}

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

// The start of what follows the date, as short as it can be written; of a moment, the moment itself.
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

}  // namespace

Expression said_condition(const Variable& date, const reading::SaidWhen& when) {
  switch (when.relation) {
    case Said::Relation::kSince:
      return starts_no_earlier(date, start_of(when.date));
    case Said::Relation::kBefore:
      return ends_before(date, when.date);
    case Said::Relation::kOn:
      return call("strstarts", written(date), text(when.date));
  }
  return text("");
}

Expression validity_condition(const Variable& from, const Variable& until, const reading::ValidWhen& when) {
  const Expression one = call("||", is_bound(from), is_bound(until));
  const Expression begins =
      call("||", negation(is_bound(from)),
           call(is_moment(when.last) ? "<=" : "<", written(from), text(next_after(when.last))));
  const Expression ends = call("||", negation(is_bound(until)), negation(ends_before(until, when.first)));
  return call("&&", one, call("&&", begins, ends));
}

}  // namespace quoth
