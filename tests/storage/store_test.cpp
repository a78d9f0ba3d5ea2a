// storage/store.h: what is committed is there, in every order, also after closing, folding and merging.
#include "storage/store.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>

#include "storage/rocks.h"
#include "storage/store_state.h"
#include "tests/storage/store_support.h"

using namespace quoth;
using namespace quoth::test;

namespace {

Term iri(const std::string& name) { return Term::iri("http://example.org/" + name); }

Quad quad(const std::string& s, const std::string& p, Term o, std::optional<Term> g = std::nullopt) {
  return Quad(Triple(iri(s), iri(p), std::move(o)), std::move(g));
}

ChangeSet adding(std::vector<Quad> quads) {
  ChangeSet changes;
  changes.added = std::move(quads);
  return changes;
}

ChangeSet removing(std::vector<Quad> quads) {
  ChangeSet changes;
  changes.removed = std::move(quads);
  return changes;
}

}  // namespace

TEST_CASE("a database that is not there is not found, and can be created") {
  const TempDir dir;
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite}) {
    const auto missing = Store::open(dir / "db", {.mode = mode});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::kNotFound);
    CHECK(missing.error().message == dir / "db" + ": there is no database here");
  }
  auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  CHECK(store->snapshot()->commit() == 0);
  CHECK(all_quads(*store->snapshot()).empty());
  check_consistent(*store->snapshot());
}

TEST_CASE("a directory with other things in it does not become a database") {
  const TempDir dir;
  std::ofstream(dir / "letter.txt") << "hello";
  const auto store = Store::open(dir.path(), {.mode = OpenMode::kCreate});
  REQUIRE_FALSE(store);
  CHECK(store.error().code == ErrorCode::kUnsupported);
}

TEST_CASE("a database of another format is refused in words of our own") {
  const TempDir dir;
  open_store(dir / "db", {.mode = OpenMode::kCreate}).reset();
  {
    RocksBatch batch;
    batch.put(Family::kMeta, kFormatKey, std::string("\x09\0\0\0", 4));
    const auto rocks = must(Rocks::open(dir / "db", Rocks::Mode::kWrite, 1 << 20));
    must(rocks->write(batch));
  }
  for (const OpenMode mode : {OpenMode::kRead, OpenMode::kWrite, OpenMode::kCreate}) {
    const auto store = Store::open(dir / "db", {.mode = mode});
    REQUIRE_FALSE(store);
    CHECK(store.error().code == ErrorCode::kUnsupported);
    CHECK(store.error().message ==
          dir / "db" + ": is a database of format 9, and this program reads format 1");
  }
}

TEST_CASE("one process writes at a time") {
  const TempDir dir;
  const auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  const auto second = Store::open(dir / "db", {.mode = OpenMode::kWrite});
  REQUIRE_FALSE(second);
  CHECK(second.error().code == ErrorCode::kIo);
  CHECK(second.error().message == dir / "db" + ": another process has it open for writing");
}

TEST_CASE("a commit says what it has changed, and records only that") {
  const TempDir dir;
  const auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  const Quad a = quad("a", "p", Term::literal("one"));
  const Quad b = quad("b", "p", Term::literal("two"), iri("g"));
  const Quad c = quad("c", "p", Term::literal("a text of some length"));
  CommitInfo info = must(store->commit(adding({a, b, a})));
  CHECK(info.number == 1);
  CHECK(info.added == 2);
  info = must(store->commit(adding({a, b})));
  CHECK(info.number == 1);
  CHECK(info.added == 0);
  info = must(store->commit(removing({c})));
  CHECK(info.number == 1);
  ChangeSet both;
  both.added = {a, c};
  both.removed = {a, b};
  info = must(store->commit(both));
  CHECK(info.number == 2);
  CHECK(info.added == 1);
  CHECK(info.removed == 1);
  CHECK(all_quads(*store->snapshot()) == QuadSet{to_string(a.view()), to_string(c.view())});

  const StoreStatistics statistics = must(store->statistics());
  CHECK(statistics.commit == 2);
  CHECK(statistics.quads == 2);
  CHECK(statistics.background_quads == 2);
  CHECK(statistics.graphs == 0);
  CHECK(statistics.commits_in_memory == 2);
  CHECK(statistics.bytes_on_disk > 0);
}

TEST_CASE("terms come back as they were written") {
  const TempDir dir;
  auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  const std::string xsd = "http://www.w3.org/2001/XMLSchema#";
  const std::vector<Term> terms = {
      Term::literal(""),
      Term::literal("short"),
      Term::literal("longer than seven"),
      Term::literal(std::string("n\0l", 3)),
      Term::typed("01", xsd + "integer"),
      Term::typed("1", xsd + "integer"),
      Term::typed("1.00", xsd + "decimal"),
      Term::typed("x", "http://example.org/t"),
      Term::typed("", "http://example.org/t"),
      Term::lang("a", "de"),
      Term::lang("a", "de", Direction::kLeftToRight),
      Term::lang("a", "de", Direction::kRightToLeft),
      Term::blank("x"),
      iri("x"),
      Term::iri("x:short"),
      Term::triple(iri("s"), iri("p"), Term::blank("x")),
      Term::triple(iri("s"), iri("p"), Term::triple(iri("s"), iri("p"), Term::literal("deep in there")))};
  ChangeSet changes;
  for (const Term& term : terms) changes.added.push_back(quad("s", "p", term));
  CHECK(must(store->commit(changes)).added == terms.size());
  for (int round = 0; round < 2; ++round) {
    auto snapshot = store->snapshot();
    std::set<TermId> ids;
    for (const Term& term : terms) {
      const TermId id = must(snapshot->find_id(term.view()));
      CAPTURE(to_string(term));
      CHECK_FALSE(id.is_none());
      CHECK(must(snapshot->term(id)) == term);
      ids.insert(id);
    }
    CHECK(ids.size() == terms.size());
    CHECK(must(snapshot->find_id(Term::literal("never seen before").view())).is_none());
    CHECK(must(snapshot->find_id(Term::triple(iri("s"), iri("p"), iri("never")).view())).is_none());
    CHECK(must(snapshot->find_id(Term::triple(iri("x"), iri("p"), iri("s")).view())).is_none());
    snapshot.reset();  // it keeps the database open
    store.reset();
    store = open_store(dir / "db", {.mode = OpenMode::kWrite});
  }
}

TEST_CASE("triple terms nest as deep as readers let them") {
  const TempDir dir;
  const auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  Term term = Term::literal("the innermost of all");
  for (int i = 0; i < kMaxNesting; ++i) term = Term::triple(iri("s"), iri("p"), std::move(term));
  must(store->commit(adding({quad("a", "p", term)})));
  const auto snapshot = store->snapshot();
  const TermId id = must(snapshot->find_id(term.view()));
  CHECK(must(snapshot->term(id)) == term);
  CHECK(must(store->statistics()).triple_terms == kMaxNesting);
}

TEST_CASE("language tags are equal in any case, and keep the spelling that came first") {
  const TempDir dir;
  auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  must(store->commit(adding({quad("a", "p", Term::lang("colour", "en-GB"))})));
  CHECK(must(store->commit(adding({quad("a", "p", Term::lang("colour", "EN-gb"))}))).added == 0);
  must(store->commit(adding({quad("a", "p", Term::lang("favour", "en-gb"))})));
  store.reset();
  store = open_store(dir / "db", {.mode = OpenMode::kWrite});
  const auto snapshot = store->snapshot();
  const TermId id = must(snapshot->find_id(Term::lang("colour", "en-gb").view()));
  REQUIRE_FALSE(id.is_none());
  CHECK(must(snapshot->term(id)).language() == "en-GB");
}

TEST_CASE("prefixes are kept, and a commit may change them") {
  const TempDir dir;
  auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  ChangeSet changes;
  changes.prefixes = {{"ex", "http://example.org/"}, {"", "http://example.org/empty#"}};
  CHECK(must(store->commit(changes)).number == 1);
  CHECK(must(store->commit(changes)).number == 1);
  auto before = store->snapshot();
  changes.prefixes = {{"ex", "http://example.com/"}};
  CHECK(must(store->commit(changes)).number == 2);
  CHECK(before->prefixes().entries().at("ex") == "http://example.org/");
  before.reset();
  store.reset();
  store = open_store(dir / "db", {.mode = OpenMode::kWrite});
  CHECK(store->snapshot()->prefixes().entries().at("ex") == "http://example.com/");
  CHECK(store->snapshot()->prefixes().entries().at("") == "http://example.org/empty#");
}

TEST_CASE("random changes agree with a plain set, across closing, folding and merging") {
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    CAPTURE(seed);
    const TempDir dir;
    // Small enough to fold by itself now and then.
    const StoreOptions options{.mode = OpenMode::kCreate, .fold_bytes = std::size_t{64} << 10};
    auto store = open_store(dir / "db", options);
    QuadMaker maker(seed);
    std::map<std::string, Quad> model;
    const auto model_quads = [&] {
      QuadSet quads;
      for (const auto& entry : model) quads.insert(entry.first);
      return quads;
    };
    std::vector<std::pair<std::shared_ptr<const Snapshot>, QuadSet>> kept;

    for (int step = 0; step < 120; ++step) {
      ChangeSet changes;
      for (std::size_t i = maker.below(40); i > 0; --i) changes.added.push_back(maker.quad());
      for (std::size_t i = maker.below(25); i > 0; --i) {
        if (maker.below(3) == 0 || model.empty()) {
          changes.removed.push_back(maker.quad());
        } else {
          changes.removed.push_back(
              std::next(model.begin(), static_cast<long>(maker.below(model.size())))->second);
        }
      }
      std::uint64_t removed = 0;
      std::uint64_t added = 0;
      std::set<std::string> adding_too;
      for (const Quad& each : changes.added) adding_too.insert(to_string(each.view()));
      for (const Quad& each : changes.removed) {
        const std::string text = to_string(each.view());
        if (!adding_too.contains(text)) removed += model.erase(text);
      }
      for (const Quad& each : changes.added)
        added += model.emplace(to_string(each.view()), each).second ? 1 : 0;

      const CommitInfo info = must(store->commit(changes));
      REQUIRE(info.added == added);
      REQUIRE(info.removed == removed);
      if (maker.below(10) == 0) must(store->fold());
      if (maker.below(15) == 0) kept.emplace_back(store->snapshot(), model_quads());
      if (maker.below(20) == 0) {
        kept.clear();
        store.reset();
        store = open_store(dir / "db", options);
      }
      if (step % 10 == 9) {
        REQUIRE(all_quads(*store->snapshot()) == model_quads());
        for (const auto& [snapshot, quads] : kept) REQUIRE(all_quads(*snapshot) == quads);
      }
    }
    check_consistent(*store->snapshot());
    const StoreStatistics statistics = must(store->statistics());
    std::set<std::string> graphs;
    std::uint64_t background = 0;
    for (const auto& [text, each] : model) {
      if (each.graph) graphs.insert(to_string(*each.graph));
      if (!each.graph) ++background;
    }
    CHECK(statistics.quads == model.size());
    CHECK(statistics.background_quads == background);
    CHECK(statistics.graphs == graphs.size());
    CHECK(statistics.generations < 12);
  }
}

TEST_CASE("generations that were merged into others leave no files behind, once nobody reads them") {
  const TempDir dir;
  const StoreOptions options{.mode = OpenMode::kCreate, .fold_bytes = 1};
  auto store = open_store(dir / "db", options);
  const auto files = [&] {
    return std::count_if(std::filesystem::directory_iterator(dir / "db"), {},
                         [](const auto& entry) { return entry.path().extension() == ".sst"; });
  };
  const auto add = [&](int number) {
    must(store->commit(adding({quad("s" + std::to_string(number), "p", Term::blank("o"))})));
  };
  for (int i = 0; i < 30; ++i) add(i);
  auto old = store->snapshot();
  const QuadSet quads = all_quads(*old);
  for (int i = 30; i < 60; ++i) add(i);
  CHECK(all_quads(*old) == quads);
  check_consistent(*old);
  old.reset();
  for (int i = 60; i < 70; ++i) add(i);
  // Those of what lives, and of the last merge.
  CHECK(files() < 400);
  store.reset();
  store = open_store(dir / "db", options);
  CHECK(must(store->statistics()).generations < 12);
  CHECK(files() < 12 * 12 + 20);
  check_consistent(*store->snapshot());
  CHECK(all_quads(*store->snapshot()).size() == 70);
}

TEST_CASE("a range of many blocks is counted about, one of few exactly") {
  const TempDir dir;
  const auto store = open_store(dir / "db", {.mode = OpenMode::kCreate, .fold_bytes = 1});
  ChangeSet changes;
  for (int i = 0; i < 200'000; ++i) {
    changes.added.push_back(quad("s" + std::to_string(i), i % 4 == 0 ? "few" : "many", Term::blank("o")));
  }
  must(store->commit(changes));
  const auto snapshot = store->snapshot();
  const auto count = [&](const std::string& predicate) {
    const TermId id = must(snapshot->find_id(iri(predicate).view()));
    return must(snapshot->count(Range::of_prefix(Order::kPso, {&id, 1})));
  };
  CHECK(count("few").exact);
  CHECK(count("few").rows == 50'000);
  const RangeSize many = count("many");
  CHECK_FALSE(many.exact);
  CHECK(many.rows > 100'000);
  CHECK(many.rows <= 200'000);
}
