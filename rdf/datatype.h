// The datatypes whose values quoth knows: those of XSD 1.1 that SPARQL and the RDF suites speak of.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace quoth {

// In groups: what is_integer, is_numeric and the like ask rests on the order.
enum class Datatype : std::uint8_t {
  kString,
  kBoolean,
  // numbers
  kInteger,
  kNonPositiveInteger,
  kNegativeInteger,
  kNonNegativeInteger,
  kPositiveInteger,
  kLong,
  kInt,
  kShort,
  kByte,
  kUnsignedLong,
  kUnsignedInt,
  kUnsignedShort,
  kUnsignedByte,
  kDecimal,
  kFloat,
  kDouble,
  // points on the time line
  kDateTime,
  kDateTimeStamp,
  kDate,
  kTime,
  kGYear,
  kGYearMonth,
  kGMonth,
  kGMonthDay,
  kGDay,
  // durations
  kDuration,
  kYearMonthDuration,
  kDayTimeDuration,
};

inline constexpr int kDatatypeCount = static_cast<int>(Datatype::kDayTimeDuration) + 1;

std::optional<Datatype> datatype_of(std::string_view iri);  // nothing: a datatype that quoth does not know
std::string_view iri_of(Datatype datatype);

// xsd:integer and what is derived from it.
constexpr bool is_integer(Datatype d) { return d >= Datatype::kInteger && d <= Datatype::kUnsignedByte; }
constexpr bool is_numeric(Datatype d) { return d >= Datatype::kInteger && d <= Datatype::kDouble; }
constexpr bool is_temporal(Datatype d) { return d >= Datatype::kDateTime && d <= Datatype::kGDay; }
constexpr bool is_duration(Datatype d) { return d >= Datatype::kDuration; }

}  // namespace quoth
