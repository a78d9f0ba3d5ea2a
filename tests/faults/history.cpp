#include "tests/faults/history.h"

#include <iterator>
#include <set>

#include "rdf/vocabulary.h"

namespace quoth::test {
namespace {

Term thing(std::size_t number) { return Term::iri("http://example.org/thing/" + std::to_string(number)); }

Quad label(std::size_t number, const std::string& name) {
  return Quad(
      Triple(thing(number), Term::iri("http://www.w3.org/2000/01/rdf-schema#label"), Term::lang(name, "en")));
}

}  // namespace

void LoadPlan::for_each(const std::function<void(const QuadView&)>& visit) const {
  QuadMaker maker(seed);
  for (std::size_t i = 0; i < quads; ++i) {
    const std::size_t number = maker.below(quads);
    switch (maker.below(padding > 0 ? 4 : 3)) {
      case 0:
        visit(label(number, "Thing " + std::to_string(number)).view());
        break;
      case 1:
        visit(Quad(Triple(thing(number), Term::iri("http://example.org/p"),
                          Term::triple(thing(maker.below(quads)), Term::iri("http://example.org/q"),
                                       maker.term(1))),
                   thing(maker.below(7)))
                  .view());
        break;
      case 2:
        visit(maker.quad().view());
        break;
      default:
        visit(Quad(Triple(thing(number), Term::iri("http://example.org/text"),
                          Term::literal(std::to_string(i) + std::string(padding, 'x'))))
                  .view());
    }
  }
}

Status run_load(Store& store, const LoadPlan& plan) {
  BulkLoadOptions options;
  options.memory_bytes = plan.memory_bytes;
  QUOTH_TRY(const std::unique_ptr<BulkLoad> load, store.begin_load(options));
  Status status;
  plan.for_each([&](const QuadView& quad) {
    if (status) status = load->add(quad);
  });
  QUOTH_CHECK(status);
  load->add_prefix("loaded", "http://example.org/" + std::to_string(plan.seed) + "/");
  QUOTH_TRY(const BulkLoadResult result, load->finish());
  static_cast<void>(result);
  return {};
}

Quad RandomHistory::any_quad() {
  if (maker_.below(4) > 0) return maker_.quad();
  const std::size_t number = maker_.below(12);
  return label(number, "Thing " + std::to_string(number) + (maker_.below(2) == 0 ? "" : " once more"));
}

ChangeSet RandomHistory::next() {
  ChangeSet changes;
  std::set<std::string> added;
  for (std::size_t i = maker_.below(30); i > 0; --i) {
    changes.added.push_back(any_quad());
    added.insert(to_string(changes.added.back().view()));
  }
  for (std::size_t i = maker_.below(15); i > 0 && !quads_.empty(); --i) {
    const auto gone = std::next(quads_.begin(), static_cast<long>(maker_.below(quads_.size())));
    changes.removed.push_back(gone->second);
    if (!added.contains(gone->first)) quads_.erase(gone);
  }
  for (const Quad& quad : changes.added) quads_.emplace(to_string(quad.view()), quad);
  // Whatever else it does, a prefix gets a new meaning.
  changes.prefixes.emplace_back("p" + std::to_string(maker_.below(3)),
                                "http://example.org/" + std::to_string(commits_++) + "/");
  return changes;
}

QuadSet RandomHistory::quads() const {
  QuadSet quads;
  for (const auto& [text, quad] : quads_) quads.insert(text);
  return quads;
}

}  // namespace quoth::test
