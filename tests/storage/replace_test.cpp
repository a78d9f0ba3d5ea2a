// A load that replaces a graph: afterwards the graph holds what was loaded and nothing else, all other graphs are as
// they were, and the names are those that the quads give.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "storage/name_indexer.h"
#include "tests/storage/store_support.h"

using namespace quoth;
using namespace quoth::test;

namespace {

constexpr std::string_view kNamePredicate = "http://example.org/p1";
constexpr std::string_view kOtherNamePredicate = "http://example.org/p2";
constexpr std::string_view kGraph = "http://example.org/graph/1";

// The text of a literal is the name; both predicates give the same entry.
class TestNames final : public NameIndexer {
 public:
  void add_iri(std::string_view, TermId, std::vector<NameEntry>&) const override {}
  bool is_name_predicate(std::string_view iri) const override {
    return iri == kNamePredicate || iri == kOtherNamePredicate;
  }
  void add_name(TermId subject, std::string_view, const TermView& object,
                std::vector<NameEntry>& out) const override {
    if (object.kind == TermKind::kLiteral)
      out.push_back({std::string(object.text) + '\0' + std::to_string(subject.bits()), {}});
  }
};

using Model = std::map<std::string, Quad>;

std::set<std::string> stored_names(const Snapshot& snapshot) {
  std::set<std::string> names;
  must(snapshot.visit_names("", [&](std::string_view key, std::string_view) {
    names.emplace(key);
    return true;
  }));
  return names;
}

std::set<std::string> names_of(const Model& model, const Snapshot& snapshot) {
  const TestNames indexer;
  std::vector<NameEntry> entries;
  for (const auto& [text, quad] : model) {
    const Triple& triple = quad.triple;
    if (!triple.subject.is_iri() || !indexer.is_name_predicate(triple.predicate.text())) continue;
    indexer.add_name(must(snapshot.find_id(triple.subject.view())), {}, triple.object.view(), entries);
  }
  std::set<std::string> names;
  for (const NameEntry& entry : entries) names.insert(entry.key);
  return names;
}

void check_holds(const Snapshot& snapshot, const Model& model) {
  QuadSet quads;
  for (const auto& entry : model) quads.insert(entry.first);
  CHECK(all_quads(snapshot) == quads);
  CHECK(stored_names(snapshot) == names_of(model, snapshot));
}

BulkLoadResult replace(Store& store, const std::vector<Quad>& quads, std::size_t memory = 0) {
  BulkLoadOptions options;
  if (memory > 0) options.memory_bytes = memory;
  options.replaced_graph = kGraph;
  const auto load = must(store.begin_load(options));
  for (const Quad& quad : quads) must(load->add(quad.view()));
  return must(load->finish());
}

// What a replacement by `quads` does to the model: how many are added and removed.
std::pair<std::uint64_t, std::uint64_t> replace(Model& model, const std::vector<Quad>& quads) {
  std::set<std::string> kept;
  std::uint64_t added = 0;
  for (const Quad& quad : quads) {
    kept.insert(to_string(quad.view()));
    added += model.emplace(to_string(quad.view()), quad).second ? 1 : 0;
  }
  const std::uint64_t removed = std::erase_if(model, [&](const auto& entry) {
    return entry.second.graph && entry.second.graph->text() == kGraph && !kept.contains(entry.first);
  });
  return {added, removed};
}

}  // namespace

TEST_CASE("random replacements agree with a plain set, as commit records and as generations") {
  for (const std::size_t fold_bytes : {std::size_t{16} << 20, std::size_t{1}}) {
    CAPTURE(fold_bytes);
    const TempDir dir;
    const StoreOptions options{
        .mode = OpenMode::kCreate, .names = std::make_shared<TestNames>(), .fold_bytes = fold_bytes};
    auto store = open_store(dir / "db", options);
    QuadMaker maker(7);
    Model model;
    for (int step = 0; step < 40; ++step) {
      std::vector<Quad> quads;
      for (std::size_t i = maker.below(60); i > 0; --i) quads.push_back(maker.quad());
      // Some of what is there stays.
      for (const auto& [text, quad] : model) {
        if (maker.below(4) == 0) quads.push_back(quad);
      }
      const std::uint64_t before = store->snapshot()->commit();
      const auto [added, removed] = replace(model, quads);
      const BulkLoadResult result = replace(*store, quads);
      CHECK(result.added == added);
      CHECK(result.removed == removed);
      CHECK(result.commit == before + (added + removed > 0 ? 1 : 0));
      check_holds(*store->snapshot(), model);
      CHECK(must(store->statistics()).quads == model.size());
      if (step % 15 == 14) {
        check_consistent(*store->snapshot());
        store.reset();
        store = open_store(dir / "db", options);
      }
    }
    check_holds(*store->snapshot(), model);
    check_consistent(*store->snapshot());
  }
}

TEST_CASE("an unchanged graph is no commit, and an empty load empties the graph") {
  const TempDir dir;
  const auto store = open_store(dir / "db", {.mode = OpenMode::kCreate});
  const Term graph = Term::iri(std::string(kGraph));
  const auto quad = [&](const std::string& object) {
    return Quad(Triple(Term::iri("http://e/s"), Term::iri("http://e/p"), Term::literal(object)), graph);
  };
  CHECK(replace(*store, {quad("a"), quad("b")}).added == 2);
  CHECK(replace(*store, {quad("b"), quad("a"), quad("a")}).commit == 1);
  const BulkLoadResult result = replace(*store, {});
  CHECK(result.commit == 2);
  CHECK(result.removed == 2);
  CHECK(all_quads(*store->snapshot()).empty());
  CHECK(replace(*store, {}).commit == 2);
}

TEST_CASE("a replacement that does not fit into memory does the same") {
  const TempDir dir;
  const auto store =
      open_store(dir / "db", {.mode = OpenMode::kCreate, .names = std::make_shared<TestNames>()});
  const Term graph = Term::iri(std::string(kGraph));
  const auto quads = [&](int begin, int end) {
    std::vector<Quad> result;
    for (int i = begin; i < end; ++i) {
      result.emplace_back(
          Triple(Term::iri("http://e/s" + std::to_string(i % 40'000)), Term::iri(std::string(kNamePredicate)),
                 Term::literal("name " + std::to_string(i))),
          graph);
    }
    return result;
  };
  constexpr std::size_t kLittle = 1;  // the least that a load takes
  CHECK(replace(*store, quads(0, 90'000), kLittle).added == 90'000);
  const BulkLoadResult result = replace(*store, quads(60'000, 150'000), kLittle);
  CHECK(result.added == 60'000);
  CHECK(result.removed == 60'000);
  CHECK(must(store->statistics()).quads == 90'000);
  const RangeSize size = must(store->snapshot()->count(Range::of_prefix(Order::kGpso, {})));
  CHECK(size.rows == 90'000);
  CHECK(stored_names(*store->snapshot()).size() == 90'000);
  CHECK(replace(*store, quads(60'000, 150'000), kLittle).commit == result.commit);
}
