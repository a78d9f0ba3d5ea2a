// Functions on dates and times (SPARQL 17.4.5). Beyond the standard, which asks for xsd:dateTime only, a part is
// given of every datatype that has it: YEAR of a date or xsd:gYear, HOURS of a time.
#include <array>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"
#include "engine/query_context.h"

namespace quoth {
namespace {

using D = Datatype;

Optional now(Arguments& arguments) {
  return Operand(Value::time(D::kDateTime, arguments.evaluator().context()->now()));
}

enum Parts : unsigned { kYear = 1, kMonth = 2, kDay = 4, kTimeOfDay = 8 };

unsigned parts_of(Datatype datatype) {
  switch (datatype) {
    case D::kDateTime:
    case D::kDateTimeStamp:
      return kYear | kMonth | kDay | kTimeOfDay;
    case D::kDate:
      return kYear | kMonth | kDay;
    case D::kTime:
      return kTimeOfDay;
    case D::kGYear:
      return kYear;
    case D::kGYearMonth:
      return kYear | kMonth;
    case D::kGMonth:
      return kMonth;
    case D::kGMonthDay:
      return kMonth | kDay;
    case D::kGDay:
      return kDay;
    default:
      return 0;
  }
}

template <Parts Part, auto Field>
Optional part(Arguments& arguments) {
  const ValueArgument value(arguments, 0);
  if (!value || !(parts_of(value->datatype()) & Part)) return std::nullopt;
  return Operand(Value::integer(std::int64_t{fields_of(*value->as_time()).*Field}));
}

Optional seconds(Arguments& arguments) {
  const ValueArgument value(arguments, 0);
  if (!value || !(parts_of(value->datatype()) & kTimeOfDay)) return std::nullopt;
  const TimeFields fields = fields_of(*value->as_time());
  const auto fraction = divide(Decimal(fields.attoseconds), Decimal(kAttosecondsPerSecond));
  return Operand(Value::decimal(*add(Decimal(fields.second), *fraction)));
}

// ---- Zones

Optional timezone(Arguments& arguments) {
  const ValueArgument value(arguments, 0);
  const TimePoint* point = value ? value->as_time() : nullptr;
  if (point == nullptr || !point->has_zone()) return std::nullopt;
  return Operand(Value::duration(D::kDayTimeDuration, {0, std::int64_t{60} * point->zone, 0}));
}

Optional zone_text(Arguments& arguments) {
  const ValueArgument value(arguments, 0);
  const TimePoint* point = value ? value->as_time() : nullptr;
  if (point == nullptr) return std::nullopt;
  // The shortest form that has a zone, without what stands before it.
  return plain_string(to_string(*point, D::kGDay).substr(std::string_view("---01").size()));
}

// ---- The table

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"day", "DAY", 1, 1, kLiteral, part<kDay, &TimeFields::day>},
    Function{"hours", "HOURS", 1, 1, kLiteral, part<kTimeOfDay, &TimeFields::hour>},
    Function{"minutes", "MINUTES", 1, 1, kLiteral, part<kTimeOfDay, &TimeFields::minute>},
    Function{"month", "MONTH", 1, 1, kLiteral, part<kMonth, &TimeFields::month>},
    Function{"now", "NOW", 0, 0, kId, now, Function::kVaries},
    Function{"seconds", "SECONDS", 1, 1, kLiteral, seconds},
    Function{"timezone", "TIMEZONE", 1, 1, kLiteral, timezone},
    Function{"tz", "TZ", 1, 1, kLiteral, zone_text},
    Function{"year", "YEAR", 1, 1, kLiteral, part<kYear, &TimeFields::year>},
};

}  // namespace

std::span<const Function> time_functions() { return kFunctions; }

}  // namespace quoth
