// Dates as texts of one form, of any precision: "2014-03" is a stretch of time that holds whatever starts with it. They are
// compared as they are written, so that a day is the day that the speaker had, in any time zone.
#pragma once
#include <string>
#include <string_view>

#include "kb/reading.h"

namespace quoth {

bool is_moment(std::string_view date);  // has a time of day

// The shortest date with the same start: "2014" for "2014-01-01".
std::string_view start_of(std::string_view date);

// The start of what follows the date, as short as it can be written; of a moment, the moment itself.
std::string next_after(std::string_view date);

// Whether it is since, before or on a date: it starts no earlier, ends no later than that starts, lies within. What is no
// date is neither.
bool was_said(std::string_view said, const reading::SaidWhen& when);

// Whether the time from `from` until `until`, both included and open where they are empty, but not both, has something
// in common with the one asked for.
bool is_valid(std::string_view from, std::string_view until, const reading::ValidWhen& when);

}  // namespace quoth
