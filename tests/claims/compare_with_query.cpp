#include "tests/claims/compare_with_query.h"

#include <optional>
#include <utility>
#include <vector>

#include "rdf/term.h"

namespace quoth::test {
namespace {

using Rows = std::vector<std::vector<std::optional<Term>>>;

std::string to_text(const std::vector<std::string>& columns, const Rows& rows) {
  std::string text;
  for (const std::string& column : columns) text += "?" + column + " ";
  text += "\n";
  for (const auto& row : rows) {
    for (const std::optional<Term>& term : row) text += (term ? to_string(*term) : "-") + "  ";
    text += "\n";
  }
  return text;
}

Result<std::string> rows_of_query(const KnowledgeBase& kb, const std::string& query) {
  QUOTH_TRY(const auto result, kb.query(query));
  Rows all;
  while (true) {
    QUOTH_TRY(auto rows, result->next_rows());
    if (rows.empty()) break;
    for (auto& row : rows) all.push_back(std::move(row));
  }
  return to_text(result->variables(), all);
}

}  // namespace

std::string compare_with_query(const KnowledgeBase& kb, const std::string& statement) {
  const auto answer = kb.ask(statement);
  if (!answer || !answer->explanation.empty() || !answer->verdict.empty()) return {};
  const auto query = kb.explain(statement);
  if (!query) return "cannot be explained: " + query.error().to_string() + "\n";
  Rows rows;
  for (const auto& row : answer->rows) {
    auto& terms = rows.emplace_back();
    for (const Cell& cell : row) terms.push_back(cell.term);
  }
  const std::string expected = to_text(answer->columns, rows);
  const auto actual = rows_of_query(kb, *query);
  if (!actual) return actual.error().to_string() + "\nof\n" + *query;
  if (*actual == expected) return {};
  return "the statement gives\n" + expected + "its SPARQL gives\n" + *actual + "it is\n" + *query;
}

}  // namespace quoth::test
