// Text of xsd:double and xsd:float (XSD 1.1 3.3.4, 3.3.5).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace quoth {

// The nearest number; too large is infinite, too small is zero. Nothing if the text is not in the lexical
// space (which has "INF", "+INF", "-INF" and "NaN"). Takes no blanks.
std::optional<double> parse_double(std::string_view text);
std::optional<float> parse_float(std::string_view text);

// Canonical: the fewest digits that read back as the same number, as "1.0E0", "-1.25E-7", "INF".
std::string canonical_text(double value);
std::string canonical_text(float value);

// XPath's cast to a string: without an exponent from 0.000001 up to below 1000000, "1", "-0.25", "0".
std::string xpath_text(double value);
std::string xpath_text(float value);

}  // namespace quoth
