// Runs tests of expressions that are text, and shows where what came out differs.
//
//   expression_cases [--update] FILE…
//
// A line `EXPRESSION => VALUE` says what a constant expression gives: a term, `nothing`, or for one that is not
// accepted `error at COLUMN: MESSAGE`, with "; " for its line breaks. What is a term is also written as SPARQL
// and read again: that must be the same expression. Other lines are comments:
// docs/expressions.md is such a file too. --update writes what comes out
// into the files: look at the difference before you keep it.
#include <iostream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "engine/expression.h"
#include "engine/translate_expression.h"
#include "engine/write_expression.h"
#include "parser/parse_expression.h"
#include "rdf/vocabulary.h"
#include "tests/support/sections.h"

namespace quoth::test {
namespace {

constexpr std::string_view kArrow = " => ";
constexpr std::string_view kBase = "http://example.org/base/";

const PrefixMap& prefixes() {
  static const PrefixMap kPrefixes = [] {
    PrefixMap map;
    map.set("", "http://example.org/");
    map.set("xsd", xsd::kNamespace);
    map.set("rdf", rdf::kNamespace);
    return map;
  }();
  return kPrefixes;
}

std::string write_iri(std::string_view iri) {
  const auto name = prefixes().shorten(iri);
  return name ? *name : "<" + std::string(iri) + ">";
}

Result<algebra::Expression> read(std::string_view text) {
  QUOTH_TRY(const sparql::ParsedExpression parsed, sparql::parse_expression(text));
  if (parsed.end != text.size())
    return error_at(ErrorCode::kSyntax, "the expression ends here", "query", text, parsed.end);
  return translate_expression(parsed.expression, {.text = text, .prefixes = prefixes(), .base = kBase});
}

std::string on_one_line(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos;) text.replace(at, 1, "; ");
  return text;
}

std::string outcome(std::string_view text) {
  const auto expression = read(text);
  if (!expression) {
    const Error& error = expression.error();
    const std::string place = error.location ? std::to_string(error.location->column) : "nowhere";
    return "error at " + place + ": " + on_one_line(error.message);
  }
  if (const Status status = check_expression(*expression); !status)
    return "error after translation: " + status.error().message;
  const std::string written = write_expression(*expression, write_iri);
  const auto again = read(written);
  if (!again) return "written as " + written + ": " + again.error().message;
  if (to_text(*again) != to_text(*expression)) return "written as " + written + ", which is another one";
  if (!is_constant(*expression)) return "not constant";
  const auto constant = constant_value(*expression);
  if (!constant) return "too large: " + constant.error().message;
  const std::optional<Term>& value = *constant;
  return value ? write_term(*value, write_iri) : "nothing";
}

// The number of lines that went wrong; `lines` get what came out.
int run_lines(const std::string& file, std::vector<std::string>& lines) {
  int failures = 0, checked = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::string& line = lines[i];
    const std::size_t arrow = line.rfind(kArrow);
    if (line.starts_with('#') || arrow == std::string::npos) continue;
    ++checked;
    const std::string actual =
        outcome(std::string_view(line).substr(0, line.find_last_not_of(' ', arrow) + 1));
    const std::string expected = line.substr(arrow + kArrow.size());
    if (actual == expected) continue;
    ++failures;
    std::cerr << file << ":" << i + 1 << ": " << line << "\n  came out as: " << actual << "\n";
    line.replace(arrow + kArrow.size(), std::string::npos, actual);
  }
  if (checked == 0) std::cerr << file << ": nothing is checked\n";
  return failures + (checked == 0 ? 1 : 0);
}

int run_file(const std::string& file, std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  const int failures = run_lines(file, lines);
  text.clear();
  for (const std::string& line : lines) text += line + "\n";
  return failures;
}

}  // namespace
}  // namespace quoth::test

int main(int count, char** arguments) {
  return quoth::test::run_text_tests(std::vector<std::string>(arguments + 1, arguments + count),
                                     quoth::test::run_file);
}
