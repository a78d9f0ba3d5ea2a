#include "repl/quantity.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <utility>

namespace quoth::repl {
namespace {

struct Quantity {
  double number;
  std::string unit;  // in lower case
};

std::optional<Quantity> split(std::string_view text) {
  double number = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || !(number > 0)) return std::nullopt;
  std::string unit(end, text.data() + text.size());
  for (char& c : unit) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return Quantity{number, std::move(unit)};
}

}  // namespace

std::optional<std::size_t> parse_size(std::string_view text) {
  const std::optional<Quantity> quantity = split(text);
  if (!quantity) return std::nullopt;
  constexpr std::string_view kUnits = "kmgt";
  std::string_view unit = quantity->unit;
  double factor = 1;
  if (!unit.empty() && unit != "b") {
    const std::size_t power = kUnits.find(unit.front());
    if (power == std::string_view::npos) return std::nullopt;
    unit.remove_prefix(1);
    if (!unit.empty() && unit != "b" && unit != "ib") return std::nullopt;
    factor = std::ldexp(1.0, 10 * static_cast<int>(power + 1));
  }
  const double bytes = quantity->number * factor;
  if (bytes < 1 || bytes >= std::ldexp(1.0, 62)) return std::nullopt;
  return static_cast<std::size_t>(bytes);
}

std::optional<std::chrono::milliseconds> parse_duration(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, double>, 6> kUnits = {
      {{"", 1e3}, {"s", 1e3}, {"ms", 1}, {"m", 6e4}, {"min", 6e4}, {"h", 3.6e6}}};
  const std::optional<Quantity> quantity = split(text);
  if (!quantity) return std::nullopt;
  for (const auto& [unit, factor] : kUnits) {
    if (unit != quantity->unit) continue;
    const double milliseconds = std::ceil(quantity->number * factor);
    if (milliseconds > 1e12) return std::nullopt;
    return std::chrono::milliseconds(static_cast<std::int64_t>(milliseconds));
  }
  return std::nullopt;
}

std::string show_count(std::uint64_t count) {
  std::string text = std::to_string(count);
  for (std::size_t i = text.size(); i > 3;) text.insert(i -= 3, ",");
  return text;
}

std::string show_bytes(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 5> kUnits = {"B", "KiB", "MiB", "GiB", "TiB"};
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; value >= 1023.5 && unit + 1 < kUnits.size(); ++unit) value /= 1024;
  return fmt::format("{:.{}f} {}", value, unit > 0 && value < 9.95 ? 1 : 0, kUnits[unit]);
}

std::string show_seconds(double seconds, int decimals) {
  if (seconds < 59.95) return fmt::format("{:.{}f} s", seconds, std::min(decimals, seconds < 0.9995 ? 3 : 1));
  const auto whole = static_cast<std::uint64_t>(std::llround(seconds));
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

std::string show_rate(std::uint64_t count, double seconds) {
  if (count == 0 || !(seconds > 0)) return "–";
  const double rate = static_cast<double>(count) / seconds;
  const double unit = rate < 1000 ? 1 : std::pow(10, std::floor(std::log10(rate)) - 2);
  return show_count(static_cast<std::uint64_t>(std::round(rate / unit) * unit));
}

}  // namespace quoth::repl
