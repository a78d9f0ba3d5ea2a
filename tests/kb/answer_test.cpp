#include "kb/answer.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "engine/results/display_width.h"
#include "rdf/vocabulary.h"

using namespace quoth;

namespace {

Cell cell(Term term, std::string shown) { return {std::move(term), std::move(shown)}; }
Cell named(const std::string& name) { return cell(Term::iri("http://e/" + name), name); }

std::string written(const Answer& answer, AnswerFormat format, std::size_t width = 0) {
  std::ostringstream out;
  REQUIRE(answer.write(out, format, width));
  return out.str();
}

// One row with a term of every kind.
Answer all_kinds() {
  const Term s = Term::iri("http://e/s"), p = Term::iri("http://e/p");
  return {
      .columns = {"iri", "blank", "text", "number", "lang", "dir", "triple", "none"},
      .rows = {{named("s"), cell(Term::blank("b0"), "_:b0"), cell(Term::literal("a \"b\",\tc\n"), "…"),
                cell(Term::typed("01", std::string(xsd::kInteger)), "01"),
                cell(Term::lang("chat", "fr"), "chat"),
                cell(Term::lang("x", "ar", Direction::kRightToLeft), "x"),
                cell(Term::triple(s, p, Term::triple(s, p, Term::literal("o"))), "(s p (s p o))"), Cell{}}},
      .explanation = {}};
}

}  // namespace

TEST_CASE("a table is aligned and ends with the number of rows") {
  const Answer answer{.columns = {"does", "what", "said"},
                      .rows = {{named("pull back"), named("troops"), Cell{}},
                               {named("avoid"), named("further provocations"), named("2014-03-28")}},
                      .explanation = {}};
  CHECK(written(answer, AnswerFormat::kTable) ==
        "does       what                  said\n"
        "---------  --------------------  ----------\n"
        "pull back  troops\n"
        "avoid      further provocations  2014-03-28\n"
        "2 rows\n");
}

TEST_CASE("an answer without rows says so in a table, and has its head in the other formats") {
  const Answer answer{.columns = {"who", "source"}, .rows = {}, .explanation = {}};
  CHECK(written(answer, AnswerFormat::kTable) == "no answer\n");
  CHECK(written(answer, AnswerFormat::kCsv) == "who,source\r\n");
  CHECK(written(answer, AnswerFormat::kTsv) == "?who\t?source\n");
  CHECK(written(answer, AnswerFormat::kJson) ==
        "{\n"
        "  \"head\": {\"vars\": [\"who\", \"source\"]},\n"
        "  \"results\": {\"bindings\": []}\n"
        "}\n");
}

TEST_CASE("columns are as wide as what they show, not as its bytes") {
  const Answer answer{.columns = {"who", "x"},
                      .rows = {{named("日本"), named("1")},                 // two wide characters
                               {named("e\xcc\x81te"), named("2")},          // e with a combining accent
                               {named("👩‍👩‍👧"), named("3")}},  // one emoji of five code points
                      .explanation = {}};
  CHECK(written(answer, AnswerFormat::kTable) ==
        "who   x\n"
        "----  -\n"
        "日本  1\n"
        "e\xcc\x81te   2\n"
        "👩‍👩‍👧    3\n"
        "3 rows\n");
}

TEST_CASE("a table with a width shortens its widest columns") {
  const Answer answer{.columns = {"who", "what"},
                      .rows = {{named("Obama"), named("(Russia pull back troops from the border)")}},
                      .explanation = {}};
  CHECK(written(answer, AnswerFormat::kTable, 28) ==
        "who    what\n"
        "-----  ---------------------\n"
        "Obama  (Russia pull back tr…\n"
        "1 row\n");
  CHECK(written(answer, AnswerFormat::kTable, 3).find("(Russia…") != std::string::npos);
}

TEST_CASE("stored text can neither break a table nor command a terminal") {
  CHECK(printable("a\nb\tc\x1b[2J") == "a\\nb\\tc\\u{1b}[2J");
  CHECK(printable("\xe2\x80\xaeyes") == "\\u{202e}yes");  // right-to-left override
  CHECK(printable("naïve 日本") == "naïve 日本");
}

TEST_CASE("text is shortened between graphemes") {
  CHECK(shorten("abcdef", 6) == "abcdef");
  CHECK(shorten("abcdef", 4) == "abc…");
  CHECK(shorten("日本語", 4) == "日…");
  CHECK(shorten("e\xcc\x81\xcc\x82xyz", 2) == "e\xcc\x81\xcc\x82…");
  CHECK(shorten("abc", 1) == "…");
  CHECK(shorten("abc", 0).empty());
  CHECK(display_width("🇺🇦") == 2);
}

TEST_CASE("JSON has every kind of term, and leaves out what is unbound") {
  CHECK(
      written(all_kinds(), AnswerFormat::kJson) ==
      R"({
  "head": {"vars": ["iri", "blank", "text", "number", "lang", "dir", "triple", "none"]},
  "results": {"bindings": [
    {"iri": {"type": "uri", "value": "http://e/s"}, "blank": {"type": "bnode", "value": "b0"}, )"
      R"("text": {"type": "literal", "value": "a \"b\",\tc\n"}, )"
      R"("number": {"type": "literal", "value": "01", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}, )"
      R"("lang": {"type": "literal", "value": "chat", "xml:lang": "fr"}, )"
      R"("dir": {"type": "literal", "value": "x", "xml:lang": "ar", "its:dir": "rtl"}, )"
      R"("triple": {"type": "triple", "value": {"subject": {"type": "uri", "value": "http://e/s"}, )"
      R"("predicate": {"type": "uri", "value": "http://e/p"}, "object": {"type": "triple", "value": )"
      R"({"subject": {"type": "uri", "value": "http://e/s"}, "predicate": {"type": "uri", "value": "http://e/p"}, )"
      R"("object": {"type": "literal", "value": "o"}}}}}}
  ]}
}
)");
}

TEST_CASE("CSV quotes what needs it and ends lines as RFC 4180 wants") {
  CHECK(written(all_kinds(), AnswerFormat::kCsv) ==
        "iri,blank,text,number,lang,dir,triple,none\r\n"
        "http://e/s,_:b0,\"a \"\"b\"\",\tc\n\",01,chat,x,"
        "\"<<( <http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> \"\"o\"\" )>> )>>\",\r\n");
}

TEST_CASE("TSV has terms in Turtle's syntax on one line") {
  CHECK(written(all_kinds(), AnswerFormat::kTsv) ==
        "?iri\t?blank\t?text\t?number\t?lang\t?dir\t?triple\t?none\n"
        "<http://e/s>\t_:b0\t\"a \\\"b\\\",\\tc\\n\"\t\"01\"^^<http://www.w3.org/2001/XMLSchema#integer>\t"
        "\"chat\"@fr\t\"x\"@ar--rtl\t<<( <http://e/s> <http://e/p> <<( <http://e/s> <http://e/p> \"o\" )>> "
        ")>>\t\n");
}

TEST_CASE("a stream that cannot be written to is an error") {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  const Status status = all_kinds().write(out, AnswerFormat::kCsv);
  REQUIRE_FALSE(status);
  CHECK(status.error().code == ErrorCode::kIo);
}

TEST_CASE("an explanation is written as it is") {
  const Answer answer{.columns = {}, .rows = {}, .explanation = "SELECT *\n# plan\n"};
  CHECK(written(answer, AnswerFormat::kTable) == "SELECT *\n# plan\n");
}

TEST_CASE("a coloured table has a bold head and a dim rule, as wide as without, and its note") {
  Answer answer{.columns = {"who"}, .rows = {{Cell{Term::literal("Ban"), "Ban"}}}, .explanation = {}};
  answer.note = "1 of 2 rows are shown";
  std::ostringstream out;
  REQUIRE(answer.write(out, AnswerFormat::kTable, 0, true));
  CHECK(out.str() == "\x1b[1mwho\x1b[0m\n\x1b[2m---\x1b[0m\nBan\n1 row; 1 of 2 rows are shown\n");
}
