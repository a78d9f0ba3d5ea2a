#include "rdf/float_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

namespace quoth {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::size_t skip_digits(std::string_view text, std::size_t i) {
  while (i < text.size() && is_digit(text[i])) ++i;
  return i;
}

// digits [. digits] [exponent] or . digits [exponent]; where its exponent's digits and sign begin, or
// nothing.
struct Shape {
  std::string_view whole, fraction, exponent;
};

std::optional<Shape> shape_of(std::string_view text) {
  Shape shape;
  std::size_t i = skip_digits(text, 0);
  shape.whole = text.substr(0, i);
  if (i < text.size() && text[i] == '.') {
    const std::size_t start = ++i;
    i = skip_digits(text, i);
    shape.fraction = text.substr(start, i - start);
  }
  if (shape.whole.empty() && shape.fraction.empty()) return std::nullopt;
  if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
    const std::size_t sign = ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    const std::size_t start = i;
    i = skip_digits(text, i);
    if (i == start) return std::nullopt;
    shape.exponent = text.substr(sign, i - sign);
  }
  if (i != text.size()) return std::nullopt;
  return shape;
}

// Whether a number that std::from_chars calls out of range is so for being too large.
bool is_large(const Shape& shape) {
  std::string_view digits = shape.exponent;
  const bool negative = digits.starts_with('-');
  if (negative || digits.starts_with('+')) digits.remove_prefix(1);
  std::int64_t exponent = 0;
  for (const char c : digits) exponent = std::min<std::int64_t>(exponent * 10 + (c - '0'), INT64_C(1) << 50);
  if (negative) exponent = -exponent;
  // The place of the first digit that is not 0.
  if (const auto at = shape.whole.find_first_not_of('0'); at != std::string_view::npos) {
    return exponent + static_cast<std::int64_t>(shape.whole.size() - at) > 0;
  }
  const auto at = shape.fraction.find_first_not_of('0');
  return at != std::string_view::npos && exponent - static_cast<std::int64_t>(at) > 0;
}

template <typename Float>
std::optional<Float> parse(std::string_view text) {
  constexpr Float kInfinity = std::numeric_limits<Float>::infinity();
  if (text == "NaN") return std::numeric_limits<Float>::quiet_NaN();
  bool negative = false;
  if (text.starts_with('+') || text.starts_with('-')) {
    negative = text[0] == '-';
    text.remove_prefix(1);
  }
  Float value = 0;
  if (text == "INF") {
    value = kInfinity;
  } else {
    const auto shape = shape_of(text);
    if (!shape) return std::nullopt;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec == std::errc::result_out_of_range) value = is_large(*shape) ? kInfinity : Float{0};
  }
  return negative ? -value : value;
}

template <typename Float>
std::optional<std::string> special_text(Float value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "INF" : "-INF";
  return std::nullopt;
}

template <typename Float>
std::string canonical(Float value) {
  if (auto text = special_text(value)) return *text;
  std::array<char, 64> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  // "-1.25e-07" becomes "-1.25E-7", "1e+00" becomes "1.0E0".
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
  const std::size_t e = text.find('e');
  std::string out(text.substr(0, e));
  if (out.find('.') == std::string::npos) out += ".0";
  out += 'E';
  std::string_view exponent = text.substr(e + 1);
  if (exponent[0] == '-') out += '-';
  exponent.remove_prefix(std::min(exponent.find_first_of("123456789"), exponent.size() - 1));
  out += exponent;
  return out;
}

template <typename Float>
std::string xpath(Float value) {
  if (value == 0) return std::signbit(value) ? "-0" : "0";
  const Float size = std::abs(value);
  if (!(size >= Float(0.000001) && size < Float(1000000))) return canonical(value);
  std::array<char, 64> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
  return {buffer.data(), end};
}

}  // namespace

std::optional<double> parse_double(std::string_view text) { return parse<double>(text); }
std::optional<float> parse_float(std::string_view text) { return parse<float>(text); }
std::string canonical_text(double value) { return canonical(value); }
std::string canonical_text(float value) { return canonical(value); }
std::string xpath_text(double value) { return xpath(value); }
std::string xpath_text(float value) { return xpath(value); }

}  // namespace quoth
