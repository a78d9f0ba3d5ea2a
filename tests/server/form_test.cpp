#include "server/form.h"

#include <doctest/doctest.h>

using namespace quoth;
using namespace quoth::server;

TEST_CASE("a form is read as browsers and scripts write it") {
  const auto form = parse_form("query=SELECT+*%20%7B%7D&x=&y&&z=a=b&%C3%A4=%f0%9f%8c%8d&raw={?s} <é>");
  REQUIRE(form);
  CHECK(*form ==
        Form{{"query", "SELECT * {}"}, {"x", ""}, {"y", ""}, {"z", "a=b"}, {"ä", "🌍"}, {"raw", "{?s} <é>"}});
  CHECK(parse_form("")->empty());
}

TEST_CASE("a form that is broken is refused") {
  for (const char* const text : {"a=%", "a=%4", "a=%zz", "%=1", "a=%ff", "a=%ed%a0%80"}) {
    CAPTURE(text);
    const auto form = parse_form(text);
    REQUIRE_FALSE(form);
    CHECK(form.error().code == ErrorCode::kSyntax);
  }
}

TEST_CASE("a form that is written is read again") {
  const Form form = {{"query", "SELECT ?x { ?x <p> \"50% + a&b=c é\n\" }"}, {"a b", ""}};
  const auto again = parse_form(encode_form(form));
  REQUIRE(again);
  CHECK(*again == form);
}
