#include <string>
#include <utility>

#include "tests/conformance/read_results.h"
#include "tests/support/text.h"

namespace quoth::conformance {
namespace {

using Texts = std::vector<std::string>;

// RFC 4180. A line may end without its CR.
Result<std::vector<Texts>> split_csv(std::string_view text) {
  std::vector<Texts> lines;
  Texts line;
  std::string field;
  const auto end_line = [&] {
    line.push_back(std::exchange(field, {}));
    lines.push_back(std::exchange(line, {}));
  };
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] == '"' && field.empty()) {
      for (++i; i < text.size(); ++i) {
        if (text[i] != '"') {
          field += text[i];
        } else if (text.substr(i, 2) == "\"\"") {
          field += text[i++];
        } else {
          break;
        }
      }
      if (i == text.size()) return Error{ErrorCode::kSyntax, "no CSV: a quote is not closed", {}, {}};
      ++i;
    } else if (text[i] == ',') {
      line.push_back(std::exchange(field, {}));
      ++i;
    } else if (text[i] == '\n' || text.substr(i, 2) == "\r\n") {
      i += text[i] == '\n' ? 1 : 2;
      end_line();
    } else {
      field += text[i++];
    }
  }
  if (!field.empty() || !line.empty()) end_line();
  return lines;
}

std::vector<Texts> split_tsv(std::string_view text) {
  std::vector<Texts> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    Texts& cells = lines.emplace_back();
    for (std::size_t tab = line.find('\t'); tab != std::string_view::npos; tab = line.find('\t')) {
      cells.emplace_back(line.substr(0, tab));
      line.remove_prefix(tab + 1);
    }
    cells.emplace_back(line);
  }
  return lines;
}

std::optional<Term> csv_term(const std::string& text) {
  if (text.empty()) return std::nullopt;
  if (text.starts_with("_:")) return Term::blank(text.substr(2));
  return Term::literal(text);
}

// A term in the syntax of Turtle.
Result<std::optional<Term>> tsv_term(const std::string& text) {
  if (text.empty()) return std::optional<Term>();
  QUOTH_TRY(const std::vector<Quad> quads, test::read_quads("<x:> <x:> " + text + " .", RdfFormat::kTurtle));
  if (quads.size() != 1) return Error{ErrorCode::kSyntax, "no TSV: this is no term: " + text, {}, {}};
  return std::optional<Term>(quads.front().triple.object);
}

// A line without columns is one empty text.
void drop_empty(Texts& texts) {
  if (texts.size() == 1 && texts.front().empty()) texts.clear();
}

}  // namespace

Result<Results> parse_csv_results(std::string_view text) {
  QUOTH_TRY(std::vector<Texts> lines, split_csv(text));
  if (lines.empty()) return Error{ErrorCode::kSyntax, "no CSV: there is no head", {}, {}};
  Table table;
  drop_empty(lines.front());
  table.variables = lines.front();
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (table.variables.empty()) drop_empty(lines[i]);
    if (lines[i].size() != table.variables.size())
      return Error{ErrorCode::kSyntax, "no CSV: a row is not as wide as the head", {}, {}};
    Row& row = table.rows.emplace_back();
    for (const std::string& field : lines[i]) row.push_back(csv_term(field));
  }
  return Results(std::move(table));
}

Result<Results> parse_tsv_results(std::string_view text) {
  std::vector<Texts> lines = split_tsv(text);
  if (lines.empty()) return Error{ErrorCode::kSyntax, "no TSV: there is no head", {}, {}};
  Table table;
  drop_empty(lines.front());
  for (const std::string& variable : lines.front()) {
    if (!variable.starts_with('?') && !variable.starts_with('$'))
      return Error{ErrorCode::kSyntax, "no TSV: '" + variable + "' is no variable", {}, {}};
    table.variables.push_back(variable.substr(1));
  }
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (table.variables.empty()) drop_empty(lines[i]);
    if (lines[i].size() != table.variables.size())
      return Error{ErrorCode::kSyntax, "no TSV: a row is not as wide as the head", {}, {}};
    Row& row = table.rows.emplace_back();
    for (const std::string& cell : lines[i]) {
      QUOTH_TRY(row.emplace_back(), tsv_term(cell));
    }
  }
  return Results(std::move(table));
}

}  // namespace quoth::conformance
