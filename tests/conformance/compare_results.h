// Whether a query gave what it should.
#pragma once
#include <string>

#include "base/result.h"
#include "tests/conformance/results.h"

namespace quoth::conformance {

struct Comparison {
  bool ordered = false;      // the sequence of rows counts, whatever the expected table says
  bool lax = false;          // each row at least once and at most as often as expected (REDUCED)
  bool same_header = false;  // the sequence of variables counts, too
};

// Terms are compared as terms, save that decimals, floats and doubles may be spelled otherwise (1.0E6, 1.0e6): the texts
// that the suites expect of computed ones, and sometimes of stored ones, follow no single rule.
//
// What differs, as lines for people; empty: nothing. Rows are a multiset, unless their sequence counts. Blank nodes are
// compared up to one renaming for the whole result, inside triple terms as well. kLimit where that cannot be decided.
Result<std::string> difference(const Results& expected, const Results& actual, const Comparison& comparison);

}  // namespace quoth::conformance
