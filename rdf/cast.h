// Casts between the values of datatypes (XPath Functions 3.1, section 19; SPARQL 17.5).
#pragma once
#include <optional>

#include "rdf/value.h"

namespace quoth {

// The value as one of `target`. From a string by its lexical form, blanks around it dropped; a number is cut
// towards zero to become an integer; a point in time keeps what the target has of it, and a date begins at
// midnight. Nothing where there is no such cast, or no such value.
std::optional<Value> cast(const Value& value, Datatype target);

}  // namespace quoth
