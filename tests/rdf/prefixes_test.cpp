#include "rdf/prefixes.h"

#include <doctest/doctest.h>

#include <string>

using namespace quoth;

TEST_CASE("the first meaning of a label stays unless it is replaced") {
  PrefixMap map;
  CHECK(map.add("ex", "http://e/"));
  CHECK(map.add("ex", "http://e/"));
  CHECK_FALSE(map.add("ex", "http://f/"));
  CHECK(*map.expand("ex", "a") == "http://e/a");
  map.set("ex", "http://f/");
  CHECK(*map.expand("ex", "a") == "http://f/a");
  CHECK(*map.shorten("http://f/a") == "ex:a");
  CHECK_FALSE(map.shorten("http://e/a"));
  CHECK_FALSE(map.expand("other", "a"));
}

TEST_CASE("of two labels for one IRI the first shortens, and the other takes over when it goes") {
  PrefixMap map;
  map.add("b", "http://e/");
  map.add("a", "http://e/");
  CHECK(*map.shorten("http://e/x") == "b:x");
  map.set("b", "http://f/");
  CHECK(*map.shorten("http://e/x") == "a:x");
}

TEST_CASE("the longest namespace that leaves a writable local name shortens") {
  PrefixMap map;
  map.add("", "http://e/");
  map.add("p", "http://e/path/");
  map.add("q", "http://e/path/q");
  map.add("r", "http://e/path/q-a");
  map.add("h", "http://e#");
  map.add("z", "http://e/z");
  const struct {
    const char* iri;
    const char* expected;  // nullptr: there is none
  } examples[] = {
      {"http://e/", ":"},
      {"http://e/a", ":a"},
      {"http://e/a/b", nullptr},
      {"http://e/path/x", "p:x"},
      {"http://e/path/qx", "q:x"},
      {"http://e/path/q-b", "q:\\-b"},
      {"http://e/path/q-ab", "r:b"},
      {"http://e/path/\xcc\x80", nullptr},  // a combining character cannot be the first
      {"http://e#a", "h:a"},
      {"http://e/zz", "z:z"},
      {"http://e/y", ":y"},
      {"http://f/", nullptr},
      {"", nullptr},
      {"http://e/1.5", ":1.5"},
      {"http://e/.a.", ":\\.a\\."},
      {"http://e/a(b)!", ":a\\(b\\)\\!"},
      {"http://e/a%20%2", ":a%20\\%2"},
      {"http://e/_a:b", ":_a:b"},
      {"http://e/Größe", ":Größe"},
      {"http://e/a\xc3\x97", nullptr},  // U+00D7 is no name character
  };
  for (const auto& e : examples) {
    CAPTURE(e.iri);
    const auto shortened = map.shorten(e.iri);
    CHECK(shortened.has_value() == (e.expected != nullptr));
    if (shortened && e.expected) CHECK(*shortened == e.expected);
  }
}
