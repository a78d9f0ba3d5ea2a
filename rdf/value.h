// The value of a literal, as XSD 1.1 and SPARQL 1.2 (section 17) see it: compared, computed with, turned into
// text.
//
// A literal has no Value if its datatype is unknown, if it has a language, or if its lexical form is not one
// of its datatype's ("ill-typed"; an xsd:byte of 200 is). Numbers, booleans, dates and durations take no heap
// memory, save decimals of more than 18 digits. An operation without a result ("type error" in SPARQL) gives
// nothing.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "rdf/datatype.h"
#include "rdf/date_time.h"
#include "rdf/decimal.h"
#include "rdf/term.h"

namespace quoth {

class Value {
 public:
  static Value boolean(bool b) { return {Datatype::kBoolean, b}; }
  static Value integer(std::int64_t n) { return {Datatype::kInteger, Decimal(n)}; }
  static Value decimal(Decimal d) { return {Datatype::kDecimal, std::move(d)}; }
  static Value number(float f) { return {Datatype::kFloat, f}; }
  static Value number(double d) { return {Datatype::kDouble, d}; }
  static Value string(std::string text) { return {Datatype::kString, std::move(text)}; }
  // Requires d.is_integer(), an integer datatype, and that its range holds d.
  static Value integer(Decimal d, Datatype datatype = Datatype::kInteger) { return {datatype, std::move(d)}; }
  static Value time(Datatype datatype, const TimePoint& point) { return {datatype, point}; }
  static Value duration(Datatype datatype, const Duration& d) { return {datatype, d}; }

  Datatype datatype() const { return datatype_; }
  bool is_numeric() const { return quoth::is_numeric(datatype_); }

  // The one that the datatype goes with, or nullptr: Decimal for integers and decimals, and so on.
  const bool* as_boolean() const { return std::get_if<bool>(&data_); }
  const Decimal* as_decimal() const { return std::get_if<Decimal>(&data_); }
  const float* as_float() const { return std::get_if<float>(&data_); }
  const double* as_double() const { return std::get_if<double>(&data_); }
  const TimePoint* as_time() const { return std::get_if<TimePoint>(&data_); }
  const Duration* as_duration() const { return std::get_if<Duration>(&data_); }
  const std::string* as_string() const { return std::get_if<std::string>(&data_); }

 private:
  using Data = std::variant<bool, Decimal, float, double, TimePoint, Duration, std::string>;
  template <typename T>
  Value(Datatype datatype, T data) : datatype_(datatype), data_(std::in_place_type<T>, std::move(data)) {}

  Datatype datatype_;
  Data data_;
};

// ---- Literals and values

std::optional<Value> value_of(const TermView& term);
// Blanks around it are dropped where the datatype says so (all but xsd:string).
std::optional<Value> value_of(std::string_view lexical, Datatype datatype);

// A literal of a known datatype whose lexical form is none of it.
bool is_ill_typed(const TermView& term);

// The canonical lexical form of XSD 1.1: "3", "0.5", "1.0E0", "2014-03-28T12:00:00Z".
std::string canonical(const Value& value);
// What a cast to xsd:string gives (XPath Functions 3.1, 19.1.2): as canonical, but "1" and "0.001" for
// doubles and floats of everyday size.
std::string string_of(const Value& value);
Term term_of(const Value& value);  // the literal with the canonical form

// ---- Comparison

enum class Comparison : std::uint8_t {
  kLess,
  kEqual,
  kGreater,
  kUnordered,  // of one kind, but neither way round: NaN, or time zones or lengths of months that decide are
               // unknown
  kNotComparable,  // of kinds that have no order in common: a number and a string
};

// Numbers by SPARQL's promotion (integer to decimal to float to double), strings by code points, false before
// true, points in time of one datatype (xsd:dateTimeStamp is a dateTime) and durations by XSD's partial
// order.
Comparison compare(const Value& a, const Value& b);

// SPARQL's "=" on two values: false for values of different kinds, nothing where time zones leave it open.
std::optional<bool> equal(const Value& a, const Value& b);

// SPARQL 17.2.2. Of a term: false for an ill-typed boolean or number, whether text is empty for plain
// literals (with a language too), nothing for all others.
std::optional<bool> effective_boolean_value(const Value& value);
std::optional<bool> effective_boolean_value(const TermView& term);

// ---- Arithmetic on numbers, and the first four also on points in time and durations (time_arithmetic.h); nothing for
// other values, and where there is no result

std::optional<Value> add(const Value& a, const Value& b);
std::optional<Value> subtract(const Value& a, const Value& b);
std::optional<Value> multiply(const Value& a, const Value& b);
std::optional<Value> divide(const Value& a,
                            const Value& b);  // of integers: a decimal; by a decimal 0: nothing
std::optional<Value> negate(const Value& a);
std::optional<Value> absolute(const Value& a);
std::optional<Value> floor(const Value& a);
std::optional<Value> ceiling(const Value& a);
std::optional<Value> round(const Value& a);  // halves go up

// As xsd:double, from any number.
std::optional<double> to_double(const Value& value);
// As xsd:float, the nearest one.
std::optional<float> to_float(const Value& value);

}  // namespace quoth
