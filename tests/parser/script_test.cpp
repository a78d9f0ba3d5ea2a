#include "parser/parse_script.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace quoth;

namespace {

std::string parse(std::string_view text) {
  const Result<script::Script> script = script::parse_script(text, "s.check");
  return script ? script::to_text(*script) : script.error().to_string();
}

}  // namespace

TEST_CASE("a script is lines of prefixes, files and policy, and checks") {
  CHECK(parse(R"(# what this is about
prefix : <https://example.org/news/>
PREFIX ex: <http://e/#>   # an IRI may hold a hash

load "a \"b\".trig"
accept all
accept 'Dockers'' Union' 0.5 about Port Ellery
  ignore :blog   # and a comment
weigh <http://e/a#b> .25
direct only
require 1 source
Require 2 Sources
threshold for 0.6
threshold against 1

check "one"
  P q r # c
  Expect Not Enough Evidence

check "two"

  # a comment
  accept Ban Ki-moon 1

  Obama urged (Russia pull back troops)
check "three"
x y z
require 3 sources)") == R"(prefix : <https://example.org/news/>
prefix ex: <http://e/#>
load "a "b".trig"
accept all
accept ['Dockers'' Union'] 0.5 about [Port Ellery]
ignore [:blog]
weigh [<http://e/a#b>] 0.25
direct only
require 1
require 2
threshold for 0.6
threshold against 1
check "one"
  pattern 346-355
  expect not enough evidence
check "two"
  accept [Ban Ki-moon] 1
  pattern 439-476
check "three"
  pattern 491-496
require 3
)");
}

TEST_CASE("an empty script has no lines") {
  CHECK(parse("").empty());
  CHECK(parse("\n # only this\n\n").empty());
}

TEST_CASE("an error says what was expected, and where") {
  struct Case {
    std::string_view text, error;
  };
  const Case cases[] = {
      {"acept all", "s.check:1:1: expected \"prefix\", \"load\", \"check\" or a line of policy"},
      {"\n  chekc \"x\"", "s.check:2:3: expected \"prefix\", \"load\", \"check\" or a line of policy"},
      {"accept", "s.check:1:7: expected \"all\" or a name"},
      {"accept NATO about", "s.check:1:18: expected a name"},
      {"accept :NATO 2", "s.check:1:14: a weight is a number from 0 to 1"},
      {"accept :NATO 0.5 0.6", "s.check:1:18: expected the end of the line"},
      {"weigh NATO", "s.check:1:11: expected a weight from 0 to 1"},
      {"weigh :x heavy", "s.check:1:10: expected a weight from 0 to 1"},
      {"require some sources", "s.check:1:9: expected a whole number"},
      {"require 2", "s.check:1:10: expected \"sources\" or \"source\""},
      {"threshold 0.5", "s.check:1:11: expected \"for\" or \"against\""},
      {"threshold for 0", "s.check:1:15: a threshold is a number above 0 and not above 1"},
      {"threshold for high", "s.check:1:15: expected a number"},
      {"as of 2014", "s.check:1:7: \"as of\" is not supported yet"},
      {"load x.trig", "s.check:1:6: expected a text in double quotes"},
      {"load \"x.trig", "s.check:1:13: expected a closing double quote on this line"},
      {"load \"x\\q\"",
       "s.check:1:8: bad escape: a backslash must be followed by one of t b n r f \" ' \\ u U"},
      {"prefix ex <http://e/>", "s.check:1:8: expected a prefix with its colon, such as \"ex:\""},
      {"prefix ex: http://e/", "s.check:1:12: expected an IRI in angle brackets"},
      {"prefix ex: <e/>", "s.check:1:12: this is no absolute IRI"},
      {"ignore 'x", "s.check:1:10: expected a closing single quote on this line"},
      {"check x", "s.check:1:7: expected a text in double quotes"},
      {"check \"x\"", "s.check:1:10: expected a pattern or a line of policy"},
      {"check \"x\" a b c", "s.check:1:11: expected the end of the line"},
      {"check \"x\"\n  accept all\n  expect supported",
       "s.check:3:3: expected a pattern or a line of policy"},
      {"check \"x\"\n\ncheck \"y\"\n  a b c", "s.check:3:1: expected a pattern or a line of policy"},
      {"check \"x\"\n  a b c\n  expect true", "s.check:3:10: expected a verdict"},
      {"check \"x\"\n  a b c\n  expect not evidence", "s.check:3:14: expected \"enough\""},
      {"check \"x\"\n  a b c\n  expect refuted now", "s.check:3:18: expected the end of the line"},
      {"expect supported", "s.check:1:1: expected \"prefix\", \"load\", \"check\" or a line of policy"},
  };
  for (const Case& each : cases) {
    const std::string error = parse(each.text);
    CHECK_MESSAGE(error.substr(0, error.find('\n')) == each.error, each.text);
  }
}

TEST_CASE("an error shows the line with a caret") {
  CHECK(parse("accept all\nrequire two sources\n") ==
        "s.check:2:9: expected a whole number\n  require two sources\n          ^");
}
