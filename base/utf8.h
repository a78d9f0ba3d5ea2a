// UTF-8 text: validity (RFC 3629), and walking it by code points.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quoth::utf8 {

// The offset of the first byte that is not part of valid UTF-8 (overlong forms and surrogates are not), or npos.
std::size_t find_invalid(std::string_view text);

// The number of code points; a stray byte counts as one.
std::size_t length(std::string_view text);

// The first `count` code points of `text`, or all of it.
std::string_view prefix(std::string_view text, std::size_t count);

// Reads one code point at `position` and moves it on; U+FFFD for a byte that starts no valid sequence.
// Requires position < text.size().
char32_t next(std::string_view text, std::size_t& position);

// Appends the UTF-8 form of a code point. Surrogates and values above U+10FFFF are not code points: the caller
// has checked with is_scalar.
void append(std::string& out, char32_t code_point);

constexpr bool is_scalar(char32_t c) { return c < 0xd800 || (c > 0xdfff && c <= 0x10ffff); }

}  // namespace quoth::utf8
