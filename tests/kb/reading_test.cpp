#include "kb/reading.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "tests/kb/test_database.h"

using namespace quoth;

namespace {

constexpr std::string_view kData = R"trig(
  PREFIX : <http://e/>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  PREFIX claim: <https://w3id.org/quoth/claim#>
  :obama rdfs:label "Barack Obama" ; skos:altLabel "Obama" , "President Obama" .
  :ban rdfs:label "Ban Ki-moon" .       :putin rdfs:label "Putin" .
  :russia rdfs:label "Russia" .         :crimea rdfs:label "Crimea" .
  :troops rdfs:label "troops" .         :hague rdfs:label "The Hague" .
  :union rdfs:label "Dockers' Union" .  :port rdfs:label "Port Ellery (harbour)" .
  :u1 rdfs:label "Ukraine" .            :u2 rdfs:label "Ukraine" .
  :who rdfs:label "WHO" .               :flight rdfs:label "Flight 370" .
  :dept rdfs:label "Department of To and From" .
  :ny rdfs:label "New York" .           :nyp rdfs:label "New York police" .
  :report rdfs:label "report" ; :weight 3 .
  :aid rdfs:label "aid" .               :aidPlan rdfs:label "aid plan" .
  :statement rdfs:label "statement" .   :statementThing rdfs:label "statement" .

  :urged rdfs:subPropertyOf claim:directs ; rdfs:label "urged" .
  :calledOn rdfs:subPropertyOf :urged ; rdfs:label "called on" .
  :said rdfs:subPropertyOf claim:asserts ; rdfs:label "said" .
  :warnedTo rdfs:subPropertyOf claim:directs ; rdfs:label "warned" .
  :warnedThat rdfs:subPropertyOf claim:asserts ; rdfs:label "warned" .
  :askedTo rdfs:subPropertyOf claim:directs ; rdfs:label "asked" .
  :askedWhether rdfs:subPropertyOf claim:questions ; rdfs:label "asked" .
  :beggedTo rdfs:subPropertyOf claim:directs ; rdfs:label "begged to" .
  :toldTo rdfs:subPropertyOf claim:directs ; rdfs:label "told to" .
  :told rdfs:subPropertyOf claim:asserts ; rdfs:label "told" .
  :promised rdfs:subPropertyOf claim:commits ; rdfs:label "promised" .
  :policeSaid rdfs:subPropertyOf claim:asserts ; rdfs:label "police said" .
  :reports rdfs:subPropertyOf claim:asserts ; rdfs:label "report" .
  :intends rdfs:label "intends" . :notIntends claim:negates :intends .
  :notMeets rdfs:label "not meets" . :meets rdfs:label "meets" .
  GRAPH :statement {
    :obama :urged <<( :russia :pullBack :troops )>> ; :meets :ban ; :notMeets :putin .
    :putin :annexed :crimea .
  }
)trig";

std::string without_namespace(std::string text) {
  const std::string_view ns = "<http://e/";
  for (std::size_t at = 0; (at = text.find(ns, at)) != std::string::npos;) {
    text.erase(text.find('>', at), 1);
    text.erase(at, ns.size());
  }
  return text;
}

struct Case {
  std::string_view text;
  std::string_view reading;
};

struct Fixture {
  TestDatabase db{kData};
  PrefixMap prefixes;

  Fixture() { prefixes.add("e", "http://e/"); }

  std::string read(std::string_view text) const {
    const auto reading = reading::read_statement(text, db.snapshot(), prefixes);
    return reading ? without_namespace(reading::to_text(*reading)) : reading.error().to_string();
  }
  std::string variables(std::string_view text) const {
    const auto reading = reading::read_statement(text, db.snapshot(), prefixes);
    REQUIRE(reading);
    std::string out;
    for (const std::string& name : reading->variables) out += (out.empty() ? "" : " ") + name;
    return out;
  }
  void check(const std::vector<Case>& cases) const {
    for (const Case& c : cases) {
      CAPTURE(c.text);
      CHECK(read(c.text) == c.reading);
    }
  }
};

}  // namespace

TEST_CASE_FIXTURE(Fixture, "runs of words are cut into names") {
  check({
      {"Obama urged (Russia ?does ?what)", "obama {urged} (russia ?does ?what)"},
      {"President Obama urged (Russia pull back troops)", "obama {urged} (russia {pullBack} troops)"},
      {"barack obama urges (russia pulled back the troop)", "obama {urged} (russia {pullBack} troops)"},
      {"Ban Ki-moon said (Putin annexes Crimea)", "ban {said} (putin {annexed} crimea)"},
      {"Ban Ki moon says something", "ban {said} something"},
      {"Dockers' Union met 'Port Ellery (harbour)'", "union {meets} port"},
      {"Flight 370 weight 3", "flight {weight} \"3\"^^<http://www.w3.org/2001/XMLSchema#integer>"},
      {"e:obama e:urged <http://e/x>", "obama {urged} x"},
      {":obama ?says \"x\"@en", "obama ?says \"x\"@en"},
      {"Obama said 1.5", "obama {said} \"1.5\"^^<http://www.w3.org/2001/XMLSchema#decimal>"},
      {"Obama said \"5\"^^e:t", "obama {said} \"5\"^^t"},
      {"?a said ?b and ?b said ?c from statement limit 3",
       "?a {said} ?b and ?b {said} ?c from statement\nlimit 3"},
      {"Obama said ?x to Putin from ?s", "obama {said} ?x from ?s to putin"},
      {"explain Obama said something", "explain obama {said} something"},
  });
}

TEST_CASE_FIXTURE(Fixture, "a leading article is dropped where the name is not known with it") {
  check({
      {"the Obama said the Hague", "obama {said} hague"},
      {"Obama said a report", "obama {said} report"},
      {"Obama said The Hague from the statement", "obama {said} hague from statement"},
      {"'the Obama' said 'the Hague'", "obama {said} hague"},
      {"the Department of To and From said x:y",
       "query:1:36: unknown prefix \"x:\"\nknown are: :, claim:, e:, rdfs:, skos:\n"
       "  the Department of To and From said x:y\n                                     ^"},
      {"the Department of To and From said something", "dept {said} something"},
  });
}

TEST_CASE_FIXTURE(Fixture, "names may hold words of the form") {
  check({
      {"Department of To and From said something", "dept {said} something"},
      {"?x said Department of To and From and ?x said aid", "?x {said} dept and ?x {said} aid"},
      {"Obama called on (Russia pull back troops)", "obama {calledOn} (russia {pullBack} troops)"},
      {"who calls on Russia to pull back troops?", "?who {calledOn} (russia {pullBack} troops)"},
      {"what did Obama call on Russia to do?", "obama {calledOn} (russia ?does ?what)"},
      {"'Department of To and From' 'called on' WHO", "dept {calledOn} who"},
  });
}

TEST_CASE_FIXTURE(Fixture, "a name in capitals is not taken for a word of a question") {
  check({
      {"WHO said something", "who {said} something"},
      {"who said ?x", "?who {said} ?x\n?who {said} ?what to ?x"},
      {"Who said that WHO said something", "?who {said} (who {said} something)"},
  });
}

TEST_CASE_FIXTURE(Fixture, "position decides between a verb and a thing of one name") {
  check({
      {"Obama report report", "obama {reports} report"},
      {"report said reports", "report {said} report"},
      {"Obama said ?x from statement", "obama {said} ?x from statement"},  // the one that is a source
  });
}

TEST_CASE_FIXTURE(Fixture, "words with two moods are told apart by what follows them") {
  check({
      {"Obama warned (Russia ?does ?what)", "obama {warnedThat warnedTo} (russia ?does ?what)"},
      {"what did Obama warn Russia to do?", "obama {warnedTo} (russia ?does ?what)"},
      {"who warned that Putin annexed Crimea?", "?who {warnedThat} (putin {annexed} crimea)"},
      {"who warned Russia to pull back troops?", "?who {warnedTo} (russia {pullBack} troops)"},
      {"who asked whether Putin annexed Crimea?", "?who {askedWhether} (putin {annexed} crimea)"},
      {"who urged that Putin annexed Crimea?", "?who {urged} (putin {annexed} crimea)"},  // there is no other
  });
}

TEST_CASE_FIXTURE(Fixture, "a verb may have the word in its name that follows it") {
  check({
      {"what did Obama beg Russia to do?", "obama {beggedTo} (russia ?does ?what)"},
      {"who begged Russia to pull back troops?", "?who {beggedTo} (russia {pullBack} troops)"},
      {"who begged Russia?",
       "?who {beggedTo} (russia ?does ?what)\n?who {beggedTo} russia\n?who {beggedTo} ?what to russia"},
      {"Obama begged (Russia pull back troops)", "obama {beggedTo} (russia {pullBack} troops)"},
      {"Obama begged to (Russia pull back troops)", "obama {beggedTo} (russia {pullBack} troops)"},
      {"who told Russia to pull back troops?", "?who {toldTo} (russia {pullBack} troops)"},
      {"who told that Putin annexed Crimea?", "?who {told} (putin {annexed} crimea)"},
      {"who tells Putin?", "?who {told} putin\n?who {told} ?what to putin"},
  });
}

TEST_CASE_FIXTURE(Fixture, "questions become the patterns that they ask for") {
  check({
      {"what did Obama urge Russia to do?", "obama {urged} (russia ?does ?what)"},
      {"what did Obama urge Russia not to do from statement limit 2?",
       "obama {urged} (russia not ?does ?what) from statement\nlimit 2"},
      {"what did Obama not urge ?x to do?", "obama not {urged} (?x ?does ?what)"},
      {"who warned Russia?",
       "?who {warnedTo} (russia ?does ?what)\n?who {warnedThat warnedTo} russia\n?who {warnedThat warnedTo} "
       "?what to russia"},
      {"who promised Ban Ki-moon?", "?who {promised} ban\n?who {promised} ?what to ban"},
      {"who urged (Russia pull back troops)?", "?who {urged} (russia {pullBack} troops)"},
      {"who said \"no\"?", "?who {said} \"no\""},
      {"who not urged Russia?",
       "?who not {urged} (russia ?does ?what)\n?who not {urged} russia\n?who not {urged} ?what to russia"},
      {"who urged Russia to pull back troops?", "?who {urged} (russia {pullBack} troops)"},
      {"who urged Russia not to pull back troops?", "?who {urged} (russia not {pullBack} troops)"},
      {"who urged Russia to pull back ?what?", "?who {urged} (russia {pullBack} ?what)"},
      {"who promised aid to Russia?", "?who {promised} aid to russia"},
      {"who said something to Putin?", "?who {said} something to putin"},
      {"who said that Putin annexed Crimea from statement?",
       "?who {said} (putin {annexed} crimea) from statement"},
      {"who said that Putin not intends aid?", "?who {said} (putin not {intends} aid)"},
      {"who promised Ban Ki-moon that Putin annexed Crimea?",
       "?who {promised} (putin {annexed} crimea) to ban"},
      {"who said?", "?who {said} ?what"},
      {"who urged Russia to pull back ?what and",
       "query:1:37: expected a clause (from, to, since, before, on, during, about, where, sort by, limit) or the "
       "end\n"
       "\"and\" is a word of the language; a name that holds it stands in single quotes\n"
       "the nearest questions are:\n  who V B to P O?\n  who V that S P O?\n  who V B?\n  who said what "
       "about B?\n"
       "  who urged Russia to pull back ?what and\n                                      ^"},
  });
}

TEST_CASE_FIXTURE(Fixture, "a question's own variables give way to those of the statement") {
  check({
      {"who urged ?what?",
       "?who {urged} (?what ?does ?what2)\n?who {urged} ?what\n?who {urged} ?what2 to ?what"},
      {"what did ?what urge ?does to do from ?what2?", "?what {urged} (?does ?does2 ?what3) from ?what2"},
  });
}

TEST_CASE_FIXTURE(Fixture, "variables are shown in the order of their appearance") {
  CHECK(variables("?b said (?a ?x ?b) and ?c said ?a from ?s to ?t") == "b a x c t s");
  CHECK(variables("who warned Russia?") == "who does what");
  CHECK(variables("who promised Russia?") == "who what");
  CHECK(variables("what did ?z urge Russia to do") == "z does what");
  CHECK(variables("Obama said Russia") == "");
}

TEST_CASE_FIXTURE(Fixture, "not goes with the verb, unless that is the negation of nothing") {
  check({
      {"Putin not intends aid", "putin not {intends} aid"},  // :notIntends claim:negates :intends
      {"Obama not meets Putin",
       "obama {notMeets} putin"},  // :notMeets says of itself only that it is called so
      {"Obama not said aid", "obama not {said} aid"},
  });
}

TEST_CASE_FIXTURE(Fixture, "an unknown name lists the nearest, and is pointed at") {
  check({
      {"Obma urged Russia",
       "query:1:1: unknown name \"Obma\"\nthe nearest names are:\n  e:obama  (skos:altLabel \"Obama\")\n"
       "  Obma urged Russia\n  ^"},
      {"Obama urgd Russia",
       "query:1:7: unknown verb \"urgd\"\nthe nearest verbs are:\n  e:urged  (rdfs:label \"urged\")\n"
       "  Obama urgd Russia\n        ^"},
      {"Obama urged (Russia pull back tropps)",
       "query:1:31: unknown name \"tropps\"\nthe nearest names are:\n  e:troops  (rdfs:label \"troops\")\n"
       "  Obama urged (Russia pull back tropps)\n                                ^"},
      {"Obama Russia Putin",
       "query:1:7: \"Russia\" is known, but not as a verb\n  Obama Russia Putin\n        ^"},
      {"Obama said aid from nowhere",
       "query:1:21: unknown name \"nowhere\"\n  Obama said aid from nowhere\n                      ^"},
      {"Obama said aid from nobody x:y",
       "query:1:28: expected a clause (from, to, since, before, on, during, about, where, sort by, limit) or the "
       "end\n"
       "  Obama said aid from nobody x:y\n                             ^"},
      {"the president urged Russia",
       "query:1:1: unknown name \"the president\"\n  the president urged Russia\n  ^"},
      {"who frobbed Russia?", "query:1:5: unknown verb \"frobbed\"\n  who frobbed Russia?\n      ^"},
      {"'Obama urged' Russia aid",
       "query:1:1: unknown name \"Obama urged\"\n  'Obama urged' Russia aid\n  ^"},
  });
}

TEST_CASE_FIXTURE(Fixture, "a name of several things says how to tell them apart") {
  check({
      {"Obama urged Ukraine",
       "query:1:13: \"Ukraine\" may be several things; write the one that you mean:\n"
       "  e:u1  (rdfs:label \"Ukraine\")\n  e:u2  (rdfs:label \"Ukraine\")\n  Obama urged Ukraine\n          "
       "    ^"},
      {"Obama urged e:u1", "obama {urged} u1"},
  });
}

TEST_CASE_FIXTURE(Fixture, "words that can be cut in two ways are an error that shows both") {
  check({
      {"New York police said something",
       "query:1:1: this can be read in several ways; single quotes around the names say which:\n"
       "  'New York' 'police said' something\n  'New York police' 'said' something\n"
       "  New York police said something\n  ^"},
      {"'New York' police said something", "ny {policeSaid} something"},
  });
}

TEST_CASE_FIXTURE(Fixture, "a pattern that is no sentence says what is wrong with it") {
  const std::string too_many =
      "this is one too many: a pattern is somebody, a verb, and what or whom it is about";
  check({
      {"?a ?b ?c ?d", "query:1:10: " + too_many + "\n  ?a ?b ?c ?d\n           ^"},
      {"Obama said Russia ?x", "query:1:12: " + too_many + "\n  Obama said Russia ?x\n             ^"},
      {"(Obama said aid) said aid",
       "query:1:1: expected a name or a variable; texts and patterns stand after the verb\n"
       "  (Obama said aid) said aid\n  ^"},
      {"\"x\" said aid",
       "query:1:1: expected a name or a variable; texts and patterns stand after the verb\n"
       "  \"x\" said aid\n  ^"},
      {"Obama \"said\" aid", "query:1:7: expected a verb\n  Obama \"said\" aid\n        ^"},
      {"Obama said aid from \"x\"",
       "query:1:21: expected a source: a name, an IRI or a variable\n"
       "  Obama said aid from \"x\"\n                      ^"},
      {"Obama said aid to (a b c)",
       "query:1:19: expected whom: a name, an IRI or a variable\n"
       "  Obama said aid to (a b c)\n                    ^"},
      {"Obama said aid limit 1 limit 2",
       "query:1:24: this clause stands there already\n"
       "  Obama said aid limit 1 limit 2\n                         ^"},
      {"what did Obama urge \"x\" to do",
       "query:1:21: expected whom: a name, an IRI or a variable\n  what did Obama urge \"x\" to do\n         "
       "             ^"},
      {"who told \"x\" that Putin annexed Crimea",
       "query:1:10: expected whom: a name, an IRI or a variable\n  who told \"x\" that Putin annexed "
       "Crimea\n           ^"},
      {"who promised aid to Russia to Putin",
       "query:1:27: expected a name, a variable, a text or a pattern in parentheses\n  who promised aid to "
       "Russia to Putin\n                            ^"},
      {"Obama said <nowhere>", "query:1:12: this is no absolute IRI\n  Obama said <nowhere>\n             ^"},
      {"who urged Russia to pull",
       "query:1:21: unknown name \"pull\"\nthe nearest names are:\n  e:pullBack  (local name \"pull "
       "back\")\n  who urged Russia to pull\n                      ^"},
  });
}

TEST_CASE_FIXTURE(Fixture, "long nonsense is an error in good time") {
  std::string words;
  for (int i = 0; i < 20'000; ++i) words += "New York to not Department of ";
  const auto reading = reading::read_statement(words, db.snapshot(), prefixes);
  CHECK_FALSE(reading);
  CHECK_FALSE(reading::read_statement(std::string(100'000, '('), db.snapshot(), prefixes));
  CHECK_FALSE(reading::read_statement("\xff", db.snapshot(), prefixes));
}
