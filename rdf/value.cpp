#include "rdf/value.h"

#include <cmath>

#include "rdf/float_text.h"
#include "rdf/time_arithmetic.h"

namespace quoth {
namespace {

// What is left of a text without blanks around it. (Blanks within never are part of a lexical form here, so
// that "collapse" needs no more.)
std::string_view collapse(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\n\r";
  const std::size_t first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

std::optional<bool> parse_boolean(std::string_view text) {
  if (text == "true" || text == "1") return true;
  if (text == "false" || text == "0") return false;
  return std::nullopt;
}

bool is_within(const Decimal& n, std::int64_t least, std::int64_t most) {
  const std::optional<std::int64_t> i = n.to_int64();
  return i && *i >= least && *i <= most;
}

// Whether an integer is in the value space of `datatype` (XSD 1.1 3.4.13 to 3.4.25).
bool is_in_range(const Decimal& n, Datatype datatype) {
  switch (datatype) {
    case Datatype::kNonPositiveInteger:
      return n.is_negative() || n.is_zero();
    case Datatype::kNegativeInteger:
      return n.is_negative();
    case Datatype::kNonNegativeInteger:
      return !n.is_negative();
    case Datatype::kPositiveInteger:
      return !n.is_negative() && !n.is_zero();
    case Datatype::kLong:
      return n.to_int64().has_value();
    case Datatype::kInt:
      return is_within(n, INT32_MIN, INT32_MAX);
    case Datatype::kShort:
      return is_within(n, INT16_MIN, INT16_MAX);
    case Datatype::kByte:
      return is_within(n, INT8_MIN, INT8_MAX);
    case Datatype::kUnsignedLong: {
      static const Decimal kMost = *Decimal::parse("18446744073709551615");
      return !n.is_negative() && n <= kMost;
    }
    case Datatype::kUnsignedInt:
      return is_within(n, 0, UINT32_MAX);
    case Datatype::kUnsignedShort:
      return is_within(n, 0, UINT16_MAX);
    case Datatype::kUnsignedByte:
      return is_within(n, 0, UINT8_MAX);
    default:
      return true;
  }
}

// "1.0" is a decimal, but no lexical form of an integer.
std::optional<Decimal> parse_integer(std::string_view text, Datatype datatype) {
  if (text.find('.') != std::string_view::npos) return std::nullopt;
  std::optional<Decimal> n = Decimal::parse(text);
  if (n && !is_in_range(*n, datatype)) return std::nullopt;
  return n;
}

// ---- Promotion (SPARQL 17.3)

enum class Rank { kInteger, kDecimal, kFloat, kDouble };

Rank rank_of(const Value& value) {
  if (value.as_double()) return Rank::kDouble;
  if (value.as_float()) return Rank::kFloat;
  return is_integer(value.datatype()) ? Rank::kInteger : Rank::kDecimal;
}

double as_double(const Value& value) {
  if (const double* d = value.as_double()) return *d;
  if (const float* f = value.as_float()) return *f;
  return value.as_decimal()->to_double();
}

float as_float(const Value& value) {
  if (const float* f = value.as_float()) return *f;
  return value.as_decimal()->to_float();
}

Comparison comparison(std::partial_ordering order) {
  if (order < 0) return Comparison::kLess;
  if (order > 0) return Comparison::kGreater;
  return order == 0 ? Comparison::kEqual : Comparison::kUnordered;
}

Comparison compare_numbers(const Value& a, const Value& b) {
  switch (std::max(rank_of(a), rank_of(b))) {
    case Rank::kInteger:
    case Rank::kDecimal:
      return comparison(*a.as_decimal() <=> *b.as_decimal());
    case Rank::kFloat:
      return comparison(as_float(a) <=> as_float(b));
    case Rank::kDouble:
      return comparison(as_double(a) <=> as_double(b));
  }
  return Comparison::kUnordered;
}

// Points in time have an order within a datatype only.
Datatype primitive_of(Datatype datatype) {
  return datatype == Datatype::kDateTimeStamp ? Datatype::kDateTime : datatype;
}

// The result of a computation on two numbers after promotion. Requires that both are numbers.
template <typename OnDecimal, typename OnFloat>
std::optional<Value> compute(const Value& a, const Value& b, OnDecimal on_decimal, OnFloat on_float) {
  const Rank rank = std::max(rank_of(a), rank_of(b));
  if (rank == Rank::kDouble) return Value::number(on_float(as_double(a), as_double(b)));
  if (rank == Rank::kFloat) return Value::number(on_float(as_float(a), as_float(b)));
  std::optional<Decimal> result = on_decimal(*a.as_decimal(), *b.as_decimal());
  if (!result) return std::nullopt;
  return rank == Rank::kInteger ? Value::integer(std::move(*result)) : Value::decimal(std::move(*result));
}

// The same for one number.
template <typename OnDecimal, typename OnFloat>
std::optional<Value> compute(const Value& a, OnDecimal on_decimal, OnFloat on_float) {
  if (const double* d = a.as_double()) return Value::number(on_float(*d));
  if (const float* f = a.as_float()) return Value::number(on_float(*f));
  const Decimal* n = a.as_decimal();
  if (!n) return std::nullopt;
  return is_integer(a.datatype()) ? Value::integer(on_decimal(*n)) : Value::decimal(on_decimal(*n));
}

// fn:round of a float: floor(x + 0.5) would be wrong just below a half and beyond 2^52.
template <typename Float>
Float round_half_up(Float x) {
  const Float below = std::floor(x);
  return std::copysign(x - below < Float(0.5) ? below : std::ceil(x), x);
}

}  // namespace

// ---- Literals and values

std::optional<Value> value_of(std::string_view lexical, Datatype datatype) {
  if (datatype == Datatype::kString) return Value::string(std::string(lexical));
  const std::string_view text = collapse(lexical);
  if (is_integer(datatype)) {
    auto n = parse_integer(text, datatype);
    return n ? std::optional(Value::integer(std::move(*n), datatype)) : std::nullopt;
  }
  if (is_temporal(datatype)) {
    const auto point = parse_time_point(text, datatype);
    return point ? std::optional(Value::time(datatype, *point)) : std::nullopt;
  }
  if (is_duration(datatype)) {
    const auto duration = parse_duration(text, datatype);
    return duration ? std::optional(Value::duration(datatype, *duration)) : std::nullopt;
  }
  if (datatype == Datatype::kBoolean) {
    const auto b = parse_boolean(text);
    return b ? std::optional(Value::boolean(*b)) : std::nullopt;
  }
  if (datatype == Datatype::kDecimal) {
    auto d = Decimal::parse(text);
    return d ? std::optional(Value::decimal(std::move(*d))) : std::nullopt;
  }
  if (datatype == Datatype::kFloat) {
    const auto f = parse_float(text);
    return f ? std::optional(Value::number(*f)) : std::nullopt;
  }
  const auto d = parse_double(text);
  return d ? std::optional(Value::number(*d)) : std::nullopt;
}

std::optional<Value> value_of(const TermView& term) {
  if (term.kind != TermKind::kLiteral) return std::nullopt;
  const std::optional<Datatype> datatype = datatype_of(term.datatype);
  if (!datatype) return std::nullopt;
  return value_of(term.text, *datatype);
}

bool is_ill_typed(const TermView& term) {
  return term.kind == TermKind::kLiteral && datatype_of(term.datatype) && !value_of(term);
}

std::string canonical(const Value& value) {
  if (const Decimal* d = value.as_decimal()) return d->to_string();
  if (const double* d = value.as_double()) return canonical_text(*d);
  if (const float* f = value.as_float()) return canonical_text(*f);
  if (const bool* b = value.as_boolean()) return *b ? "true" : "false";
  if (const TimePoint* point = value.as_time()) return to_string(*point, value.datatype());
  if (const Duration* duration = value.as_duration()) return to_string(*duration, value.datatype());
  return *value.as_string();
}

std::string string_of(const Value& value) {
  if (const double* d = value.as_double()) return xpath_text(*d);
  if (const float* f = value.as_float()) return xpath_text(*f);
  return canonical(value);
}

Term term_of(const Value& value) {
  return Term::typed(canonical(value), std::string(iri_of(value.datatype())));
}

// ---- Comparison

Comparison compare(const Value& a, const Value& b) {
  if (a.is_numeric() && b.is_numeric()) return compare_numbers(a, b);
  if (a.as_string() && b.as_string()) return comparison(*a.as_string() <=> *b.as_string());
  if (a.as_boolean() && b.as_boolean()) return comparison(*a.as_boolean() <=> *b.as_boolean());
  if (a.as_time() && b.as_time() && primitive_of(a.datatype()) == primitive_of(b.datatype())) {
    return comparison(compare(*a.as_time(), *b.as_time()));
  }
  if (a.as_duration() && b.as_duration()) return comparison(compare(*a.as_duration(), *b.as_duration()));
  return Comparison::kNotComparable;
}

std::optional<bool> equal(const Value& a, const Value& b) {
  // Whether durations are equal is always known, whichever way round they are.
  if (a.as_duration() && b.as_duration()) return *a.as_duration() == *b.as_duration();
  const Comparison order = compare(a, b);
  if (order == Comparison::kUnordered && a.as_time()) return std::nullopt;
  return order == Comparison::kEqual;
}

std::optional<bool> effective_boolean_value(const Value& value) {
  if (const bool* b = value.as_boolean()) return *b;
  if (const std::string* text = value.as_string()) return !text->empty();
  if (const Decimal* d = value.as_decimal()) return !d->is_zero();
  if (const double* d = value.as_double()) return *d != 0 && !std::isnan(*d);
  if (const float* f = value.as_float()) return *f != 0 && !std::isnan(*f);
  return std::nullopt;
}

std::optional<bool> effective_boolean_value(const TermView& term) {
  if (term.kind != TermKind::kLiteral) return std::nullopt;
  if (!term.language.empty()) return !term.text.empty();
  const std::optional<Datatype> datatype = datatype_of(term.datatype);
  if (!datatype) return std::nullopt;
  if (*datatype == Datatype::kString) return !term.text.empty();
  if (*datatype != Datatype::kBoolean && !is_numeric(*datatype)) return std::nullopt;
  const std::optional<Value> value = value_of(term.text, *datatype);
  return value ? effective_boolean_value(*value) : false;
}

// ---- Arithmetic

std::optional<Value> add(const Value& a, const Value& b) {
  if (!a.is_numeric() || !b.is_numeric()) return add_times(a, b);
  return compute(
      a, b, [](const Decimal& x, const Decimal& y) { return add(x, y); },
      [](auto x, auto y) { return x + y; });
}

std::optional<Value> subtract(const Value& a, const Value& b) {
  if (!a.is_numeric() || !b.is_numeric()) return subtract_times(a, b);
  return compute(
      a, b, [](const Decimal& x, const Decimal& y) { return subtract(x, y); },
      [](auto x, auto y) { return x - y; });
}

std::optional<Value> multiply(const Value& a, const Value& b) {
  if (!a.is_numeric() || !b.is_numeric()) return multiply_times(a, b);
  return compute(
      a, b, [](const Decimal& x, const Decimal& y) { return multiply(x, y); },
      [](auto x, auto y) { return x * y; });
}

std::optional<Value> divide(const Value& a, const Value& b) {
  if (!a.is_numeric() || !b.is_numeric()) return divide_times(a, b);
  if (is_integer(a.datatype()) && is_integer(b.datatype())) {
    auto quotient = divide(*a.as_decimal(), *b.as_decimal());
    return quotient ? std::optional(Value::decimal(std::move(*quotient))) : std::nullopt;
  }
  return compute(
      a, b, [](const Decimal& x, const Decimal& y) { return divide(x, y); },
      [](auto x, auto y) { return x / y; });
}

std::optional<Value> negate(const Value& a) {
  return compute(
      a, [](const Decimal& n) { return n.negated(); }, [](auto x) { return -x; });
}

std::optional<Value> absolute(const Value& a) {
  return compute(
      a, [](const Decimal& n) { return n.is_negative() ? n.negated() : n; },
      [](auto x) { return std::abs(x); });
}

std::optional<Value> floor(const Value& a) {
  return compute(
      a, [](const Decimal& n) { return n.floor(); }, [](auto x) { return std::floor(x); });
}

std::optional<Value> ceiling(const Value& a) {
  return compute(
      a, [](const Decimal& n) { return n.ceiling(); }, [](auto x) { return std::ceil(x); });
}

std::optional<Value> round(const Value& a) {
  return compute(
      a, [](const Decimal& n) { return n.rounded(); }, [](auto x) { return round_half_up(x); });
}

std::optional<double> to_double(const Value& value) {
  if (!value.is_numeric()) return std::nullopt;
  return as_double(value);
}

std::optional<float> to_float(const Value& value) {
  if (!value.is_numeric()) return std::nullopt;
  const double* d = value.as_double();
  return d != nullptr ? static_cast<float>(*d) : as_float(value);
}

}  // namespace quoth
