#include "rdf/iri.h"

#include <doctest/doctest.h>

#include <string>

using namespace quoth;

namespace {

struct Example {
  const char* base;
  const char* reference;
  const char* expected;
};

constexpr const char* kBase = "http://a/b/c/d;p?q";

}  // namespace

TEST_CASE("references resolve as RFC 3986 5.4 shows") {
  const Example examples[] = {
      // 5.4.1, normal
      {kBase, "g:h", "g:h"},
      {kBase, "g", "http://a/b/c/g"},
      {kBase, "./g", "http://a/b/c/g"},
      {kBase, "g/", "http://a/b/c/g/"},
      {kBase, "/g", "http://a/g"},
      {kBase, "//g", "http://g"},
      {kBase, "?y", "http://a/b/c/d;p?y"},
      {kBase, "g?y", "http://a/b/c/g?y"},
      {kBase, "#s", "http://a/b/c/d;p?q#s"},
      {kBase, "g#s", "http://a/b/c/g#s"},
      {kBase, "g?y#s", "http://a/b/c/g?y#s"},
      {kBase, ";x", "http://a/b/c/;x"},
      {kBase, "g;x", "http://a/b/c/g;x"},
      {kBase, "g;x?y#s", "http://a/b/c/g;x?y#s"},
      {kBase, "", "http://a/b/c/d;p?q"},
      {kBase, ".", "http://a/b/c/"},
      {kBase, "./", "http://a/b/c/"},
      {kBase, "..", "http://a/b/"},
      {kBase, "../", "http://a/b/"},
      {kBase, "../g", "http://a/b/g"},
      {kBase, "../..", "http://a/"},
      {kBase, "../../", "http://a/"},
      {kBase, "../../g", "http://a/g"},
      // 5.4.2, abnormal
      {kBase, "../../../g", "http://a/g"},
      {kBase, "../../../../g", "http://a/g"},
      {kBase, "/./g", "http://a/g"},
      {kBase, "/../g", "http://a/g"},
      {kBase, "g.", "http://a/b/c/g."},
      {kBase, ".g", "http://a/b/c/.g"},
      {kBase, "g..", "http://a/b/c/g.."},
      {kBase, "..g", "http://a/b/c/..g"},
      {kBase, "./../g", "http://a/b/g"},
      {kBase, "./g/.", "http://a/b/c/g/"},
      {kBase, "g/./h", "http://a/b/c/g/h"},
      {kBase, "g/../h", "http://a/b/c/h"},
      {kBase, "g;x=1/./y", "http://a/b/c/g;x=1/y"},
      {kBase, "g;x=1/../y", "http://a/b/c/y"},
      {kBase, "g?y/./x", "http://a/b/c/g?y/./x"},
      {kBase, "g?y/../x", "http://a/b/c/g?y/../x"},
      {kBase, "g#s/./x", "http://a/b/c/g#s/./x"},
      {kBase, "g#s/../x", "http://a/b/c/g#s/../x"},
      {kBase, "http:g", "http:g"},
  };
  for (const Example& e : examples) {
    CAPTURE(e.reference);
    const auto resolved = resolve_iri(e.base, e.reference);
    REQUIRE(resolved);
    CHECK(*resolved == e.expected);
  }
}

TEST_CASE("references resolve against bases of every shape") {
  const Example examples[] = {
      {"http://a", "b", "http://a/b"},
      {"http://a", "../b", "http://a/b"},
      {"http://a?q", "b", "http://a/b"},
      {"http://a#f", "", "http://a"},
      {"http://a/b#f", "#g", "http://a/b#g"},
      {"http://a/b?q", "?", "http://a/b?"},
      {"http://a/b?q", "#", "http://a/b?q#"},
      {"http://a//b//c", "d", "http://a//b//d"},
      {"http://a//b//c", "../d", "http://a//b/d"},
      {"http://a//b//c", "../../d", "http://a//d"},
      {"urn:a:b", "#c", "urn:a:b#c"},
      {"urn:a:b", "c", "urn:c"},
      {"mailto:a@b", "", "mailto:a@b"},
      {"file:///a/b", "../../c", "file:///c"},
      {"file:///a/b", "//c/d", "file://c/d"},
      {"http://ä/ö/", "ü?ß#é", "http://ä/ö/ü?ß#é"},
      {"http://a/b:c/d", "e", "http://a/b:c/e"},
      {"http://a/b/c", "./d:e", "http://a/b/d:e"},
  };
  for (const Example& e : examples) {
    CAPTURE(e.base);
    CAPTURE(e.reference);
    CHECK(*resolve_iri(e.base, e.reference) == e.expected);
  }
}

TEST_CASE(
    "an absolute IRI stays byte for byte what it is, and so does the path of a base that is only repeated") {
  CHECK(*resolve_iri("http://b/", "http://a/x/../y/./z") == "http://a/x/../y/./z");
  CHECK(*resolve_iri("", "HTTP://A/%7e") == "HTTP://A/%7e");
  CHECK(*resolve_iri("http://a/b/../c", "") == "http://a/b/../c");
  CHECK(*resolve_iri("http://a/b/../c", "?q") == "http://a/b/../c?q");
  CHECK(*resolve_iri("http://a/b/../c", "d") == "http://a/d");
}

TEST_CASE("what has no scheme in the end, or holds a forbidden character, is no IRI") {
  CHECK(resolve_iri("", "a").error().code == ErrorCode::kInvalid);
  CHECK(resolve_iri("", "").error().code == ErrorCode::kInvalid);
  CHECK(resolve_iri("a/b", "c").error().message == "a relative IRI needs a base: <c>");
  CHECK_FALSE(resolve_iri("http://a/", "b c"));
  CHECK_FALSE(resolve_iri("http://a/ b/", "c"));
  CHECK_FALSE(resolve_iri("", "http://a/\n"));
}

TEST_CASE("an IRI is valid if it has a scheme and holds what IRIREF may hold") {
  for (const char* good : {"a:", "http://a/b?c#d", "urn:x", "a+b-c.1:d", "tag:ü", "x:%zz", "x:[]"}) {
    CAPTURE(good);
    CHECK(is_valid_iri(good));
  }
  for (const char* bad : {"", ":", "a", "1a:b", "a/b:c", "ä:b", "a_b:c", "#a:b", "?a:b"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_valid_iri(bad));
  }
  for (int c = 0; c < 128; ++c) {
    CAPTURE(c);
    const bool forbidden =
        c <= 0x20 || std::string("<>\"{}|^`\\").find(static_cast<char>(c)) != std::string::npos;
    CHECK(is_valid_iri(std::string("x:a") + static_cast<char>(c)) == !forbidden);
  }
}

TEST_CASE("a path becomes a file IRI") {
  CHECK(file_iri("/a/b.ttl") == "file:///a/b.ttl");
  CHECK(file_iri("/a/./x/../b") == "file:///a/b");
  CHECK(file_iri("/a b/100%#?<ä>\xff") == "file:///a%20b/100%25%23%3F%3Cä%3E%FF");
  CHECK(file_iri("x").starts_with("file:///"));
  CHECK(is_valid_iri(file_iri("x y")));
}
