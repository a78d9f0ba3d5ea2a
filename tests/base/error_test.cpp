#include "base/error.h"

#include <doctest/doctest.h>

#include <string>

using namespace quoth;

TEST_CASE("an error shows its line with a caret below the column") {
  const Error error = error_at(ErrorCode::kSyntax, "expected a term", "query", "a b\nc <p> }", 10);
  CHECK(error.to_string() ==
        "query:2:7: expected a term\n"
        "  c <p> }\n"
        "        ^");
}

TEST_CASE("columns count code points, and tabs are shown as blanks") {
  const std::string text = "\tBürger §";
  const Error error = error_at(ErrorCode::kSyntax, "stray §", "f", text, text.find("§"));
  CHECK(error.to_string() == "f:1:9: stray §\n   Bürger §\n          ^");
}

TEST_CASE("an offset past the end points behind the last line") {
  const Error error = error_at(ErrorCode::kSyntax, "expected more", "f", "abc", 99);
  CHECK(error.location->line == 1);
  CHECK(error.location->column == 4);
  CHECK(error.offset == 3);
}

TEST_CASE("a line break belongs to the line that it ends") {
  CHECK(locate("f", "ab\r\ncd", 4).line == 2);
  CHECK(locate("f", "ab\r\ncd", 2).excerpt == "ab");
  CHECK(locate("f", "ab\n", 3).line == 2);
}

TEST_CASE("a long line is cut on both sides of the caret") {
  const std::string text(1000, 'x');
  const Location location = locate("f", text, 500);
  CHECK(location.column == 501);
  CHECK(location.excerpt.size() < 130);
  CHECK(location.excerpt.starts_with("…"));
  CHECK(location.excerpt.ends_with("…"));
  CHECK(location.caret == 73);
}

TEST_CASE("an error without a place is its message") {
  CHECK(Error{ErrorCode::kIo, "the disk is full", {}, {}}.to_string() == "the disk is full");
}
