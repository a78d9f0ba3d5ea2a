#include "base/utf8.h"

#include <doctest/doctest.h>

#include <string>

using namespace quoth;

TEST_CASE("every code point survives being written and read") {
  for (char32_t c = 1; c <= 0x10ffff; c += c < 0x3000 ? 1 : 97) {
    if (!utf8::is_scalar(c)) continue;
    std::string text;
    utf8::append(text, c);
    std::size_t position = 0;
    REQUIRE(utf8::next(text, position) == c);
    REQUIRE(position == text.size());
    REQUIRE(utf8::find_invalid(text) == std::string::npos);
    REQUIRE(utf8::length(text) == 1);
  }
}

TEST_CASE("what RFC 3629 forbids is found") {
  const char* const bad[] = {"\x80", "\xc0\xaf", "\xc1\x81", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
                             "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\xff"};
  for (const std::string text : bad) {
    CHECK(utf8::find_invalid("ok" + text) == 2);
    std::size_t position = 0;
    CHECK(utf8::next(text, position) == 0xfffd);
    CHECK(position == 1);
  }
}

TEST_CASE("a prefix ends between code points") {
  CHECK(utf8::prefix("aßc", 2) == "aß");
  CHECK(utf8::prefix("ab", 9) == "ab");
  CHECK(utf8::prefix("ab", 0).empty());
}
