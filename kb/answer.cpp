#include "kb/answer.h"

#include <cstdint>
#include <ostream>
#include <utility>

#include "engine/results/solution_writer.h"
#include "engine/results/text_table.h"

namespace quoth {
namespace {

// With names; the answer is in memory whole, so that every row may count for the widths.
Status write_table(std::ostream& out, const Answer& answer, std::size_t width, bool colour) {
  TextOutput text(out);
  if (answer.rows.empty()) {
    text.text() += "no answer\n";
    return text.finish();
  }
  TextTable table(text,
                  {.width = width, .colour = colour, .window_rows = SIZE_MAX, .window_bytes = SIZE_MAX});
  table.head(answer.columns);
  for (const std::vector<Cell>& row : answer.rows) {
    std::vector<std::string> texts;
    for (const Cell& cell : row) texts.push_back(cell.shown);
    QUOTH_CHECK(table.row(std::move(texts)));
  }
  QUOTH_CHECK(table.end(answer.note));
  return text.finish();
}

Status write_terms(std::ostream& out, const Answer& answer, ResultFormat format) {
  const PrefixMap prefixes;
  const auto writer = make_solution_writer(format, out, prefixes);
  QUOTH_CHECK(writer->begin(answer.columns));
  std::vector<const Term*> terms(answer.columns.size());
  for (const std::vector<Cell>& row : answer.rows) {
    for (std::size_t i = 0; i < terms.size(); ++i) terms[i] = row[i].term ? &*row[i].term : nullptr;
    QUOTH_CHECK(writer->row(terms));
  }
  return writer->end();
}

Status write_text(std::ostream& out, const std::string& text) {
  TextOutput output(out);
  output.text() += text;
  return output.finish();
}

}  // namespace

Status Answer::write(std::ostream& out, AnswerFormat format, std::size_t width, bool colour) const {
  if (format == AnswerFormat::kTable && !verdict.empty()) return write_text(out, verdict);
  if (!explanation.empty()) return write_text(out, explanation);
  if (format == AnswerFormat::kTable) return write_table(out, *this, width, colour);
  return write_terms(out, *this, format);
}

}  // namespace quoth
