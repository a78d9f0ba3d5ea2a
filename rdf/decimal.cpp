#include "rdf/decimal.h"

#include <algorithm>
#include <array>
#include <boost/multiprecision/cpp_int.hpp>
#include <charconv>
#include <cmath>
#include <limits>

#include "rdf/float_text.h"

namespace quoth {

using boost::multiprecision::cpp_int;

struct Decimal::Big {
  cpp_int value;
};

namespace {

constexpr std::array<std::int64_t, 19> kPowers = [] {
  std::array<std::int64_t, 19> powers{};
  powers[0] = 1;
  for (std::size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

cpp_int power_of_ten(std::uint32_t exponent) {
  if (exponent < kPowers.size()) return kPowers[exponent];
  return boost::multiprecision::pow(cpp_int(10), exponent);
}

bool fits_int64(const cpp_int& n) {
  return n >= std::numeric_limits<std::int64_t>::min() && n <= std::numeric_limits<std::int64_t>::max();
}

// a * 10^exponent; false if that is no int64.
bool scale_up(std::int64_t a, std::uint32_t exponent, std::int64_t& out) {
  return exponent < kPowers.size() && !__builtin_mul_overflow(a, kPowers[exponent], &out);
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// An upper bound of the digits of |n|, one too many at most.
std::size_t digit_bound(const cpp_int& n) {
  return n == 0 ? 1 : static_cast<std::size_t>(static_cast<double>(msb(abs(n)) + 1) * 0.30103) + 1;
}

}  // namespace

// The way into the mantissa for the functions below.
struct DecimalParts {
  static cpp_int mantissa(const Decimal& d) { return d.big_ ? d.big_->value : cpp_int(d.mantissa_); }
  static bool is_small(const Decimal& d) { return !d.big_; }
  static std::int64_t small(const Decimal& d) { return d.mantissa_; }
  static std::uint32_t scale(const Decimal& d) { return d.scale_; }

  // mantissa * 10^exponent, for aligning two numbers.
  static cpp_int scaled(const Decimal& d, std::uint32_t exponent) {
    return exponent == 0 ? mantissa(d) : cpp_int(mantissa(d) * power_of_ten(exponent));
  }

  static Decimal make(std::int64_t mantissa, std::uint32_t scale) {
    while (scale > 0 && mantissa % 10 == 0) {
      if (mantissa == 0) return Decimal();
      mantissa /= 10;
      --scale;
    }
    Decimal d(mantissa);
    d.scale_ = scale;
    return d;
  }

  static Decimal make_unbounded(cpp_int mantissa, std::uint32_t scale) {
    if (mantissa == 0) return Decimal();
    // Trailing zeros go in large steps first, so that the work stays in the order of one division.
    for (std::uint32_t step = 1024; step > 0; step /= 2) {
      while (scale >= step) {
        cpp_int quotient, remainder;
        divide_qr(mantissa, power_of_ten(step), quotient, remainder);
        if (remainder != 0) break;
        mantissa = std::move(quotient);
        scale -= step;
      }
    }
    Decimal d;
    d.scale_ = scale;
    if (fits_int64(mantissa)) {
      d.mantissa_ = static_cast<std::int64_t>(mantissa);
    } else {
      d.big_ = std::make_shared<const Decimal::Big>(Decimal::Big{std::move(mantissa)});
    }
    return d;
  }

  // Nothing above kMaxDigits.
  static std::optional<Decimal> make(cpp_int mantissa, std::uint32_t scale) {
    Decimal d = make_unbounded(std::move(mantissa), scale);
    if (d.scale_ > Decimal::kMaxDigits) return std::nullopt;
    const std::uint32_t most = Decimal::kMaxDigits + d.scale_;
    if (d.big_ && digit_bound(d.big_->value) > most && abs(d.big_->value) >= power_of_ten(most))
      return std::nullopt;
    return d;
  }
};

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t i = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  const bool negative = i == 1 && text[0] == '-';
  const std::size_t whole_start = i;
  while (i < text.size() && is_digit(text[i])) ++i;
  std::string_view whole = text.substr(whole_start, i - whole_start);
  std::string_view fraction;
  if (i < text.size() && text[i] == '.') {
    const std::size_t start = ++i;
    while (i < text.size() && is_digit(text[i])) ++i;
    fraction = text.substr(start, i - start);
  }
  if (i != text.size() || whole.size() + fraction.size() == 0) return std::nullopt;

  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  fraction = fraction.substr(0, fraction.find_last_not_of('0') + 1);
  if (whole.size() > kMaxDigits || fraction.size() > kMaxDigits) return std::nullopt;

  const auto scale = static_cast<std::uint32_t>(fraction.size());
  if (whole.size() + fraction.size() <= 18) {
    std::int64_t mantissa = 0;
    for (const std::string_view part : {whole, fraction}) {
      for (const char c : part) mantissa = mantissa * 10 + (c - '0');
    }
    Decimal d(negative ? -mantissa : mantissa);
    d.scale_ = scale;
    return d;
  }
  // A leading zero would make cpp_int read the digits as octal.
  std::string digits = std::string(whole) + std::string(fraction);
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  cpp_int mantissa(digits);
  return DecimalParts::make(negative ? cpp_int(-mantissa) : std::move(mantissa), scale);
}

std::optional<Decimal> Decimal::from_double(double value) {
  if (!std::isfinite(value)) return std::nullopt;
  int exponent = 0;
  const double fraction = std::frexp(value, &exponent);
  auto mantissa = static_cast<std::int64_t>(std::ldexp(fraction, 53));
  if (mantissa == 0) return Decimal();
  exponent -= 53;
  while (mantissa % 2 == 0 && exponent < 0) {
    mantissa /= 2;
    ++exponent;
  }
  if (exponent >= 0)
    return DecimalParts::make(cpp_int(cpp_int(mantissa) << static_cast<unsigned>(exponent)), 0);
  // m / 2^k = m * 5^k / 10^k
  const auto k = static_cast<std::uint32_t>(-exponent);
  return DecimalParts::make(cpp_int(boost::multiprecision::pow(cpp_int(5), k) * mantissa), k);
}

bool Decimal::is_negative() const { return big_ ? big_->value < 0 : mantissa_ < 0; }

std::optional<std::int64_t> Decimal::to_int64() const {
  if (big_ || scale_ != 0) return std::nullopt;
  return mantissa_;
}

double Decimal::to_double() const {
  constexpr std::int64_t kExact = std::int64_t{1} << 53;
  if (!big_ && mantissa_ >= -kExact && mantissa_ <= kExact) {
    // Both are exact, so the quotient is the nearest double.
    if (scale_ == 0) return static_cast<double>(mantissa_);
    if (scale_ < kPowers.size() && kPowers[scale_] <= kExact) {
      return static_cast<double>(mantissa_) / static_cast<double>(kPowers[scale_]);
    }
  }
  return *parse_double(to_string());
}

float Decimal::to_float() const { return *parse_float(to_string()); }

std::string Decimal::to_string() const {
  std::string digits;
  if (big_) {
    digits = big_->value.str();
  } else {
    std::array<char, 24> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), mantissa_).ptr;
    digits.assign(buffer.data(), end);
  }
  if (scale_ == 0) return digits;
  const std::size_t sign = digits[0] == '-' ? 1 : 0;
  if (digits.size() - sign <= scale_) digits.insert(sign, scale_ + 1 - (digits.size() - sign), '0');
  digits.insert(digits.size() - scale_, 1, '.');
  return digits;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const std::uint32_t a_up = b.scale_ > a.scale_ ? b.scale_ - a.scale_ : 0;
  const std::uint32_t b_up = a.scale_ > b.scale_ ? a.scale_ - b.scale_ : 0;
  if (!a.big_ && !b.big_) {
    std::int64_t x = 0;
    std::int64_t y = 0;
    if (scale_up(a.mantissa_, a_up, x) && scale_up(b.mantissa_, b_up, y)) return x <=> y;
  }
  if (a.is_negative() != b.is_negative()) return b.is_negative() <=> a.is_negative();
  return DecimalParts::scaled(a, a_up).compare(DecimalParts::scaled(b, b_up)) <=> 0;
}

// The next four change the number of digits by one at most, so they need no bound.

Decimal Decimal::negated() const {
  if (!big_ && mantissa_ != std::numeric_limits<std::int64_t>::min()) {
    Decimal d(-mantissa_);
    d.scale_ = scale_;
    return d;
  }
  return DecimalParts::make_unbounded(cpp_int(-DecimalParts::mantissa(*this)), scale_);
}

Decimal Decimal::floor() const {
  if (scale_ == 0) return *this;
  const int below = is_negative() ? 1 : 0;  // division goes towards zero
  if (!big_) return Decimal((scale_ < kPowers.size() ? mantissa_ / kPowers[scale_] : 0) - below);
  return DecimalParts::make_unbounded(cpp_int(big_->value / power_of_ten(scale_) - below), 0);
}

Decimal Decimal::ceiling() const { return negated().floor().negated(); }

Decimal Decimal::rounded() const {
  if (scale_ == 0) return *this;
  // floor(x + 1/2), where the half has the scale 1 and x has one as large
  const cpp_int half = power_of_ten(scale_ - 1) * 5;
  return DecimalParts::make_unbounded(cpp_int(DecimalParts::mantissa(*this) + half), scale_).floor();
}

std::optional<Decimal> add(const Decimal& a, const Decimal& b) {
  const std::uint32_t scale = std::max(DecimalParts::scale(a), DecimalParts::scale(b));
  const std::uint32_t a_up = scale - DecimalParts::scale(a);
  const std::uint32_t b_up = scale - DecimalParts::scale(b);
  if (DecimalParts::is_small(a) && DecimalParts::is_small(b)) {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t sum = 0;
    if (scale_up(DecimalParts::small(a), a_up, x) && scale_up(DecimalParts::small(b), b_up, y) &&
        !__builtin_add_overflow(x, y, &sum)) {
      return DecimalParts::make(sum, scale);
    }
  }
  return DecimalParts::make(cpp_int(DecimalParts::scaled(a, a_up) + DecimalParts::scaled(b, b_up)), scale);
}

std::optional<Decimal> subtract(const Decimal& a, const Decimal& b) { return add(a, b.negated()); }

std::optional<Decimal> multiply(const Decimal& a, const Decimal& b) {
  const std::uint32_t scale = DecimalParts::scale(a) + DecimalParts::scale(b);
  if (DecimalParts::is_small(a) && DecimalParts::is_small(b)) {
    std::int64_t product = 0;
    if (!__builtin_mul_overflow(DecimalParts::small(a), DecimalParts::small(b), &product)) {
      if (scale <= Decimal::kMaxDigits) return DecimalParts::make(product, scale);
    }
  }
  return DecimalParts::make(cpp_int(DecimalParts::mantissa(a) * DecimalParts::mantissa(b)), scale);
}

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  const std::uint32_t a_scale = DecimalParts::scale(a);
  const std::uint32_t b_scale = DecimalParts::scale(b);
  if (a_scale == b_scale && DecimalParts::is_small(a) && DecimalParts::is_small(b)) {
    const std::int64_t x = DecimalParts::small(a);
    const std::int64_t y = DecimalParts::small(b);
    if (y != -1 && x % y == 0) return Decimal(x / y);
  }
  const std::uint32_t scale = std::max({a_scale, b_scale, std::uint32_t{Decimal::kQuotientDigits}});
  // (a / 10^as) / (b / 10^bs) = q / 10^scale  with  q = a * 10^(scale + bs - as) / b
  const cpp_int numerator = DecimalParts::scaled(a, scale + b_scale - a_scale);
  const cpp_int denominator = DecimalParts::mantissa(b);
  cpp_int quotient, remainder;
  divide_qr(numerator, denominator, quotient, remainder);
  if (abs(remainder) * 2 >= abs(denominator)) quotient += (numerator < 0) == (denominator < 0) ? 1 : -1;
  return DecimalParts::make(std::move(quotient), scale);
}

}  // namespace quoth
