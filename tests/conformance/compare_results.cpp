#include "tests/conformance/compare_results.h"

#include <algorithm>
#include <map>
#include <span>

#include "rdf/value.h"
#include "rdf/write_rdf.h"
#include "tests/support/isomorphism.h"

namespace quoth::conformance {
namespace {

using Rows = std::vector<Row>;

bool has_blank(const Term& term) {
  if (!term.is_triple()) return term.is_blank();
  const Triple& triple = term.as_triple();
  return has_blank(triple.subject) || has_blank(triple.predicate) || has_blank(triple.object);
}

bool has_blank(const Row& row) {
  return std::any_of(row.begin(), row.end(), [](const auto& cell) { return cell && has_blank(*cell); });
}

std::string line_of(const Row& row, const std::vector<std::string>& variables) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (!row[i]) continue;
    line += line.empty() ? "?" : "  ?";
    line += variables[i] + " = ";
    append_canonical(line, row[i]->view());
  }
  return line.empty() ? "a row without bindings" : line;
}

std::map<std::string, int> counted(const Rows& rows, const std::vector<std::string>& variables) {
  std::map<std::string, int> counts;
  for (const Row& row : rows) ++counts[line_of(row, variables)];
  return counts;
}

// The rows as a graph, so that one renaming of blank nodes makes two tables equal if and only if it makes their graphs
// equal: a node for each row, of the row's number where the sequence counts.
std::vector<Quad> graph_of(const Rows& rows, const std::vector<std::string>& variables, bool ordered) {
  std::vector<Quad> quads;
  const Term place = Term::iri("row:place");
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::string number = std::to_string(i);
    const Term node = Term::blank("row " + number);  // no format has labels with blanks in them
    quads.emplace_back(Triple(node, place, Term::literal(ordered ? number : "")));
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      if (rows[i][column])
        quads.emplace_back(Triple(node, Term::iri("variable:" + variables[column]), *rows[i][column]));
    }
  }
  return quads;
}

// What only one side has, as "- …" and "+ …", blank nodes compared by their labels.
std::string list_differences(const Rows& expected, const Rows& actual,
                             const std::vector<std::string>& variables) {
  constexpr int kMost = 10;
  auto counts = counted(expected, variables);
  for (const auto& [line, count] : counted(actual, variables)) counts[line] -= count;
  std::string missing, unexpected;
  int shown = 0;
  for (const auto& [line, count] : counts) {
    for (int i = 0; i < std::abs(count); ++i) {
      if (++shown <= kMost) (count > 0 ? missing : unexpected) += (count > 0 ? "- " : "+ ") + line + "\n";
    }
  }
  std::string text = missing + unexpected;
  if (shown > kMost) text += "… " + std::to_string(shown - kMost) + " more\n";
  return text;
}

// Each row once, by its text, and how often it was there.
Rows distinct(const Rows& rows, const std::vector<std::string>& variables) {
  std::map<std::string, Row> found;
  for (const Row& row : rows) found.emplace(line_of(row, variables), row);
  Rows once;
  for (auto& [line, row] : found) once.push_back(std::move(row));
  return once;
}

bool at_most_as_often(const Rows& actual, const Rows& expected, const std::vector<std::string>& variables) {
  const auto allowed = counted(expected, variables);
  std::vector<int> blank_allowed, blank_counts;
  for (const Row& row : expected) {
    if (has_blank(row)) blank_allowed.push_back(allowed.at(line_of(row, variables)));
  }
  const auto counts = counted(actual, variables);
  for (const Row& row : actual) {
    const int count = counts.at(line_of(row, variables));
    if (has_blank(row)) {
      blank_counts.push_back(count);
    } else if (const auto found = allowed.find(line_of(row, variables));
               found == allowed.end() || count > found->second) {
      return false;
    }
  }
  // Of rows with blank nodes it is not known which is which: the most frequent ones are compared with each other.
  std::sort(blank_allowed.rbegin(), blank_allowed.rend());
  std::sort(blank_counts.rbegin(), blank_counts.rend());
  return blank_counts.size() <= blank_allowed.size() &&
         std::equal(blank_counts.begin(), blank_counts.end(), blank_allowed.begin(),
                    [](int count, int most) { return count <= most; });
}

// Rows of the same variables in the same sequence.
Result<bool> equal_rows(Rows expected, Rows actual, const std::vector<std::string>& variables,
                        const Comparison& comparison) {
  if (comparison.lax) {
    if (!at_most_as_often(actual, expected, variables)) return false;
    expected = distinct(expected, variables);
    actual = distinct(actual, variables);
  }
  if (expected.size() != actual.size()) return false;
  if (!comparison.ordered) {
    // Rows without blank nodes are matched by their texts, which is much quicker.
    Rows plain_expected, plain_actual;
    const auto take_plain = [](Rows& rows, Rows& plain) {
      const auto rest =
          std::stable_partition(rows.begin(), rows.end(), [](const Row& row) { return has_blank(row); });
      plain.assign(rest, rows.end());
      rows.erase(rest, rows.end());
    };
    take_plain(expected, plain_expected);
    take_plain(actual, plain_actual);
    if (counted(plain_expected, variables) != counted(plain_actual, variables)) return false;
  }
  return test::isomorphic(graph_of(expected, variables, comparison.ordered),
                          graph_of(actual, variables, comparison.ordered));
}

// Decimals, floats and doubles in their canonical form.
Term spelled_canonically(const Term& term) {
  if (term.is_triple()) {
    const Triple& triple = term.as_triple();
    return Term::triple(triple.subject, triple.predicate, spelled_canonically(triple.object));
  }
  const auto value = term.is_literal() ? value_of(term.view()) : std::nullopt;
  const bool respelled =
      value && (value->datatype() == Datatype::kDecimal || value->datatype() == Datatype::kFloat ||
                value->datatype() == Datatype::kDouble);
  return respelled ? term_of(*value) : term;
}

Rows spelled_canonically(Rows rows) {
  for (Row& row : rows) {
    for (auto& cell : row)
      if (cell) cell = spelled_canonically(*cell);
  }
  return rows;
}

std::string named(const std::vector<std::string>& variables) {
  std::string text;
  for (const std::string& variable : variables) text += " ?" + variable;
  return text.empty() ? " none" : text;
}

Result<std::string> table_difference(const Table& expected, const Table& actual, Comparison comparison) {
  comparison.ordered = comparison.ordered || expected.ordered;
  const bool same_variables =
      expected.variables.size() == actual.variables.size() &&
      (comparison.same_header ? expected.variables == actual.variables
                              : std::is_permutation(expected.variables.begin(), expected.variables.end(),
                                                    actual.variables.begin()));
  if (!same_variables)
    return "expected the variables" + named(expected.variables) + ", got" + named(actual.variables) + "\n";

  std::vector<std::size_t> columns;  // where the expected variables stand in the actual table
  for (const std::string& variable : expected.variables) {
    const auto found = std::find(actual.variables.begin(), actual.variables.end(), variable);
    columns.push_back(static_cast<std::size_t>(found - actual.variables.begin()));
  }
  Rows rows;
  for (const Row& row : actual.rows) {
    Row& arranged = rows.emplace_back();
    for (const std::size_t column : columns) arranged.push_back(row[column]);
  }
  QUOTH_TRY(const bool equal, equal_rows(spelled_canonically(expected.rows), spelled_canonically(rows),
                                         expected.variables, comparison));
  if (equal) return std::string();
  const std::string listed = list_differences(expected.rows, rows, expected.variables);
  return "expected " + std::to_string(expected.rows.size()) + " rows, got " + std::to_string(rows.size()) +
         "\n" + (listed.empty() ? "the rows come in another sequence\n" : listed);
}

Result<std::string> graph_difference(std::span<const Quad> expected, std::span<const Quad> actual) {
  QUOTH_TRY(const bool equal, test::isomorphic(expected, actual));
  return equal ? std::string() : test::difference(expected, actual);
}

std::string_view kind_of(const Results& results) {
  constexpr std::string_view kKinds[] = {"a table", "a boolean", "a graph"};
  return kKinds[results.index()];
}

}  // namespace

Result<std::string> difference(const Results& expected, const Results& actual, const Comparison& comparison) {
  if (expected.index() != actual.index())
    return "expected " + std::string(kind_of(expected)) + ", got " + std::string(kind_of(actual)) + "\n";
  if (const Table* table = std::get_if<Table>(&expected))
    return table_difference(*table, std::get<Table>(actual), comparison);
  if (const bool* answer = std::get_if<bool>(&expected)) {
    if (*answer == std::get<bool>(actual)) return std::string();
    return std::string(*answer ? "expected true, got false\n" : "expected false, got true\n");
  }
  return graph_difference(std::get<std::vector<Quad>>(expected), std::get<std::vector<Quad>>(actual));
}

}  // namespace quoth::conformance
