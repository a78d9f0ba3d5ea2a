// Quantities as people write and read them on a command line: sizes, times, counts.
#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quoth::repl {

// "512M", "2G", "1.5GiB", "100000": bytes, the units being powers of 1024. Nothing for what is no size, is
// zero or does not fit.
std::optional<std::size_t> parse_size(std::string_view text);

// "30", "0.5", "250ms", "10s", "2m", "1h"; without a unit, seconds. Nothing for what is no time above zero.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

std::string show_count(std::uint64_t count);  // 1,234,567
std::string show_bytes(std::uint64_t bytes);  // 17 B, 1.2 KiB, 120 MiB
// 0.004 s, 12.3 s, 3 min 20 s, 2 h 5 min; below a minute with at most so many decimals.
std::string show_seconds(double seconds, int decimals = 3);
// A second, in three digits: 310,000. "–" where unknown.
std::string show_rate(std::uint64_t count, double seconds);

}  // namespace quoth::repl
