#include <algorithm>
#include <charconv>
#include <string>
#include <utility>

#include "rdf/vocabulary.h"
#include "tests/conformance/read_results.h"

namespace quoth::conformance {
namespace {

std::string rs(std::string_view name) {
  return "http://www.w3.org/2001/sw/DataAccess/tests/result-set#" + std::string(name);
}

Error no_result_set(const std::string& what) {
  return {ErrorCode::kSyntax, "no result set: " + what, {}, {}};
}

Result<Row> read_row(const Graph& graph, const Term& solution, const std::vector<std::string>& variables) {
  Row row(variables.size());
  for (const Term& binding : graph.objects(solution, rs("binding"))) {
    const std::optional<Term> variable = graph.object(binding, rs("variable"));
    const std::optional<Term> value = graph.object(binding, rs("value"));
    if (!variable || !value) return no_result_set("a binding without its variable or value");
    const auto found = std::find(variables.begin(), variables.end(), variable->text());
    if (found == variables.end()) return no_result_set("?" + variable->text() + " is no rs:resultVariable");
    row[static_cast<std::size_t>(found - variables.begin())] = *value;
  }
  return row;
}

std::optional<int> read_index(const Graph& graph, const Term& solution) {
  const std::optional<Term> index = graph.object(solution, rs("index"));
  int number = 0;
  if (!index) return std::nullopt;
  const std::string& text = index->text();
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

Result<std::optional<Results>> find_result_set(const Graph& graph) {
  std::optional<Term> set;
  for (const auto& [subject, type] : graph.pairs(rdf::kType)) {
    if (type.text() == rs("ResultSet")) set = subject;
  }
  if (!set) {
    for (const auto& [subject, value] : graph.pairs(rs("boolean"))) set = subject;
  }
  if (!set) return std::optional<Results>();
  if (const std::optional<Term> boolean = graph.object(*set, rs("boolean"))) {
    return std::optional<Results>(boolean->text() == "true" || boolean->text() == "1");
  }
  Table table;
  for (const Term& variable : graph.objects(*set, rs("resultVariable")))
    table.variables.push_back(variable.text());
  std::vector<std::pair<int, Row>> rows;
  const std::vector<Term> solutions = graph.objects(*set, rs("solution"));
  table.ordered = !solutions.empty();
  for (const Term& solution : solutions) {
    QUOTH_TRY(Row row, read_row(graph, solution, table.variables));
    const std::optional<int> index = read_index(graph, solution);
    if (!index) table.ordered = false;
    rows.emplace_back(index.value_or(0), std::move(row));
  }
  if (table.ordered) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
  }
  for (auto& [index, row] : rows) table.rows.push_back(std::move(row));
  return std::optional<Results>(std::move(table));
}

}  // namespace quoth::conformance
