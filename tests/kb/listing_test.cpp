// What a database tells about itself: sources, verbs, meanings, descriptions.
#include <doctest/doctest.h>

#include <sstream>
#include <string>

#include "kb/complete.h"
#include "kb/describe.h"
#include "kb/meanings.h"
#include "kb/sources.h"
#include "kb/verbs.h"
#include "tests/kb/test_database.h"

using namespace quoth;

namespace {

constexpr std::string_view kData = R"trig(
  PREFIX : <http://example.org/>
  PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  PREFIX dcterms: <http://purl.org/dc/terms/>
  PREFIX prov: <http://www.w3.org/ns/prov#>
  PREFIX claim: <https://w3id.org/quoth/claim#>
  :said rdfs:subPropertyOf claim:asserts ; rdfs:label "said" .
  :warnedThat rdfs:subPropertyOf :said ; rdfs:label "warned" .
  :warnedTo rdfs:subPropertyOf claim:directs ; rdfs:label "warned" .
  :notClose claim:negates :close ; rdfs:label "not close" .
  :Union a :Group ; rdfs:label "Dockers' Union" ; skos:altLabel "the dockers" .
  :Port rdfs:label "Port Ellery" .
  :paper rdfs:label "the paper" ; dcterms:date "2020-05" ; prov:wasDerivedFrom :wire .
  :paper {
    :Union :warnedThat <<( :Mayor :close :Port )>> {| :page 3 ; claim:to :Mayor ; dcterms:date "2020-04" |} .
    :Mayor :said <<( :Union :said <<( :Mayor :notClose :Port )>> )>> .
    :Union :meets :Mayor .
  }
  :wire { :Union :meets :Mayor . }
)trig";

std::string table(const Result<Answer>& answer) {
  REQUIRE_MESSAGE(answer, answer.error().to_string());
  std::ostringstream out;
  REQUIRE(answer->write(out, AnswerFormat::kTable));
  return out.str();
}

std::string described(const TestDatabase& db, std::string_view text, std::size_t limit = 10) {
  const auto description = describe(db.snapshot(), text, {limit, {}});
  if (!description) return description.error().to_string();
  std::ostringstream out;
  REQUIRE(description->write(out, AnswerFormat::kTable));
  return out.str();
}

}  // namespace

TEST_CASE("sources have their claims counted without what is said of mentions") {
  const TestDatabase db(kData);
  CHECK(table(list_sources(db.snapshot(), {})) ==
        "source     iri     date     claims  quads  derived_from\n"
        "---------  ------  -------  ------  -----  ------------\n"
        "the paper  :paper  2020-05  3       7      :wire\n"
        ":wire      :wire            1       1\n"
        "2 rows\n");
  CHECK(table(list_sources(db.snapshot(), {1, {}})).ends_with("1 row; 1 of 2 sources are shown\n"));
}

TEST_CASE("verbs come by mood, and what is said of mentions is no verb") {
  const TestDatabase db(kData);
  CHECK(table(list_verbs(db.snapshot(), {})) ==
        "mood     verb                  iri          claims  propositions  negates\n"
        "-------  --------------------  -----------  ------  ------------  -------\n"
        "asserts  said                  :said        1       1\n"
        "asserts  warned (:warnedThat)  :warnedThat  1       1\n"
        "directs  warned (:warnedTo)    :warnedTo    0       0\n"
        "         :meets                :meets       2       0\n"
        "         :close                :close       0       1\n"
        "         not close             :notClose    0       1             :close\n"
        "6 rows\n");
  CHECK(table(list_verbs(db.snapshot(), {2, {}})).ends_with("2 rows; 2 of 6 verbs are shown\n"));
}

TEST_CASE("a text means whatever has it as a name") {
  const TestDatabase db(kData);
  CHECK(table(list_meanings(db.snapshot(), "Warned", {})) ==
        "name    iri          is             match   as\n"
        "------  -----------  -------------  ------  ----------\n"
        "warned  :warnedThat  verb, asserts  folded  rdfs:label\n"
        "warned  :warnedTo    verb, directs  folded  rdfs:label\n"
        "2 rows\n");
  CHECK(table(list_meanings(db.snapshot(), "'Dockers'' Union'", {}))
            .find("Dockers' Union  :Union  :Group  exact") != std::string::npos);
  CHECK(table(list_meanings(db.snapshot(), "a dockers union", {})).find("folded") != std::string::npos);
  CHECK(table(list_meanings(db.snapshot(), ":paper", {})).find("the paper  :paper  source  written") !=
        std::string::npos);
  const std::string near = table(list_meanings(db.snapshot(), "Prot Ellery", {}));
  CHECK(near.find("Port Ellery  :Port      near") != std::string::npos);
  CHECK(near.ends_with("1 row; nothing has this name; these are the nearest\n"));
  CHECK(table(list_meanings(db.snapshot(), "zzzzzz", {})) == "no answer\n");
  CHECK(table(list_meanings(db.snapshot(), "", {})) == "no answer\n");
}

TEST_CASE("a description has all about one thing, part by part") {
  const TestDatabase db(kData);
  CHECK(described(db, "Mayor") ==
        R"text(:Mayor  :Mayor

says or does
who     verb  what                                                  source     said
------  ----  ----------------------------------------------------  ---------  -------
:Mayor  said  (Dockers' Union said (:Mayor not close Port Ellery))  the paper  2020-05
1 row

said of it
who             verb    what    source     said
--------------  ------  ------  ---------  -------
Dockers' Union  :meets  :Mayor  the paper  2020-05
Dockers' Union  :meets  :Mayor  :wire
2 rows

within what is claimed
who             verb    what                                                  source     said
--------------  ------  ----------------------------------------------------  ---------  -------
:Mayor          said    (Dockers' Union said (:Mayor not close Port Ellery))  the paper  2020-05
Dockers' Union  warned  (:Mayor :close Port Ellery)                           the paper  2020-04
2 rows

said to it
who             verb    what                         source     said
--------------  ------  ---------------------------  ---------  -------
Dockers' Union  warned  (:Mayor :close Port Ellery)  the paper  2020-04
1 row
)text");
}

TEST_CASE("a description says what it leaves out") {
  const TestDatabase db(kData);
  CHECK(described(db, "Dockers' Union", 1).find("1 row; 1 of 3 rows are shown\n") != std::string::npos);
}

TEST_CASE("what is to be described must be one thing") {
  const TestDatabase db(kData);
  CHECK(described(db, "warned").find("may be several things") != std::string::npos);
  CHECK(described(db, "Dokkers Union").find("the nearest names are:\n  :Union") != std::string::npos);
  CHECK(described(db, "<http://example.org/None>").find("says nothing of") != std::string::npos);
  CHECK(described(db, " ").find("a name is needed") != std::string::npos);
}

TEST_CASE("a description for programs is one table") {
  const TestDatabase db(kData);
  const auto description = describe(db.snapshot(), ":wire", {});
  REQUIRE(description);
  std::ostringstream out;
  REQUIRE(description->write(out, AnswerFormat::kCsv));
  CHECK(
      out.str().starts_with("part,subject,property,value,source,who,verb,what,said\r\n"
                            "known,http://example.org/paper,http://www.w3.org/ns/prov#wasDerivedFrom,"));
}

TEST_CASE("names are completed by what may stand next") {
  const TestDatabase db(kData);
  const auto names = [&](std::string typed, std::string before, claim::Place place) {
    const auto found = complete_names(db.snapshot(), {std::move(typed), std::move(before), place, 10, {}});
    REQUIRE(found);
    std::string all;
    for (const NameSuggestion& name : *found)
      all += (all.empty() ? "" : "; ") + name.name + (name.fits ? "" : "?");
    return all;
  };
  using claim::Place;
  CHECK(names("p", "", Place::kNode) == "paper; Port; Port Ellery; page?");
  CHECK(names("p", "", Place::kSource) == "paper; page?; Port?; Port Ellery?");
  CHECK(names("p", "Dockers' Union ", Place::kNode) == "page; paper?; Port?; Port Ellery?");
  CHECK(names("p", "Dockers' Union said ", Place::kNode) == "paper; Port; Port Ellery; page?");
  CHECK(names("p", "said ", Place::kVerb) == "paper; Port; Port Ellery; page?");
  CHECK(names("p", "nobody knows ", Place::kNode) == "page; paper; Port; Port Ellery");
  CHECK(names("", "", Place::kSource) == ":wire; the paper");
  CHECK(names("", "", Place::kNode) == "");
  CHECK(names("", "Mayor ", Place::kNode) == ":close; :meets; not close; said; warned; warned");
}
