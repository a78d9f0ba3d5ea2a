// N-Triples and N-Quads.
#include <doctest/doctest.h>

#include <string>

#include "parser/read_rdf.h"
#include "tests/parser/read.h"

using namespace quoth;
using test::Example;

namespace {
std::string nt(std::string_view document) { return test::read(RdfFormat::kNTriples, document); }
std::string nq(std::string_view document) { return test::read(RdfFormat::kNQuads, document); }

std::string nested(int depth) {
  std::string out, end;
  for (int i = 0; i < depth; ++i) {
    out += "<<( <x:s> <x:p> ";
    end += " )>>";
  }
  return "<x:s> <x:p> " + out + "<x:o>" + end + " .\n";
}
}  // namespace

TEST_CASE("N-Triples: statements, blanks, comments and line breaks") {
  const Example examples[] = {
      {"", ""},
      {"\n\r\n \t# nothing\n", ""},
      {"# no line break", ""},
      {"<x:s> <x:p> <x:o> .", "<x:s> <x:p> <x:o> .\n"},
      {"<x:s><x:p><x:o>.", "<x:s> <x:p> <x:o> .\n"},
      {"\xef\xbb\xbf<x:s> <x:p> <x:o> .", "<x:s> <x:p> <x:o> .\n"},
      {"\t <x:s>\t<x:p> \t<x:o>\t.\t# why\n\n<x:a> <x:b> <x:c>.#",
       "<x:s> <x:p> <x:o> .\n<x:a> <x:b> <x:c> .\n"},
      {"<x:s> <x:p> <x:1> .\r\n<x:s> <x:p> <x:2> .\r<x:s> <x:p> <x:3> .\n\r\r\n",
       "<x:s> <x:p> <x:1> .\n<x:s> <x:p> <x:2> .\n<x:s> <x:p> <x:3> .\n"},
      {"VERSION \"1.2\"\n<x:s> <x:p> <x:o> .\nVERSION\"1.2-basic\" # again\n", "<x:s> <x:p> <x:o> .\n"},
  };
  for (const auto& [document, result] : examples) CHECK(nt(document) == result);
}

TEST_CASE("N-Triples: terms keep their text, with escapes undone") {
  const Example examples[] = {
      {"_:a <x:p> _:b.c-d .", "_:a <x:p> _:b.c-d .\n"},
      {"_:1 <x:p> _:_x.", "_:1 <x:p> _:_x .\n"},
      {"_:\xc3\xa9\xc2\xb7 <x:p> _:a..b .", "_:\xc3\xa9\xc2\xb7 <x:p> _:a..b .\n"},
      {"_:genid1 <x:p> _:anon1 .", "_:genid1 <x:p> _:anon1 .\n"},
      {R"(<x:\u0053\U0001F600> <x:p> "" .)", "<x:S\xf0\x9f\x98\x80> <x:p> \"\" .\n"},
      {R"(<x:s> <x:p> "tab\t, quote\", \u00e9, \U0001F600, \\u0041" .)",
       "<x:s> <x:p> \"tab\\t, quote\\\", \xc3\xa9, \xf0\x9f\x98\x80, \\\\u0041\" .\n"},
      {R"(<x:s> <x:p> "\b\n\r\f\'" .)", "<x:s> <x:p> \"\\b\\n\\r\\f'\" .\n"},
      {"<x:s> <x:p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> .",
       "<x:s> <x:p> \"01\"^^<http://www.w3.org/2001/XMLSchema#integer> .\n"},
      {"<x:s> <x:p> \"a\"@en-GB-1 .", "<x:s> <x:p> \"a\"@en-gb-1 .\n"},
      {"<x:s> <x:p> \"a\"@ar--rtl .", "<x:s> <x:p> \"a\"@ar--rtl .\n"},
      {"<x:s> <x:p> <<( _:b <x:p> <<(<x:s><x:p>\"o\"@en)>> )>> .",
       "<x:s> <x:p> <<( _:b <x:p> <<( <x:s> <x:p> \"o\"@en )>> )>> .\n"},
  };
  for (const auto& [document, result] : examples) CHECK(nt(document) == result);
}

TEST_CASE("N-Triples: a NUL is a character of a string") {
  CHECK(nt(std::string_view("<x:s> <x:p> \"a\0b\" .", 19)) == nt("<x:s> <x:p> \"a\\u0000b\" ."));
}

TEST_CASE("N-Quads: a statement may name its graph") {
  CHECK(nq("<x:s> <x:p> <x:o> .\n<x:s> <x:p> \"o\"@en <x:g> .\n_:s<x:p>_:o _:g.") ==
        "<x:s> <x:p> <x:o> .\n<x:s> <x:p> \"o\"@en <x:g> .\n_:s <x:p> _:o _:g .\n");
  CHECK(nq("<x:s> <x:p> <x:o> \"g\" .") ==
        "doc:1:19: expected a graph name or '.'\n"
        "  <x:s> <x:p> <x:o> \"g\" .\n"
        "                    ^\n");
  CHECK(nq("<x:s> <x:p> <x:o> <x:g> <x:h> .").starts_with("doc:1:25: expected '.'\n"));
}

TEST_CASE("an error in a line says where it is and what was expected there") {
  const Example examples[] = {
      {"<x:s>\n",
       "doc:1:6: expected a predicate (an IRI)\n"
       "  <x:s>\n"
       "       ^\n"},
      {"<x:s> <x:p> <x:o> .\n\"x\" <x:p> <x:o> .",
       "<x:s> <x:p> <x:o> .\n"
       "doc:2:1: expected a subject (an IRI or a blank node)\n"
       "  \"x\" <x:p> <x:o> .\n"
       "  ^\n"},
      {"<x:s> _:p <x:o> .",
       "doc:1:7: expected a predicate (an IRI)\n"
       "  <x:s> _:p <x:o> .\n"
       "        ^\n"},
      {"<x:s> <x:p> 12 .",
       "doc:1:13: expected an object (an IRI, a blank node, a literal or a triple term)\n"
       "  <x:s> <x:p> 12 .\n"
       "              ^\n"},
      {"<x:s> <x:p>\t\t<x:o>\n.",
       "doc:1:19: expected '.'\n"
       "  <x:s> <x:p>  <x:o>\n"
       "                    ^\n"},
      {"<x:s> <x:p> <x:o> . <x:s>",
       "doc:1:21: expected the end of the line\n"
       "  <x:s> <x:p> <x:o> . <x:s>\n"
       "                      ^\n"},
      {"<x:s> <x:p> <x:o>",
       "doc:1:18: expected '.'\n"
       "  <x:s> <x:p> <x:o>\n"
       "                   ^\n"},
      {"@prefix x: <x:> .",
       "doc:1:1: expected a subject (an IRI or a blank node)\n"
       "  @prefix x: <x:> .\n"
       "  ^\n"},
      {"version \"1.2\"",
       "doc:1:1: expected a subject (an IRI or a blank node)\n"
       "  version \"1.2\"\n"
       "  ^\n"},
      {"VERSION '1.2'",
       "doc:1:9: expected a string\n"
       "  VERSION '1.2'\n"
       "          ^\n"},
  };
  for (const auto& [document, result] : examples) CHECK(nt(document) == result);
}

TEST_CASE("an error inside a token says what is wrong with it") {
  const Example examples[] = {
      {"<x:s> <x:p> <x: y> .",
       "doc:1:16: invalid IRI: a space is not allowed\n"
       "  <x:s> <x:p> <x: y> .\n"
       "                 ^\n"},
      {"<x:{y}> <x:p> <x:o> .",
       "doc:1:4: invalid IRI: '{' is not allowed\n"
       "  <x:{y}> <x:p> <x:o> .\n"
       "     ^\n"},
      {"<x:\x01> <x:p> <x:o> .",
       "doc:1:4: invalid IRI: the character U+0001 is not allowed\n"
       "  <x: > <x:p> <x:o> .\n"
       "     ^\n"},
      {R"(<x:\u0020> <x:p> <x:o> .)",
       "doc:1:4: invalid IRI: a space is not allowed\n"
       "  <x:\\u0020> <x:p> <x:o> .\n"
       "     ^\n"},
      {R"(<x:\n> <x:p> <x:o> .)",
       "doc:1:4: bad escape: an IRI may hold only \\u and \\U with hexadecimal digits\n"
       "  <x:\\n> <x:p> <x:o> .\n"
       "     ^\n"},
      {"<x:s> <x:p> <x:o\n> .",
       "doc:1:17: expected '>' at the end of the IRI\n"
       "  <x:s> <x:p> <x:o\n"
       "                  ^\n"},
      {"<s> <x:p> <x:o> .",
       "doc:1:1: invalid IRI: it must be absolute in this format\n"
       "  <s> <x:p> <x:o> .\n"
       "  ^\n"},
      {"<x:s> <x:p> \"a\nb\" .",
       "doc:1:15: expected \" at the end of the string\n"
       "  <x:s> <x:p> \"a\n"
       "                ^\n"},
      {R"(<x:s> <x:p> "a\)",
       "doc:1:16: expected \" at the end of the string\n"
       "  <x:s> <x:p> \"a\\\n"
       "                 ^\n"},
      {R"(<x:s> <x:p> "a\x" .)",
       "doc:1:15: bad escape: a backslash must be followed by one of t b n r f \" ' \\ u U\n"
       "  <x:s> <x:p> \"a\\x\" .\n"
       "                ^\n"},
      {R"(<x:s> <x:p> "\u12G4" .)",
       "doc:1:14: bad escape: '\\u' needs 4 hexadecimal digits\n"
       "  <x:s> <x:p> \"\\u12G4\" .\n"
       "               ^\n"},
      {R"(<x:s> <x:p> "\U0001F60" .)",
       "doc:1:14: bad escape: '\\U' needs 8 hexadecimal digits\n"
       "  <x:s> <x:p> \"\\U0001F60\" .\n"
       "               ^\n"},
      {R"(<x:s> <x:p> "\uD83C\uDCA1" .)",
       "doc:1:14: bad escape: U+D83C is a surrogate, and no character\n"
       "  <x:s> <x:p> \"\\uD83C\\uDCA1\" .\n"
       "               ^\n"},
      {R"(<x:s> <x:p> "\U00110000" .)",
       "doc:1:14: bad escape: U+110000 is above U+10FFFF\n"
       "  <x:s> <x:p> \"\\U00110000\" .\n"
       "               ^\n"},
      {"<x:s> <x:p> \"a\"@ .",
       "doc:1:17: expected a language tag after '@'\n"
       "  <x:s> <x:p> \"a\"@ .\n"
       "                  ^\n"},
      {"<x:s> <x:p> \"a\"@en- .",
       "doc:1:20: expected a letter or a digit in the language tag\n"
       "  <x:s> <x:p> \"a\"@en- .\n"
       "                     ^\n"},
      {"<x:s> <x:p> \"a\"@en--LTR .",
       "doc:1:21: expected 'ltr' or 'rtl' after '--'\n"
       "  <x:s> <x:p> \"a\"@en--LTR .\n"
       "                      ^\n"},
      {"<x:s> <x:p> \"a\"^^ .",
       "doc:1:19: expected a datatype (an IRI)\n"
       "  <x:s> <x:p> \"a\"^^ .\n"
       "                    ^\n"},
      {"<x:s> <x:p> \"a\"^^<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString> .",
       "doc:1:18: a literal of this datatype needs a language tag instead\n"
       "  <x:s> <x:p> \"a\"^^<http://www.w3.org/1999/02/22-rdf-sy\xe2\x80\xa6\n"
       "                   ^\n"},
      {"_: <x:p> <x:o> .",
       "doc:1:3: expected a letter, a digit or '_' after '_:'\n"
       "  _: <x:p> <x:o> .\n"
       "    ^\n"},
      {"_:a:b <x:p> <x:o> .",
       "doc:1:4: expected a predicate (an IRI)\n"
       "  _:a:b <x:p> <x:o> .\n"
       "     ^\n"},
      {"<x:s> <x:p> <<( <x:s> <x:p> <x:o> ) .",
       "doc:1:35: expected ')>>'\n"
       "  <x:s> <x:p> <<( <x:s> <x:p> <x:o> ) .\n"
       "                                    ^\n"},
      {"<x:s> <x:p> << <x:s> <x:p> <x:o> >> .",
       "doc:1:13: expected an object (an IRI, a blank node, a literal or a triple term)\n"
       "  <x:s> <x:p> << <x:s> <x:p> <x:o> >> .\n"
       "              ^\n"},
      {"<x:s> <x:p> <<( <<( <x:s> <x:p> <x:o> )>> <x:p> <x:o> )>> .",
       "doc:1:17: expected a subject (an IRI or a blank node)\n"
       "  <x:s> <x:p> <<( <<( <x:s> <x:p> <x:o> )>> <x:p> <x:o\xe2\x80\xa6\n"
       "                  ^\n"},
  };
  for (const auto& [document, result] : examples) CHECK(nt(document) == result);
}

TEST_CASE("lines are counted by LF, CR LF and CR, and columns in code points") {
  CHECK(nt("# 1\r\n# 2\r# 3\n\n\t\xc3\xa9").starts_with("doc:5:2: expected a subject"));
  CHECK(nt("\r\r\r\n<x:\xc3\xa9\xf0\x9f\x98\x80> ?").starts_with("doc:4:8: expected a predicate"));
}

TEST_CASE("an error in a long line of a long document has its place and a short excerpt") {
  std::string document;
  for (int i = 0; i < 20'000; ++i) document += "<x:s> <x:p> \"some text that fills the window\" .\n";
  document += "<x:" + std::string(300'000, 'y') + "> <x:p> ?\n";
  const std::string result = nt(document).substr(std::size_t{20'000} * 48);
  CHECK(result.starts_with("doc:20001:300012: expected an object"));
  CHECK(result.size() < 400);
  CHECK(result.find("\n  \xe2\x80\xa6yyyyyy") != std::string::npos);
  CHECK(result.ends_with("yyy> <x:p> ?\n" + std::string(75, ' ') + "^\n"));
}

TEST_CASE("text that is not UTF-8 is an error where it stands, in comments too") {
  CHECK(nt("<x:s> <x:p> <x:o> .\n<x:s> <x:p> \"a\xff\" .") ==
        "<x:s> <x:p> <x:o> .\n"
        "doc:2:15: this is not valid UTF-8\n"
        "  <x:s> <x:p> \"a\n"
        "                ^\n");
  for (const std::string bad : {"\xc0\x80", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xc3", "\xe2\x82", "\x80"}) {
    CHECK(nt("# " + bad) == "doc:1:3: this is not valid UTF-8\n  # \n    ^\n");
    CHECK(nt("# " + bad + " and more\n").starts_with("doc:1:3: this is not valid UTF-8\n"));
  }
}

TEST_CASE("triple terms nest as deep as any term may, and no deeper") {
  CHECK(nt(nested(kMaxNesting)).size() > 256 * 20);
  CHECK(nt(nested(kMaxNesting)).find("doc:") == std::string::npos);
  CHECK(nt(nested(kMaxNesting + 1)).starts_with("doc:1:4109: nested deeper than 256 levels\n"));
  std::string endless;
  for (int i = 0; i < 100'000; ++i) endless += "<<( <x:s> <x:p> ";
  CHECK(nt("<x:s> <x:p> " + endless).starts_with("doc:1:4109: nested deeper than 256 levels\n"));

  struct : RdfSink {
    Status quad(const QuadView&) override { return {}; }
  } sink;
  ReadOptions options;
  options.format = RdfFormat::kNTriples;
  const std::string deep = nested(kMaxNesting + 1);
  const auto deep_input = text_input(deep, "doc");
  CHECK(read_rdf(*deep_input, options, sink).error().code == ErrorCode::kLimit);
}
