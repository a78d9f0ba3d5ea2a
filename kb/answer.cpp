#include "kb/answer.h"

#include <algorithm>
#include <numeric>
#include <ostream>
#include <string_view>

#include "kb/display_width.h"
#include "kb/write_results.h"

namespace quoth {
namespace {

constexpr std::size_t kGap = 2;        // columns between two columns of the table
constexpr std::size_t kNarrowest = 8;  // a column is not shortened below this

// Takes from the widest columns until a line fits, or no column can give more.
void fit(std::vector<std::size_t>& widths, std::size_t line) {
  const std::size_t gaps = kGap * (widths.size() - 1);
  std::size_t total = std::accumulate(widths.begin(), widths.end(), gaps);
  while (total > line) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= kNarrowest) return;
    --*widest;
    --total;
  }
}

void append_line(std::string& out, const std::vector<std::string>& cells,
                 const std::vector<std::size_t>& widths) {
  const std::size_t begin = out.size();
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string cell = shorten(cells[i], widths[i]);
    out += cell;
    if (i + 1 < cells.size()) out.append(widths[i] - display_width(cell) + kGap, ' ');
  }
  while (out.size() > begin && out.back() == ' ') out.pop_back();
  out += '\n';
}

constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kPlain = "\x1b[0m";

// A line of the table in one style, its line feed outside.
void append_styled(std::string& out, const std::vector<std::string>& cells,
                   const std::vector<std::size_t>& widths, std::string_view style) {
  std::string line;
  append_line(line, cells, widths);
  if (style.empty()) {
    out += line;
    return;
  }
  line.pop_back();
  out.append(style).append(line).append(kPlain).append("\n");
}

void write_table(std::ostream& out, const Answer& answer, std::size_t line, bool colour) {
  if (answer.rows.empty()) {
    out << "no answer\n";
    return;
  }
  std::vector<std::vector<std::string>> cells{answer.columns};
  for (const std::vector<Cell>& row : answer.rows) {
    std::vector<std::string>& texts = cells.emplace_back();
    for (const Cell& cell : row) texts.push_back(printable(cell.shown));
  }
  std::vector<std::size_t> widths(answer.columns.size(), 0);
  for (const std::vector<std::string>& texts : cells)
    for (std::size_t i = 0; i < texts.size(); ++i) widths[i] = std::max(widths[i], display_width(texts[i]));
  if (line > 0 && !widths.empty()) fit(widths, line);

  std::string text;
  append_styled(text, cells.front(), widths, colour ? kBold : std::string_view());
  std::vector<std::string> rule;
  for (const std::size_t width : widths) rule.emplace_back(width, '-');
  append_styled(text, rule, widths, colour ? kDim : std::string_view());
  for (std::size_t i = 1; i < cells.size(); ++i) append_line(text, cells[i], widths);
  out << text << answer.rows.size() << (answer.rows.size() == 1 ? " row" : " rows");
  out << (answer.note.empty() ? "" : "; " + answer.note) << '\n';
}

}  // namespace

Status Answer::write(std::ostream& out, AnswerFormat format, std::size_t width, bool colour) const {
  if (format == AnswerFormat::kTable && !verdict.empty()) {
    out << verdict;
  } else if (!explanation.empty()) {
    out << explanation;
  } else {
    switch (format) {
      case AnswerFormat::kTable:
        write_table(out, *this, width, colour);
        break;
      case AnswerFormat::kJson:
        write_json(out, *this);
        break;
      case AnswerFormat::kCsv:
        write_csv(out, *this);
        break;
      case AnswerFormat::kTsv:
        write_tsv(out, *this);
        break;
    }
  }
  out.flush();
  if (!out) return Error{ErrorCode::kIo, "cannot write the answer", {}, {}};
  return {};
}

}  // namespace quoth
