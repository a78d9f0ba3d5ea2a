#include "kb/check.h"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "kb/knowledge_base.h"
#include "tests/support/temp_dir.h"

using namespace quoth;

namespace {

constexpr std::string_view kData = R"trig(
  PREFIX : <http://e/>
  PREFIX claim: <https://w3id.org/quoth/claim#>
  PREFIX prov: <http://www.w3.org/ns/prov#>
  PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
  :said rdfs:subPropertyOf claim:asserts . :denied rdfs:subPropertyOf claim:denies .
  :urged rdfs:subPropertyOf claim:directs .
  :notClose claim:negates :close .
  :herald prov:wasDerivedFrom :gazette .
  GRAPH :gazette { :union :close :port . }
  GRAPH :herald { :union :close :port . :mayor :denied <<( :union :close :port )>> . }
  GRAPH :post {
    :mayor :said <<( :union :notClose :port )>> . :council :said <<( :mayor :urged <<( :union :close :port )>> )>> .
  }
)trig";

struct Fixture {
  test::TempDir directory;
  Result<KnowledgeBase> kb = KnowledgeBase::open(directory / "db", {.mode = OpenMode::kCreate});

  Fixture() {
    REQUIRE(kb);
    LoadRequest request;
    request.path = directory / "data.trig";
    std::ofstream(request.path) << kData;
    REQUIRE(kb->load(request));
  }

  std::string check(std::string_view statement, Policy policy = {}) const {
    CheckOptions options;
    options.policy = std::move(policy);
    const auto verdict = kb->check(statement, options);
    if (!verdict) return verdict.error().to_string();
    std::ostringstream out;
    REQUIRE(verdict->write(out));
    return out.str();
  }
};

Term e(std::string_view name) { return Term::iri("http://e/" + std::string(name)); }

}  // namespace

TEST_CASE("a check lists both sides, what says nothing, and what would flip it") {
  const Fixture fixture;
  CHECK(fixture.check("union close port") == R"(Supported: union close port
for 1, rests on one origin: :gazette
  1  :gazette: :union :close :port
  1  :herald: :union :close :port; a copy of :gazette
against 0
  -  :herald: :mayor :denied (:union :close :port); :mayor is not accepted
  -  :post: :mayor :said (:union :notClose :port); :mayor is not accepted
neither
  -  :post: :council :said (:mayor :urged (:union :close :port)); :mayor wants it, which says nothing about whether it holds
policy: none, so nobody is taken at their word
Conflicting Evidence if `accept :mayor`
Not Enough Evidence if `require 2 sources`
)");
}

TEST_CASE("a policy decides who is taken at their word") {
  const Fixture fixture;
  const Policy policy{{Ignore{e("gazette")}, Ignore{e("herald")}, Accept{e("mayor"), 0.5, std::nullopt}}};
  CHECK(fixture.check("union close port", policy).starts_with("Refuted: union close port\nfor 0\n"));
  CHECK(fixture.check("union not close port", policy).starts_with("Supported: union not close port\n"));
}

TEST_CASE("a check needs one pattern") {
  const Fixture fixture;
  CHECK(fixture.check("union close ?a and ?b said ?c").starts_with("query:1:20: a check has one pattern"));
  CHECK(fixture.check("union close port limit 3").find("takes no limit") != std::string::npos);
}
