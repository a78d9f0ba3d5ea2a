// When something was said and for when it holds, as conditions of SPARQL. Dates of any precision are compared by what is
// written: "2014-03" holds whatever starts with it. So 28 March is the day that the speaker had, in any time zone.
//
// A date with fewer digits is a stretch of time. It is since a moment if it starts no earlier, before a moment if it
// ends no later, on a day if it lies within.
#pragma once
#include "engine/algebra.h"
#include "kb/reading.h"

namespace quoth {

// What `date`, a literal or unbound, must be. Unbound never is.
algebra::Expression said_condition(const algebra::Variable& date, const reading::SaidWhen& when);

// Whether the time from `from` until `until`, both included, has something in common with the one asked for. One of
// them may be unbound, and is open then; not both.
algebra::Expression validity_condition(const algebra::Variable& from, const algebra::Variable& until,
                                       const reading::ValidWhen& when);

}  // namespace quoth
