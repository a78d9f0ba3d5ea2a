#include "kb/claim.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "rdf/vocabulary.h"
#include "storage/store.h"
#include "tests/support/temp_dir.h"

using namespace quoth;

namespace {

Term iri(std::string_view name) { return Term::iri(std::string(name)); }
Term e(const std::string& name) { return Term::iri("http://e/" + name); }

Quad background(Term s, std::string_view p, Term o) {
  return Quad(Triple(std::move(s), iri(p), std::move(o)));
}

// A database that holds these quads.
class Database {
 public:
  explicit Database(const std::vector<Quad>& quads) {
    auto store = Store::open(directory_ / "db", {.mode = OpenMode::kCreate, .names = {}});
    REQUIRE(store);
    store_ = std::move(*store);
    auto load = store_->begin_load({});
    REQUIRE(load);
    for (const Quad& quad : quads) REQUIRE((*load)->add(quad.view()));
    REQUIRE((*load)->finish());
    snapshot_ = store_->snapshot();
  }
  const Snapshot& operator*() const { return *snapshot_; }

 private:
  test::TempDir directory_;
  std::unique_ptr<Store> store_;
  std::shared_ptr<const Snapshot> snapshot_;
};

}  // namespace

TEST_CASE("a claim is its triple, and its mentions stand in the same graph") {
  const Claim claim{.triple = Triple(e("Ann"), e("said"), Term::triple(e("Bob"), e("left"), e("Town"))),
                    .source = e("paper"),
                    .mentions = {{.reifier = Term::blank("m"),
                                  .date = Term::typed("2024", std::string(xsd::kGYear)),
                                  .addressees = {e("Cat"), e("Dan")},
                                  .quote = Term::literal("He left."),
                                  .valid_from = Term::literal("a"),
                                  .valid_until = Term::literal("b")}}};
  std::string text;
  for (const Quad& quad : to_quads(claim)) text += to_string(quad.view()) + "\n";
  CHECK(text ==
        "<http://e/Ann> <http://e/said> <<( <http://e/Bob> <http://e/left> <http://e/Town> )>> "
        "<http://e/paper> .\n"
        "_:m <http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies> <<( <http://e/Ann> <http://e/said> <<( "
        "<http://e/Bob> <http://e/left> <http://e/Town> )>> )>> <http://e/paper> .\n"
        "_:m <http://purl.org/dc/terms/date> \"2024\"^^<http://www.w3.org/2001/XMLSchema#gYear> "
        "<http://e/paper> .\n"
        "_:m <https://w3id.org/quoth/claim#to> <http://e/Cat> <http://e/paper> .\n"
        "_:m <https://w3id.org/quoth/claim#to> <http://e/Dan> <http://e/paper> .\n"
        "_:m <http://www.w3.org/ns/oa#exact> \"He left.\" <http://e/paper> .\n"
        "_:m <https://w3id.org/quoth/claim#validFrom> \"a\" <http://e/paper> .\n"
        "_:m <https://w3id.org/quoth/claim#validUntil> \"b\" <http://e/paper> .\n");
  CHECK(to_quads({.triple = claim.triple, .source = {}, .mentions = {}}) == std::vector{Quad(claim.triple)});
}

TEST_CASE("a verb's family is what stands below it in the background, whatever the depth and the cycles") {
  const Database db({background(e("c"), rdfs::kSubPropertyOf, e("b")),
                     background(e("b"), rdfs::kSubPropertyOf, e("a")),
                     background(e("a"), rdfs::kSubPropertyOf, e("c")),
                     background(Term::blank("x"), rdfs::kSubPropertyOf, e("c")),
                     background(e("d"), rdfs::kSubPropertyOf, Term::blank("x")),
                     Quad(Triple(e("f"), iri(rdfs::kSubPropertyOf), e("a")), e("paper"))});
  CHECK(*verb_family(*db, e("b")) == std::vector{e("b"), e("a"), e("c"), e("d")});
  CHECK(*verb_family(*db, e("d")) == std::vector{e("d")});
  CHECK(*verb_family(*db, e("unknown")) == std::vector{e("unknown")});
}

TEST_CASE("moods are inherited") {
  const Database db({background(e("said"), rdfs::kSubPropertyOf, iri(claim_ns::kAsserts)),
                     background(e("swore"), rdfs::kSubPropertyOf, e("said")),
                     background(e("swore"), rdfs::kSubPropertyOf, iri(claim_ns::kCommits)),
                     background(e("left"), rdfs::kLabel, Term::literal("left")),
                     Quad(Triple(e("left"), iri(rdfs::kSubPropertyOf), e("said")), e("paper"))});
  CHECK(*moods(*db, e("said")) == std::vector{Mood::kAsserts});
  CHECK(*moods(*db, e("swore")) == std::vector{Mood::kAsserts, Mood::kCommits});
  CHECK(moods(*db, e("left"))->empty());
  CHECK(moods(*db, e("unknown"))->empty());
  CHECK(name_of(Mood::kDirects) == "directs");
  CHECK(iri_of(Mood::kQuestions) == claim_ns::kQuestions);
}

TEST_CASE("negation goes both ways, and only in the background") {
  const Database db({background(e("hates"), claim_ns::kNegates, e("likes")),
                     background(e("loathes"), claim_ns::kNegates, e("likes")),
                     Quad(Triple(e("shuns"), iri(claim_ns::kNegates), e("likes")), e("paper"))});
  CHECK(*negations(*db, e("likes")) == std::vector{e("hates"), e("loathes")});
  CHECK(*negations(*db, e("hates")) == std::vector{e("likes")});
  CHECK(negations(*db, e("shuns"))->empty());
  CHECK(*negating_verbs(*db) == std::vector{e("hates"), e("loathes")});
  CHECK(negating_verbs(*Database({}))->empty());
}
