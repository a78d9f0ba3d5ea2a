// Expressions within a query: with EXISTS, and aggregates where solutions are grouped.
#pragma once
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/algebra.h"
#include "engine/translate/context.h"
#include "parser/query_ast.h"

namespace quoth::translation {

// What stands above the groups of one SELECT sees of them: keys, aggregates, and of other variables a sample (SPARQL
// 18.2.4.1).
class Grouping {
 public:
  explicit Grouping(Context& context) : context_(context) {}

  // From now on the variable has one value in each group.
  void show(const algebra::Variable& variable) { shown_.insert(variable); }

  bool shows(const algebra::Variable& variable) const { return shown_.contains(variable); }

  // The result of an aggregate; the same one for an equal aggregate.
  algebra::Variable result(algebra::Aggregate aggregate);

  std::vector<algebra::Aggregate> take() { return std::move(aggregates_); }

 private:
  Context& context_;
  std::set<algebra::Variable> shown_;
  std::vector<algebra::Aggregate> aggregates_;
  std::map<std::string, algebra::Variable> results_;  // by what the aggregate is, as text
};

// `grouping` is null below groups and where there are none. EXISTS matches in `graph`.
Result<algebra::Expression> read_expression(const sparql::Expression& expression,
                                            const algebra::GraphTarget& graph, Context& context,
                                            Grouping* grouping = nullptr);

}  // namespace quoth::translation
