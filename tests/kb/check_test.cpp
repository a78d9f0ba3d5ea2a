#include "kb/check.h"
#include "kb/date_text.h"

#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
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
  CHECK(fixture.check("union close port limit 3").find("no rows to choose, sort or limit") != std::string::npos);
}

TEST_CASE("a check ends with its deadline and when it is cancelled, never with part of the evidence") {
  const Fixture fixture;
  CheckOptions options;
  options.limits.deadline = std::chrono::steady_clock::now();
  const auto late = fixture.kb->check("union close port", options);
  REQUIRE_FALSE(late);
  CHECK(late.error().code == ErrorCode::kTimeout);

  const std::atomic<bool> cancelled = true;
  CheckOptions stopped;
  stopped.limits.cancelled = &cancelled;
  const auto check = fixture.kb->check("union close port", stopped);
  REQUIRE_FALSE(check);
  CHECK(check.error().code == ErrorCode::kCancelled);
}

TEST_CASE("dates of less precision hold what begins with them") {
  struct Case {
    claim::Said::Relation relation;
    std::string_view date, said;
    bool holds;
  };
  using Relation = claim::Said::Relation;
  const Case cases[] = {
      {Relation::kOn, "2014-03", "2014-03-28", true},
      {Relation::kOn, "2014-03-28", "2014-03", false},
      {Relation::kSince, "2014-03", "2014-03-28", true},
      {Relation::kSince, "2014-03-01", "2014-03", true},
      {Relation::kSince, "2014-01-01", "2014", true},
      {Relation::kSince, "2014-03-02", "2014-03", false},
      {Relation::kSince, "2014-03-28", "2014-03-28", true},
      {Relation::kSince, "2014-03-28", "2014-03-27", false},
      {Relation::kBefore, "2014-03-28", "2014-03-27", true},
      {Relation::kBefore, "2014-03-28", "2014-03", false},
      {Relation::kBefore, "2014-03", "2014-02-28", true},
      {Relation::kBefore, "2014", "2014-01-01", false},
      {Relation::kSince, "2014", "in spring", false},
  };
  for (const Case& each : cases) {
    CAPTURE(each.date);
    CAPTURE(each.said);
    CHECK(was_said(each.said, {each.relation, std::string(each.date)}) == each.holds);
  }
}
