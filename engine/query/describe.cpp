// DESCRIBE (SPARQL 16.4): concise bounded descriptions. That of a resource is the triples whose subject it is, in all
// graphs of the dataset; the descriptions of blank nodes that are mentioned in them; and those of the reifiers of these
// triples, which say who claims them and when.
#include <deque>
#include <optional>
#include <unordered_set>

#include "engine/memory_budget.h"
#include "engine/query/running_query.h"
#include "engine/query/triple_window.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Node;
using algebra::Variable;

const Variable kResource{".resource"}, kPredicate{".predicate"}, kObject{".object"}, kReifier{".reifier"};

class DescribeForm final : public RunningForm {
 public:
  // So many resources are looked up at once.
  static constexpr std::size_t kAtOnce = 256;

  DescribeForm(QuerySetup setup, std::unique_ptr<Solutions> solutions)
      : RunningForm(setup, std::move(solutions)),
        snapshot_(std::move(setup.snapshot)),
        options_(std::move(setup.options)),
        memory_(options_.limits.memory_bytes),
        seen_memory_(memory_) {}

  Result<std::vector<Triple>> next_triples() override {
    if (failed_) return *failed_;
    auto triples = more();
    if (!triples) failed_ = triples.error();
    return triples;
  }

 private:
  Result<std::vector<Triple>> more() {
    if (!started_) {
      started_ = true;
      for (const Term& resource : query().resources) QUOTH_CHECK(add(resource));
    }
    while (true) {
      if (triples_) {
        QUOTH_TRY(std::vector<Triple> triples, read_triples());
        if (!triples.empty()) return triples;
      } else if (!pending_.empty()) {
        QUOTH_CHECK(describe_pending());
      } else {
        QUOTH_TRY(const std::vector<Row> rows, solutions().next());
        if (rows.empty()) return std::vector<Triple>();
        for (const Row& row : rows)
          for (const std::optional<Term>& term : row)
            if (term) QUOTH_CHECK(add(*term));
      }
    }
  }

  // To be described, unless it has been or cannot be.
  Status add(const Term& term) {
    if ((!term.is_iri() && !term.is_blank()) || seen_.contains(term)) return {};
    QUOTH_CHECK(seen_memory_.grow(2 * memory_of(term.view())));
    seen_.insert(term);
    pending_.push_back(term);
    return {};
  }

  // Terms nest no deeper than kMaxNesting.
  Status add_blanks(const Term& term) {
    if (term.is_blank()) return add(term);
    if (!term.is_triple()) return {};
    QUOTH_CHECK(add_blanks(term.as_triple().subject));
    return add_blanks(term.as_triple().object);
  }

  // Starts with the triples of the next resources, and finds their reifiers.
  Status describe_pending() {
    algebra::Values resources{{kResource}, {}};
    while (!pending_.empty() && resources.rows.size() < kAtOnce) {
      resources.rows.push_back({std::move(pending_.front())});
      pending_.pop_front();
    }
    const algebra::TriplePattern triple{kResource, kPredicate, kObject};
    const algebra::TriplePattern reifies{kReifier, Term::iri(std::string(rdf::kReifies)),
                                         Box<algebra::TriplePattern>(triple)};
    QUOTH_TRY(const auto reifiers, start(resources, {triple, reifies}, {kReifier}));
    while (true) {
      QUOTH_TRY(const std::vector<Row> rows, reifiers->next());
      if (rows.empty()) break;
      for (const Row& row : rows) QUOTH_CHECK(add(*row[0]));
    }
    QUOTH_TRY(triples_, start(resources, {triple}, {kResource, kPredicate, kObject}));
    return {};
  }

  Result<std::unique_ptr<Solutions>> start(const algebra::Values& resources,
                                           std::vector<algebra::TriplePattern> patterns,
                                           std::vector<Variable> columns) const {
    Node found{algebra::Join{Node{resources}, Node{algebra::Bgp{query().described_in, std::move(patterns)}}}};
    return execute({algebra::Distinct{Node{algebra::Project{std::move(found), std::move(columns)}}}},
                   snapshot_, options_);
  }

  // None: the present ones are all read.
  Result<std::vector<Triple>> read_triples() {
    std::vector<Triple> out;
    QUOTH_TRY(const std::vector<Row> rows, triples_->next());
    if (rows.empty()) triples_.reset();
    for (const Row& row : rows) {
      QUOTH_CHECK(add_blanks(*row[2]));
      out.emplace_back(*row[0], *row[1], *row[2]);
    }
    return out;
  }

  std::shared_ptr<const Snapshot> snapshot_;
  ExecuteOptions options_;
  MemoryBudget memory_;
  MemoryUse seen_memory_;
  bool started_ = false;
  std::unordered_set<Term> seen_;
  std::deque<Term> pending_;
  std::unique_ptr<Solutions> triples_;  // of the resources that are being described
  std::optional<Error> failed_;
};

}  // namespace

Result<std::unique_ptr<QueryResult>> run_describe(QuerySetup setup) {
  QUOTH_TRY(std::unique_ptr<Solutions> solutions,
            execute(setup.query.solutions, setup.snapshot, setup.options));
  return std::unique_ptr<QueryResult>(std::make_unique<DescribeForm>(std::move(setup), std::move(solutions)));
}

}  // namespace quoth
