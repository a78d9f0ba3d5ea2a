// A Decimal is an exact decimal number (xsd:decimal and all integer types): an integer times a negative power
// of ten. Up to 18 digits it is two machine words; beyond that its digits live on the heap, shared by copies.
#pragma once
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace quoth {

class Decimal {
 public:
  // Digits before the point, and digits after it, that a Decimal can have. It bounds the work that a literal
  // or a chain of multiplications can ask for; XSD 1.1 5.4 asks for no more than 16.
  static constexpr int kMaxDigits = 4096;
  // Digits after the point of a quotient that does not come out even.
  static constexpr int kQuotientDigits = 24;

  Decimal() = default;  // 0
  explicit Decimal(std::int64_t value) : mantissa_(value) {}

  // [+-]? digits with at most one point (XSD 1.1 3.3.3.1); nothing for other text, or above kMaxDigits.
  static std::optional<Decimal> parse(std::string_view text);
  // The number's exact value; nothing for infinities and NaN.
  static std::optional<Decimal> from_double(double value);

  bool is_zero() const { return !big_ && mantissa_ == 0; }
  bool is_negative() const;
  bool is_integer() const { return scale_ == 0; }
  std::optional<std::int64_t> to_int64() const;  // nothing unless it is an integer that fits
  double to_double() const;                      // the nearest; infinite if too large
  float to_float() const;
  std::string to_string() const;  // canonical: "-12.5", "3" (XSD 1.1: decimalCanonicalMap)

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

  Decimal negated() const;
  Decimal floor() const;    // the greatest integer not above
  Decimal ceiling() const;  // the least integer not below
  Decimal rounded() const;  // the nearest integer; halves go up (XPath fn:round)

  // Nothing above kMaxDigits; of a quotient also by zero. Exact, save that a quotient is rounded, halves away
  // from zero, to kQuotientDigits digits after the point, or as many as the longer operand has.
  friend std::optional<Decimal> add(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> subtract(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> multiply(const Decimal& a, const Decimal& b);
  friend std::optional<Decimal> divide(const Decimal& a, const Decimal& b);

 private:
  struct Big;  // a mantissa that does not fit
  friend struct DecimalParts;

  // The value is (big_ ? *big_ : mantissa_) / 10^scale_. Unique: no trailing zero in the mantissa while
  // scale_ > 0, and big_ only where mantissa_ would not do.
  std::int64_t mantissa_ = 0;
  std::uint32_t scale_ = 0;
  std::shared_ptr<const Big> big_;
};

}  // namespace quoth
