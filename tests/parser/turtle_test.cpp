// Turtle and TriG: what documents mean. The W3C suites cover the standard's own examples; here are the
// corners.
#include <doctest/doctest.h>

#include <string>

#include "rdf/iri.h"
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

TEST_CASE("Turtle: names are expanded, and IRIs resolved") {
  check(
      ttl,
      {
          {"@prefix ex: <http://e/> . @prefix : <#> . ex:s :p ex: .", "<http://e/s> <doc#p> <http://e/> .\n"},
          {"PREFIX ex:<http://e/>prefix é.x:<é#>\nex:a.b-c é.x:1 ex:é.",
           "<http://e/a.b-c> <é#1> <http://e/é> .\n"},
          {"prefix e: <a/> base <http://b/> prefix f: <a/> e:s f:p <x> .",
           "<a/s> <http://b/a/p> <http://b/x> .\n"},
          {"@base <http://b/c/d> . @base <../e> . <f> <#g> <> .",
           "<http://b/f> <http://b/e#g> <http://b/e> .\n"},
          {"prefix e: <e#> e:s e:p e:o . prefix e: <f#> e:s e:p e:o .",
           "<e#s> <e#p> <e#o> .\n<f#s> <f#p> <f#o> .\n"},
          {R"(prefix e: <e#> e:a\~\.\-\!\$ e:\&\'\(\)\*\+ e:\,\;\=\/\?\#\@\%\_ .)",
           "<e#a~.-!$> <e#&'()*+> <e#,;=/?#@%_> .\n"},
          {R"(prefix e: <e#> e:%41%zz e:p e:o .)",
           "doc:1:21: bad escape: '%' needs two hexadecimal digits\n"
           "  prefix e: <e#> e:%41%zz e:p e:o .\n"
           "                      ^\n"},
          {"prefix e: <e#> e:s e:p e:%41:b:, e:a\\..", "<e#s> <e#p> <e#%41:b:> .\n<e#s> <e#p> <e#a.> .\n"},
          {"prefix e: <e#> e:s e:p e:a...",
           "<e#s> <e#p> <e#a> .\n"
           "doc:1:28: expected a subject or a directive\n"
           "  prefix e: <e#> e:s e:p e:a...\n"
           "                             ^\n"},
          {"prefix a: <a#> a:a a a:A . prefix true: <t#> true:x a true: .",
           "<a#a> <rdf:type> <a#A> .\n<t#x> <rdf:type> <t#> .\n"},
          {"prefix prefix: <p#> prefix:base a prefix: . prefix base: <b#> base:p a base: .",
           "<p#base> <rdf:type> <p#> .\n<b#p> <rdf:type> <b#> .\n"},
          {R"(<\u00e9> <http://x/../y> <\u0061> .)", "<é> <http://x/../y> <a> .\n"},
      });
  CHECK(test::read(RdfFormat::kTurtle, "<x:s> <x:p> <o> .", "") ==
        "doc:1:13: invalid IRI: it is relative, and there is no base to resolve it against\n"
        "  <x:s> <x:p> <o> .\n"
        "              ^\n");
  CHECK(test::read(RdfFormat::kTurtle, "<x:s> <x:p> <o> .", "not absolute") ==
        "the base is no absolute IRI: <not absolute>\n");
}

TEST_CASE("a relative IRI is resolved as RFC 3986 says, also on the short ways") {
  for (const std::string base :
       {"http://a/b/c/d;p?q#f", "http://a", "http://a/b/../c/./d", "urn:x:y", "file:///a/b"}) {
    for (const std::string reference :
         {"",   "#s", "g",  "g/h?y#s", "g;x=1/../y", "g/./h", "./g",   "../g", "/g", "//g",
          "?y", ".",  "..", "g?y/./x", "g#s/../x",   "1:2",   "é/%41", "g/.",  ";x", "a/b/"}) {
      CAPTURE(base);
      CAPTURE(reference);
      CHECK(test::read(RdfFormat::kTurtle, "<x:s> <x:p> <" + reference + "> .", base) ==
            "<x:s> <x:p> <" + *resolve_iri(base, reference) + "> .\n");
    }
  }
}

TEST_CASE("Turtle: literals keep their lexical form") {
  check(ttl, {
                 {"<s> <p> 1, -01, +0.50, .5, 1., 1.e0 .",
                  "<s> <p> \"1\"^^<xsd:integer> .\n<s> <p> \"-01\"^^<xsd:integer> .\n<s> <p> "
                  "\"+0.50\"^^<xsd:decimal> .\n"
                  "<s> <p> \".5\"^^<xsd:decimal> .\n<s> <p> \"1\"^^<xsd:integer> .\n"
                  "doc:1:30: expected a subject or a directive\n"
                  "  <s> <p> 1, -01, +0.50, .5, 1., 1.e0 .\n"
                  "                               ^\n"},
                 {"<s> <p> 1.e0, -.5E-3, 1e+10, 2.5e1, 7.",
                  "<s> <p> \"1.e0\"^^<xsd:double> .\n<s> <p> \"-.5E-3\"^^<xsd:double> .\n"
                  "<s> <p> \"1e+10\"^^<xsd:double> .\n<s> <p> \"2.5e1\"^^<xsd:double> .\n<s> <p> "
                  "\"7\"^^<xsd:integer> .\n"},
                 {"<s> <p> true, false.",
                  "<s> <p> \"true\"^^<xsd:boolean> .\n<s> <p> \"false\"^^<xsd:boolean> .\n"},
                 {"<s> <p> 'a\"b', \"a'b\", '', \"\".",
                  "<s> <p> \"a\\\"b\" .\n<s> <p> \"a'b\" .\n<s> <p> \"\" .\n<s> <p> \"\" .\n"},
                 {"<s> <p> '''a'b''c\n\\u0041\\'\\''''.", "<s> <p> \"a'b''c\\nA''\" .\n"},
                 {"<s> <p> \"\"\"\"a\"\"b\r\n\"\"\", \"\"\"\"\"\".",
                  "<s> <p> \"\\\"a\\\"\\\"b\\r\\n\" .\n<s> <p> \"\" .\n"},
                 {"prefix xsd: <http://www.w3.org/2001/XMLSchema#> <s> <p> '01' ^^ xsd:int, '''x'''@en-GB , "
                  "\"y\"@ar--rtl .",
                  "<s> <p> \"01\"^^<xsd:int> .\n<s> <p> \"x\"@en-gb .\n<s> <p> \"y\"@ar--rtl .\n"},
             });
}

TEST_CASE("Turtle: blank nodes, property lists and collections") {
  check(ttl,
        {
            {"_:a <p> [] , [ ] , [#c\n].", "_:a <p> _:genid0 .\n_:a <p> _:genid1 .\n_:a <p> _:genid2 .\n"},
            {"[ <p> <o> ] .", "_:genid0 <p> <o> .\n"},
            {"[ <p> [ <q> <o> ; ] ] <r> [].",
             "_:genid1 <q> <o> .\n_:genid0 <p> _:genid1 .\n_:genid0 <r> _:genid2 .\n"},
            {"<s> <p> () .", "<s> <p> <rdf:nil> .\n"},
            {"(1) <p> (<a> ()) .",
             "_:genid0 <rdf:first> \"1\"^^<xsd:integer> .\n_:genid0 <rdf:rest> <rdf:nil> .\n"
             "_:genid1 <rdf:first> <a> .\n_:genid1 <rdf:rest> _:genid2 .\n_:genid2 <rdf:first> <rdf:nil> .\n"
             "_:genid2 <rdf:rest> <rdf:nil> .\n_:genid0 <p> _:genid1 .\n"},
            {"<s> <p> ([ <q> <a> ] <<<x> <y> <z>>>) .",
             "_:genid0 <q> <a> .\n_:genid1 <rdf:first> _:genid0 .\n"
             "_:genid2 <rdf:reifies> <<( <x> <y> <z> )>> .\n"
             "_:genid1 <rdf:rest> _:genid3 .\n_:genid3 <rdf:first> _:genid2 .\n_:genid3 <rdf:rest> <rdf:nil> "
             ".\n"
             "<s> <p> _:genid1 .\n"},
        });
}

TEST_CASE("a label of the document never is a generated one, and two of them stay two") {
  check(ttl,
        {
            {"_:genid0 <p> [], _:genid_0, _:genid__0, _:genid, _:genid_, _:genidx, _:genid0x, _:Genid0 .",
             "_:genid_0 <p> _:genid0 .\n_:genid_0 <p> _:genid__0 .\n_:genid_0 <p> _:genid___0 .\n"
             "_:genid_0 <p> _:genid .\n_:genid_0 <p> _:genid_ .\n_:genid_0 <p> _:genidx .\n"
             "_:genid_0 <p> _:genid0x .\n_:genid_0 <p> _:Genid0 .\n"},
        });
}

TEST_CASE("Turtle: triple terms, reified triples and annotations") {
  check(ttl,
        {
            {"<s> <p> <<( <a> a <<(_:b <q> 'x'@en)>> )>> .",
             "<s> <p> <<( <a> <rdf:type> <<( _:b <q> \"x\"@en )>> )>> .\n"},
            {"<<<s> <p> <o>>>.", "_:genid0 <rdf:reifies> <<( <s> <p> <o> )>> .\n"},
            {"<< <s> <p> true ~ <r> >> <q> << [] a <<( <a> <b> 1 )>> ~ _:x >> .",
             "<r> <rdf:reifies> <<( <s> <p> \"true\"^^<xsd:boolean> )>> .\n"
             "_:x <rdf:reifies> <<( _:genid0 <rdf:type> <<( <a> <b> \"1\"^^<xsd:integer> )>> )>> .\n"
             "<r> <q> _:x .\n"},
            {"<< << <a> <b> <c> >> <p> << <d> <e> <f> ~>> ~[] >> .",
             "_:genid0 <rdf:reifies> <<( <a> <b> <c> )>> .\n_:genid1 <rdf:reifies> <<( <d> <e> <f> )>> .\n"
             "_:genid2 <rdf:reifies> <<( _:genid0 <p> _:genid1 )>> .\n"},
            {"<s> <p> <o> ~ , <u> ~<r>~[]~_:x{|<q> <v>|} ; <q> <w> .",
             "<s> <p> <o> .\n_:genid0 <rdf:reifies> <<( <s> <p> <o> )>> .\n<s> <p> <u> .\n"
             "<r> <rdf:reifies> <<( <s> <p> <u> )>> .\n_:genid1 <rdf:reifies> <<( <s> <p> <u> )>> .\n"
             "_:x <rdf:reifies> <<( <s> <p> <u> )>> .\n_:x <q> <v> .\n<s> <q> <w> .\n"},
            {"<s> <p> <o> {|<a> <b>|} ~ <r> {|<c> <d>|} {|<e> <f> ;|} .",
             "<s> <p> <o> .\n_:genid0 <rdf:reifies> <<( <s> <p> <o> )>> .\n_:genid0 <a> <b> .\n"
             "<r> <rdf:reifies> <<( <s> <p> <o> )>> .\n<r> <c> <d> .\n"
             "_:genid1 <rdf:reifies> <<( <s> <p> <o> )>> .\n_:genid1 <e> <f> .\n"},
            {"<s> <p> (1) {|<a> <b> {|<c> <d>|}, [<e> <f> ~ <r>]|} .",
             "_:genid0 <rdf:first> \"1\"^^<xsd:integer> .\n_:genid0 <rdf:rest> <rdf:nil> .\n<s> <p> _:genid0 "
             ".\n"
             "_:genid1 <rdf:reifies> <<( <s> <p> _:genid0 )>> .\n_:genid1 <a> <b> .\n"
             "_:genid2 <rdf:reifies> <<( _:genid1 <a> <b> )>> .\n_:genid2 <c> <d> .\n"
             "_:genid3 <e> <f> .\n<r> <rdf:reifies> <<( _:genid3 <e> <f> )>> .\n_:genid1 <a> _:genid3 .\n"},
            {"<s> <p> <<(<a> <b> 'some text')>> ~ <r> {|<c> <d>|} .",
             "<s> <p> <<( <a> <b> \"some text\" )>> .\n"
             "<r> <rdf:reifies> <<( <s> <p> <<( <a> <b> \"some text\" )>> )>> .\n<r> <c> <d> .\n"},
        });
}

TEST_CASE("Turtle: versions are read and have no effect") {
  check(ttl, {
                 {"VERSION '1.2' @version \"1.1\" . version \"x\" <s> <p> <o> .", "<s> <p> <o> .\n"},
                 {"VERSION \"\"\"1.2\"\"\"",
                  "doc:1:9: expected a version in single or double quotes\n"
                  "  VERSION \"\"\"1.2\"\"\"\n"
                  "          ^\n"},
                 {"VERSION 1.2",
                  "doc:1:9: expected a version in single or double quotes\n"
                  "  VERSION 1.2\n"
                  "          ^\n"},
             });
}

TEST_CASE("TriG: graphs") {
  check(trig, {
                  {"<s> <p> <o>. {<s> <p> <o>.} <g> { <s> <p> <o> . <t> <p> <o> } GRAPH _:g {<s><p><o>}[]{}",
                   "<s> <p> <o> .\n<s> <p> <o> .\n<s> <p> <o> <g> .\n<t> <p> <o> <g> .\n<s> <p> <o> _:g .\n"},
                  {"prefix : <#> :g{:s :p 1.5.:s :p 2}graph[]{:s :p :o;.}:s :p :o.",
                   "<doc#s> <doc#p> \"1.5\"^^<xsd:decimal> <doc#g> .\n<doc#s> <doc#p> \"2\"^^<xsd:integer> "
                   "<doc#g> .\n"
                   "<doc#s> <doc#p> <doc#o> _:genid0 .\n<doc#s> <doc#p> <doc#o> .\n"},
                  {"<g> { [ <p> <o> ] . [ <p> <o> ] <q> <r> . (1) <p> () . <<<a> <b> <c>>> }",
                   "_:genid0 <p> <o> <g> .\n_:genid1 <p> <o> <g> .\n_:genid1 <q> <r> <g> .\n"
                   "_:genid2 <rdf:first> \"1\"^^<xsd:integer> <g> .\n_:genid2 <rdf:rest> <rdf:nil> <g> .\n"
                   "_:genid2 <p> <rdf:nil> <g> .\n_:genid3 <rdf:reifies> <<( <a> <b> <c> )>> <g> .\n"},
                  {"<g> { <s> <p> <o> ~ <r> {| <a> <b> |}} <<<a> <b> <c> ~ <d>>> .",
                   "<s> <p> <o> <g> .\n<r> <rdf:reifies> <<( <s> <p> <o> )>> <g> .\n<r> <a> <b> <g> .\n"
                   "<d> <rdf:reifies> <<( <a> <b> <c> )>> .\n"},
              });
}

TEST_CASE("an error in a document says where it is and what was expected there") {
  check(ttl,
        {
            {"<s> <p> <o>\n<t>",
             "<s> <p> <o> .\n"
             "doc:2:1: expected '.', ';', ',' or an annotation\n"
             "  <t>\n"
             "  ^\n"},
            {"<s> <p> <o> # why\n",
             "<s> <p> <o> .\n"
             "doc:2:1: expected '.', ';', ',' or an annotation, but the text ends here\n"},
            {"<s> .", "doc:1:5: expected a predicate (an IRI or 'a')\n  <s> .\n      ^\n"},
            {"<s> <p> .", "doc:1:9: expected an object\n  <s> <p> .\n          ^\n"},
            {"<s> <p> <o> ; 1",
             "<s> <p> <o> .\n"
             "doc:1:15: expected a predicate (an IRI or 'a') or '.'\n"
             "  <s> <p> <o> ; 1\n"
             "                ^\n"},
            {"'x' <p> <o> .", "doc:1:1: expected a subject or a directive\n  'x' <p> <o> .\n  ^\n"},
            {"<s> _:p <o> .", "doc:1:5: expected a predicate (an IRI or 'a')\n  <s> _:p <o> .\n      ^\n"},
            {"<s> ex:p <o> .", "doc:1:5: undeclared prefix 'ex'\n  <s> ex:p <o> .\n      ^\n"},
            {"@prefix ex <x> .",
             "doc:1:9: expected a prefix, such as 'ex:'\n  @prefix ex <x> .\n          ^\n"},
            {"@prefix ex: <x>\n<s> <p> <o> .", "doc:2:1: expected '.'\n  <s> <p> <o> .\n  ^\n"},
            {"PREFIX ex: <x> .",
             "doc:1:16: expected a subject or a directive\n  PREFIX ex: <x> .\n                 ^\n"},
            {"@graph <g> .", "doc:1:1: expected a subject or a directive\n  @graph <g> .\n  ^\n"},
            {"<g> { }", "doc:1:5: expected a predicate (an IRI or 'a')\n  <g> { }\n      ^\n"},
            {"<s> <p> ( 1",
             "_:genid0 <rdf:first> \"1\"^^<xsd:integer> .\n"
             "doc:1:12: expected an object or ')', but the text ends here\n"
             "  <s> <p> ( 1\n"
             "             ^\n"},
            {"<s> <p> [ <q> 1 .",
             "_:genid0 <q> \"1\"^^<xsd:integer> .\n"
             "doc:1:17: expected ']', ';', ',' or an annotation\n"
             "  <s> <p> [ <q> 1 .\n"
             "                  ^\n"},
            {"[ <p> <o> ] ; <q> <r> .",
             "_:genid0 <p> <o> .\n"
             "doc:1:13: expected a predicate (an IRI or 'a') or '.'\n"
             "  [ <p> <o> ] ; <q> <r> .\n"
             "              ^\n"},
            {"<s> <p> <o> {| |} .",
             "<s> <p> <o> .\n_:genid0 <rdf:reifies> <<( <s> <p> <o> )>> .\n"
             "doc:1:16: expected a predicate (an IRI or 'a')\n"
             "  <s> <p> <o> {| |} .\n"
             "                 ^\n"},
            {"<s> <p> <o> {| <a> <b> . |} .",
             "<s> <p> <o> .\n_:genid0 <rdf:reifies> <<( <s> <p> <o> )>> .\n_:genid0 <a> <b> .\n"
             "doc:1:24: expected '|}', ';', ',' or an annotation\n"
             "  <s> <p> <o> {| <a> <b> . |} .\n"
             "                         ^\n"},
            {"<s> <p> (1 ~ <r>) .",
             "_:genid0 <rdf:first> \"1\"^^<xsd:integer> .\n"
             "doc:1:12: expected an object or ')'\n"
             "  <s> <p> (1 ~ <r>) .\n"
             "             ^\n"},
            {"<< <s> <p> (1) >> <q> <r> .",
             "doc:1:12: expected an object (an IRI, a blank node, a literal, a reified triple or a triple "
             "term)\n"
             "  << <s> <p> (1) >> <q> <r> .\n"
             "             ^\n"},
            {"<< 1 <p> <o> >> .",
             "doc:1:4: expected a subject (an IRI, a blank node or a reified triple)\n"
             "  << 1 <p> <o> >> .\n"
             "     ^\n"},
            {"<< <s> <p> <o> <g> >> .",
             "doc:1:16: expected '~' or '>>'\n"
             "  << <s> <p> <o> <g> >> .\n"
             "                 ^\n"},
            {"<< <s> <p> <o> ~ <r> <g> >> .",
             "doc:1:22: expected '>>'\n"
             "  << <s> <p> <o> ~ <r> <g> >> .\n"
             "                       ^\n"},
            {"<<( <s> <p> <o> )>> <q> <r> .",
             "doc:1:3: expected a subject (an IRI, a blank node or a reified triple)\n"
             "  <<( <s> <p> <o> )>> <q> <r> .\n"
             "    ^\n"},
            {"<s> <p> <<( [ <q> 1 ] <p> <o> )>> .",
             "doc:1:13: expected a subject (an IRI or a blank node)\n"
             "  <s> <p> <<( [ <q> 1 ] <p> <o> )>> .\n"
             "              ^\n"},
            {"<s> <p> <<( <s> <p> <<<a> <b> <c>>> )>> .",
             "doc:1:21: expected an object (an IRI, a blank node, a literal or a triple term)\n"
             "  <s> <p> <<( <s> <p> <<<a> <b> <c>>> )>> .\n"
             "                      ^\n"},
            {"<s> <p> <<( <s> <p> <o> ) >> .",
             "doc:1:25: expected ')>>'\n"
             "  <s> <p> <<( <s> <p> <o> ) >> .\n"
             "                          ^\n"},
        });
}

TEST_CASE("an error inside a token of Turtle says what is wrong with it") {
  check(ttl,
        {
            {"<s> <p> 'a\nb' .",
             "doc:1:11: expected ' at the end of the string\n  <s> <p> 'a\n            ^\n"},
            {"<s> <p> '''a\nb .\n", "doc:1:9: this string is not closed\n  <s> <p> '''a\n          ^\n"},
            {"<s> <p> \"\"\"a\\", "doc:1:9: this string is not closed\n  <s> <p> \"\"\"a\\\n          ^\n"},
            {"<s> <p> '''a\n\\x''' .",
             "doc:2:1: bad escape: a backslash must be followed by one of t b n r f \" ' \\ u U\n"
             "  \\x''' .\n"
             "  ^\n"},
            {"prefix e: <e#> e:a\\x <p> <o> .",
             "doc:1:19: bad escape: a name may hold a backslash only before one of _ ~ . - ! $ & ' ( ) * + , "
             "; = "
             "/ ? # @ %\n"
             "  prefix e: <e#> e:a\\x <p> <o> .\n"
             "                    ^\n"},
            {"<s> <p> \"a\"^^1 .",
             "doc:1:14: expected a datatype (an IRI)\n  <s> <p> \"a\"^^1 .\n               ^\n"},
            {"<s> <p> <a b> .",
             "doc:1:11: invalid IRI: a space is not allowed\n  <s> <p> <a b> .\n            ^\n"},
            {"prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> <s> <p> 'a'^^rdf:langString .",
             "doc:1:72: a literal of this datatype needs a language tag instead\n"
             "  prefix rdf: <rdf:> <s> <p> 'a'^^rdf:langString .\n"
             "                                                                         ^\n"},
        });
}

TEST_CASE("an error in TriG says what could stand there") {
  check(
      trig,
      {
          {"<g> { <s> <p> <o>",
           "<s> <p> <o> <g> .\n"
           "doc:1:18: expected '.', ';', ',', '}' or an annotation, but the text ends here\n"
           "  <g> { <s> <p> <o>\n"
           "                   ^\n"},
          {"<g> { prefix e: <e> }",
           "doc:1:7: expected a subject or '}'\n  <g> { prefix e: <e> }\n        ^\n"},
          {"<g> { } .", "doc:1:9: expected a subject, a graph or a directive\n  <g> { } .\n          ^\n"},
          {"GRAPH { }", "doc:1:7: expected a graph name (an IRI or a blank node)\n  GRAPH { }\n        ^\n"},
          {"GRAPH <g> <s>", "doc:1:11: expected '{'\n  GRAPH <g> <s>\n            ^\n"},
          {"<g> 1", "doc:1:5: expected a predicate (an IRI or 'a') or '{'\n  <g> 1\n      ^\n"},
          {"(1) { }",
           "_:genid0 <rdf:first> \"1\"^^<xsd:integer> .\n_:genid0 <rdf:rest> <rdf:nil> .\n"
           "doc:1:5: expected a predicate (an IRI or 'a')\n"
           "  (1) { }\n"
           "      ^\n"},
          {"{ { } }", "doc:1:3: expected a subject or '}'\n  { { } }\n    ^\n"},
      });
}
