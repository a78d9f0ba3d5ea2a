#include "kb/names.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "kb/name_keys.h"
#include "tests/kb/test_database.h"

using namespace quoth;

namespace {

constexpr std::string_view kData = R"trig(
  PREFIX : <http://example.org/>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
  PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
  PREFIX foaf: <http://xmlns.com/foaf/0.1/>
  PREFIX schema: <http://schema.org/>
  :Q1 rdfs:label "Barack Obama"@en , "Барак Обама"@ru ; skos:altLabel "Obama"@en , "President Obama"@en .
  :Obama skos:prefLabel "Obama (city)"@en .
  :Q2 rdfs:label "São Tomé"@pt ; foaf:name "Sao Tome" .
  :Q3 schema:name "urge" .
  :Q4 rdfs:label "URGED" .
  :urged rdfs:label "urged" .
  :pullBack :inverse :UNSecurityCouncil .
  :Q5 rdfs:label :Q1 .
  :Q6 rdfs:label "New York" . :Q7 rdfs:label "New York Times" . :Q8 rdfs:label "Newark" .
  _:b rdfs:label "nobody" .
)trig";

// The candidates in short: `Q1 exact skos:altLabel "Obama"`, one a line.
std::string found(const TestDatabase& db, std::string_view text) {
  const auto names = find_names(db.snapshot(), text);
  REQUIRE(names);
  std::string out;
  for (const NameCandidate& candidate : names->candidates) {
    static constexpr std::string_view kMatches[] = {" exact ", " folded ", " stemmed "};
    const auto iri = db.snapshot().term(candidate.id);
    REQUIRE(iri);
    out += (out.empty() ? "" : "; ") + iri->text().substr(std::string_view("http://example.org/").size()) +
           std::string(kMatches[static_cast<std::size_t>(candidate.match)]) +
           std::string(to_string(candidate.place));
  }
  return out + (names->longer ? " …" : "");
}

std::vector<std::string> nearest(const TestDatabase& db, std::string_view text) {
  const auto names = nearest_names(db.snapshot(), text, 3);
  REQUIRE(names);
  std::vector<std::string> out;
  for (const NameCandidate& candidate : *names) out.push_back(candidate.name);
  return out;
}

std::vector<std::string> completed(const TestDatabase& db, std::string_view text, std::size_t limit = 10) {
  const auto names = complete_names(db.snapshot(), text, limit);
  REQUIRE(names);
  std::vector<std::string> texts;
  for (const NameStart& start : *names) texts.push_back(start.name);
  return texts;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("how a name matches ranks first, where it stands second") {
  const TestDatabase db(kData);
  CHECK(found(db, "Barack Obama") == "Q1 exact rdfs:label");
  CHECK(found(db, " Barack  Obama ") == "Q1 exact rdfs:label");
  CHECK(found(db, "barack obama") == "Q1 folded rdfs:label");
  CHECK(found(db, "Барак Обама") == "Q1 exact rdfs:label");
  CHECK(found(db, "Obama") == "Q1 exact skos:altLabel; Obama exact local name …");
  CHECK(found(db, "sao tome") == "Q2 folded rdfs:label");
  CHECK(found(db, "Sao Tome") == "Q2 exact foaf:name");
  CHECK(found(db, "urged") == "urged exact rdfs:label; Q4 folded rdfs:label; Q3 stemmed schema:name");
  CHECK(found(db, "urging") == "Q4 stemmed rdfs:label; urged stemmed rdfs:label; Q3 stemmed schema:name");
  CHECK(found(db, "nobody") == "");  // a blank node has no name
  CHECK(found(db, "") == "");
}

TEST_CASE("a local name is found as it is written and as words") {
  const TestDatabase db(kData);
  CHECK(found(db, "pull back") == "pullBack exact local name");
  CHECK(found(db, "pulls back") == "pullBack stemmed local name");
  CHECK(found(db, "pullBack") == "pullBack exact local name");
  CHECK(found(db, "UN Security Council") == "UNSecurityCouncil exact local name");
  CHECK(found(db, "UNSecurityCouncil") == "UNSecurityCouncil exact local name");
}

TEST_CASE("it is known whether a name goes on") {
  const TestDatabase db(kData);
  CHECK(found(db, "New") == " …");
  CHECK(found(db, "New York") == "Q6 exact rdfs:label …");
  CHECK(found(db, "New York Times") == "Q7 exact rdfs:label");
  CHECK(found(db, "New Y") == "");
  CHECK(found(db, "Ne") == "");
}

TEST_CASE("misspelt names have neighbours") {
  const TestDatabase db(kData);
  CHECK(nearest(db, "Obma") == Names{"Obama", "Obama"});
  CHECK(nearest(db, "Obaam") == Names{"Obama", "Obama"});
  CHECK(nearest(db, "Bbarack Obama") == Names{"Barack Obama"});
  CHECK(nearest(db, "Barak Obma") == Names{"Barack Obama"});
  CHECK(nearest(db, "Барк Обама") == Names{"Барак Обама"});
  CHECK(nearest(db, "Barack") == Names{"Barack Obama"});
  CHECK(nearest(db, "Newyork") == Names{"New York", "Newark"});
  CHECK(nearest(db, "zzzzzz") == Names{});
  CHECK(nearest(db, "") == Names{});
}

TEST_CASE("names are completed in the order of the alphabet") {
  const TestDatabase db(kData);
  CHECK(completed(db, "new") == Names{"New York", "New York Times", "Newark"});
  CHECK(completed(db, "New ") == Names{"New York", "New York Times"});
  CHECK(completed(db, "new", 2) == Names{"New York", "New York Times"});
  CHECK(completed(db, "OBA") == Names{"Obama", "Obama (city)"});
  CHECK(completed(db, "urg") == Names{"urge", "URGED", "urged"});
  CHECK(completed(db, "são") == Names{"Sao Tome", "São Tomé"});
  CHECK(completed(db, "zz") == Names{});
}

TEST_CASE("an entry of the index holds all of a name") {
  std::vector<NameEntry> entries;
  const TermId id(IdTag::kIri, 0x010203);
  name_indexer()->add_name(id, "http://www.w3.org/2004/02/skos/core#altLabel",
                           Term::lang("Urged \u2019s", "en-GB").view(), entries);
  REQUIRE(entries.size() == 2);
  CHECK(entries[0].key.starts_with("surg s"));
  CHECK(entries[1].key.starts_with("furged s"));
  for (const NameEntry& entry : entries) {
    const auto key = read_name_key(entry.key);
    REQUIRE(key);
    CHECK(key->id == id);
    CHECK(key->place == NamePlace::kAltLabel);
    CHECK(key->language == "en-GB");
    CHECK(key->name == "Urged \u2019s");
    CHECK(entry.value.empty());
    for (std::size_t size = 0; size < entry.key.size() - key->name.size(); ++size) {
      CHECK_FALSE(read_name_key(std::string_view(entry.key).substr(0, size)));
    }
  }
}

TEST_CASE("what nobody can type is not indexed") {
  std::vector<NameEntry> entries;
  const auto indexer = name_indexer();
  const TermId id(IdTag::kIri, 1);
  const std::string_view label = "http://www.w3.org/2000/01/rdf-schema#label";
  indexer->add_name(id, label, Term::literal("").view(), entries);
  indexer->add_name(id, label, Term::literal(" \n").view(), entries);
  indexer->add_name(id, label, Term::literal(std::string(kMaxNameBytes + 1, 'x')).view(), entries);
  indexer->add_name(id, label, Term::iri("http://example.org/x").view(), entries);
  indexer->add_name(id, "http://example.org/label", Term::literal("x").view(), entries);
  indexer->add_iri("nothing", id, entries);
  CHECK(entries.empty());
  CHECK(indexer->is_name_predicate(label));
  CHECK(indexer->is_name_predicate("https://schema.org/name"));
  CHECK_FALSE(indexer->is_name_predicate("http://example.org/label"));
}
