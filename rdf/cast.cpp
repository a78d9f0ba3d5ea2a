#include "rdf/cast.h"

#include <string>
#include <utility>

namespace quoth {
namespace {

// A number or a boolean as a decimal, exactly; nothing for infinities and NaN.
std::optional<Decimal> decimal_of(const Value& value) {
  if (const bool* b = value.as_boolean()) return Decimal(*b ? 1 : 0);
  if (const double* d = value.as_double()) return Decimal::from_double(*d);
  if (const float* f = value.as_float()) return Decimal::from_double(double{*f});
  return *value.as_decimal();
}

Decimal truncated(const Decimal& d) { return d.is_negative() ? d.ceiling() : d.floor(); }

template <typename Float>
Float float_of(const Value& value) {
  if (const double* d = value.as_double()) return static_cast<Float>(*d);
  if (const float* f = value.as_float()) return static_cast<Float>(*f);
  if (const bool* b = value.as_boolean()) return *b ? Float(1) : Float(0);
  if constexpr (std::is_same_v<Float, float>) return value.as_decimal()->to_float();
  return static_cast<Float>(value.as_decimal()->to_double());
}

std::optional<Value> cast_number(const Value& value, Datatype target) {
  if (target == Datatype::kDouble) return Value::number(float_of<double>(value));
  if (target == Datatype::kFloat) return Value::number(float_of<float>(value));
  if (target == Datatype::kBoolean) {
    const auto truth = effective_boolean_value(value);
    return truth ? std::optional(Value::boolean(*truth)) : std::nullopt;
  }
  auto decimal = decimal_of(value);
  if (!decimal) return std::nullopt;
  if (target == Datatype::kDecimal) return Value::decimal(*std::move(decimal));
  return value_of(truncated(*decimal).to_string(), target);  // which looks at the bounds
}

// What the target does not have is left out of the text, and filled as its own when that is read.
std::optional<Value> cast_time(const Value& value, Datatype target) {
  const Datatype source = value.datatype();
  const bool from_moment = source == Datatype::kDateTime || source == Datatype::kDateTimeStamp;
  const bool from_date = source == Datatype::kDate && target != Datatype::kTime;
  if (!from_moment && !from_date && source != target) return std::nullopt;
  return value_of(to_string(*value.as_time(), target), target);
}

Value cast_duration(const Value& value, Datatype target) {
  Duration d = *value.as_duration();
  if (target == Datatype::kYearMonthDuration) d.seconds = d.attoseconds = 0;
  if (target == Datatype::kDayTimeDuration) d.months = 0;
  return Value::duration(target, d);
}

}  // namespace

std::optional<Value> cast(const Value& value, Datatype target) {
  if (target == Datatype::kString) return Value::string(string_of(value));
  if (const std::string* text = value.as_string()) return value_of(*text, target);
  const bool number = is_numeric(target) || target == Datatype::kBoolean;
  if (number && (value.is_numeric() || value.as_boolean())) return cast_number(value, target);
  if (is_temporal(target) && value.as_time()) return cast_time(value, target);
  if (is_duration(target) && value.as_duration()) return cast_duration(value, target);
  return std::nullopt;
}

}  // namespace quoth
