// What the lexical forms of points in time and of durations have in common, and the calendar under both.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quoth::temporal {

inline constexpr std::int64_t kDay = 86'400;  // in seconds
inline constexpr std::int64_t kMaxYear = 100'000'000'000;
// Of a duration: seconds and months up to here can be added to a point in time without overflow.
inline constexpr std::int64_t kMaxMonths = 1'000'000'000'000;
inline constexpr std::int64_t kMaxSeconds = 1'000'000'000'000'000'000;

inline std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

inline bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

inline int days_in_month(std::int64_t year, int month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// A day of the proleptic Gregorian calendar, counted from 1970-01-01; the year within 10^11 of 0.
inline std::int64_t days_from_civil(std::int64_t year, int month, int day) {
  year -= month <= 2 ? 1 : 0;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t day_of_year =
      (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;  // March is first
  return era * 146'097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Reads the pieces of a lexical form from left to right; each step says whether it was there.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  bool starts_with(char c) const { return text_.starts_with(c); }

  bool skip(char c) {
    if (!text_.starts_with(c)) return false;
    text_.remove_prefix(1);
    return true;
  }

  // Exactly two digits, within the bounds.
  bool two_digits(int least, int most, int& out) {
    if (text_.size() < 2 || !is_digit(text_[0]) || !is_digit(text_[1])) return false;
    out = (text_[0] - '0') * 10 + (text_[1] - '0');
    text_.remove_prefix(2);
    return out >= least && out <= most;
  }

  std::string_view digits() {
    std::size_t i = 0;
    while (i < text_.size() && is_digit(text_[i])) ++i;
    const std::string_view part = text_.substr(0, i);
    text_.remove_prefix(i);
    return part;
  }

 private:
  std::string_view text_;
};

// False if there are none, or more than `most` can hold.
inline bool number(std::string_view digits, std::int64_t most, std::int64_t& out) {
  out = 0;
  for (const char c : digits) {
    if (__builtin_mul_overflow(out, 10, &out) || __builtin_add_overflow(out, c - '0', &out) || out > most)
      return false;
  }
  return !digits.empty();
}

// The digits after the point; false if there are none, or one beyond an attosecond is not 0.
inline bool fraction(std::string_view digits, std::int64_t& out) {
  if (digits.empty()) return false;
  digits = digits.substr(0, digits.find_last_not_of('0') + 1);
  if (digits.size() > 18) return false;
  out = 0;
  for (std::size_t i = 0; i < 18; ++i) out = out * 10 + (i < digits.size() ? digits[i] - '0' : 0);
  return true;
}

inline void append_fraction(std::string& out, std::int64_t attoseconds) {
  if (attoseconds == 0) return;
  std::string digits = std::to_string(attoseconds);
  digits.insert(0, 18 - digits.size(), '0');
  digits.resize(digits.find_last_not_of('0') + 1);
  out += '.';
  out += digits;
}

}  // namespace quoth::temporal
