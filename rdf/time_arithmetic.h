// Arithmetic with points in time and durations (XPath Functions 3.1, 8.4 and 9.7), for value.h, which is where
// to ask for it. All of it gives nothing for other values, and where the result is out of bounds.
#pragma once
#include <optional>

#include "rdf/value.h"

namespace quoth {

// A point and a duration either way round, or two durations of one kind. Months come first, and the day is
// cut to the last of the month (XSD 1.1, E.3.3); a date keeps no hours, and a time of day goes round.
std::optional<Value> add_times(const Value& a, const Value& b);

// Also two points of one datatype: a dayTimeDuration, unless only one of them has a zone.
std::optional<Value> subtract_times(const Value& a, const Value& b);

// A duration of one kind (all months, or all seconds) times a number, either way round.
std::optional<Value> multiply_times(const Value& a, const Value& b);

// Such a duration by a number, or by another one of its kind: a decimal.
std::optional<Value> divide_times(const Value& a, const Value& b);

}  // namespace quoth
