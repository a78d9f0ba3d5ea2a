// Turtle and TriG: what documents mean. The W3C suites cover the standard's own examples; here are the
// corners.
#include <doctest/doctest.h>

#include <string>

#include "tests/parser/read.h"

using namespace quoth;
using test::Example;

namespace {

// Shortens the IRIs of results: <http://base.example/dir/x> is written <x>, and rdf: and xsd: as prefixes.
std::string shortened(std::string text) {
  const std::pair<std::string_view, std::string_view> kShort[] = {
      {"http://base.example/dir/", ""},
      {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf:"},
      {"http://www.w3.org/2001/XMLSchema#", "xsd:"},
  };
  for (const auto& [whole, brief] : kShort) {
    for (std::size_t at = text.find(whole); at != std::string::npos; at = text.find(whole, at)) {
      text.replace(at, whole.size(), brief);
    }
  }
  return text;
}

std::string ttl(std::string_view document) { return shortened(test::read(RdfFormat::kTurtle, document)); }
std::string trig(std::string_view document) { return shortened(test::read(RdfFormat::kTriG, document)); }

void check(std::string (*read)(std::string_view), std::initializer_list<Example> examples) {
  for (const auto& [document, result] : examples) CHECK(read(document) == result);
}

}  // namespace

TEST_CASE("Turtle: statements, lists of predicates and of objects") {
  check(ttl, {
                 {"", ""},
                 {"# nothing\r\n  ", ""},
                 {"<s> <p> <o>.", "<s> <p> <o> .\n"},
                 {"<s> a <o>, <u> ; <p> <v> ;; .\n<t> <p> <w>.",
                  "<s> <rdf:type> <o> .\n<s> <rdf:type> <u> .\n<s> <p> <v> .\n<t> <p> <w> .\n"},
                 {"\xef\xbb\xbf<s> <p> <o> .", "<s> <p> <o> .\n"},
                 {"<s>#c\n<p>#c\r<o>#c\n.#c", "<s> <p> <o> .\n"},
             });
}

TEST_CASE("TriG: graphs") {
  check(trig, {
                  {"<s> <p> <o>. {<s> <p> <o>.} <g> { <s> <p> <o> . <t> <p> <o> } GRAPH _:g {<s><p><o>}[]{}",
                   "<s> <p> <o> .\n<s> <p> <o> .\n<s> <p> <o> <g> .\n<t> <p> <o> <g> .\n<s> <p> <o> _:g .\n"},
              });
}
