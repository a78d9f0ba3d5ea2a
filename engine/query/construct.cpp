// CONSTRUCT (SPARQL 16.2): the template with each solution put into it.
#include <map>
#include <optional>
#include <string>

#include "engine/query/running_query.h"
#include "engine/query/triple_window.h"

namespace quoth {
namespace {

using algebra::TermPattern;
using algebra::TriplePattern;
using algebra::Variable;

// Terms nest no deeper than kMaxNesting.
bool is_rdf(const Triple& triple) {
  if (!triple.subject.is_iri() && !triple.subject.is_blank()) return false;
  return triple.predicate.is_iri() && (!triple.object.is_triple() || is_rdf(triple.object.as_triple()));
}

class ConstructForm final : public RunningForm {
 public:
  ConstructForm(const QuerySetup& setup, std::unique_ptr<Solutions> solutions)
      : RunningForm(setup, std::move(solutions)) {
    for (std::size_t i = 0; i < variables().size(); ++i) columns_.emplace(Variable{variables()[i]}, i);
  }

  Result<std::vector<Triple>> next_triples() override {
    std::vector<Triple> triples;
    while (triples.empty()) {
      QUOTH_TRY(const std::vector<Row> rows, solutions().next());
      if (rows.empty()) break;
      for (const Row& row : rows) {
        blanks_.clear();
        for (const TriplePattern& pattern : query().construct) {
          std::optional<Triple> triple = instance(pattern, row);
          if (triple && is_rdf(*triple) && window_.add(*triple)) triples.push_back(*std::move(triple));
        }
      }
    }
    return triples;
  }

 private:
  // Nothing if a variable is unbound.
  std::optional<Triple> instance(const TriplePattern& pattern, const Row& row) {
    std::optional<Term> subject = instance(pattern.subject, row);
    std::optional<Term> predicate = instance(pattern.predicate, row);
    std::optional<Term> object = instance(pattern.object, row);
    if (!subject || !predicate || !object) return std::nullopt;
    return Triple(*std::move(subject), *std::move(predicate), *std::move(object));
  }

  std::optional<Term> instance(const TermPattern& pattern, const Row& row) {
    if (const Term* term = std::get_if<Term>(&pattern)) return *term;
    if (const Variable* variable = std::get_if<Variable>(&pattern)) {
      const auto column = columns_.find(*variable);
      return column == columns_.end() ? blank(*variable) : row[column->second];
    }
    std::optional<Triple> nested = instance(*std::get<Box<TriplePattern>>(pattern), row);
    if (!nested || !is_rdf(*nested)) return std::nullopt;
    return Term::triple(std::move(nested->subject), std::move(nested->predicate), std::move(nested->object));
  }

  // The node of this solution. A stored node's label begins with a hash of its document, and one that an expression
  // makes with "q".
  Term blank(const Variable& variable) {
    const auto [entry, is_new] = blanks_.try_emplace(variable, blanks_made_);
    if (is_new) ++blanks_made_;
    return Term::blank("new" + std::to_string(entry->second));
  }

  std::map<Variable, std::size_t> columns_;
  std::map<Variable, std::uint64_t> blanks_;  // of the present solution
  std::uint64_t blanks_made_ = 0;
  TripleWindow window_;
};

}  // namespace

Result<std::unique_ptr<QueryResult>> run_construct(QuerySetup setup) {
  QUOTH_TRY(std::unique_ptr<Solutions> solutions,
            execute(setup.query.solutions, setup.snapshot, setup.options));
  return std::unique_ptr<QueryResult>(std::make_unique<ConstructForm>(setup, std::move(solutions)));
}

}  // namespace quoth
