#include "engine/results/text_table.h"

#include <algorithm>
#include <numeric>
#include <utility>

#include "engine/results/display_width.h"

namespace quoth {
namespace {

constexpr std::size_t kGap = 2;        // columns between two columns of the table
constexpr std::size_t kNarrowest = 8;  // a column is not shortened below this

constexpr std::string_view kBold = "\x1b[1m", kDim = "\x1b[2m", kPlain = "\x1b[0m";

std::size_t line_length(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
}

// Takes from the widest columns until a line fits, or no column can give more.
void fit(std::vector<std::size_t>& widths, std::size_t line) {
  for (std::size_t length = line_length(widths); length > line;) {
    const std::size_t widest = *std::max_element(widths.begin(), widths.end());
    if (widest <= kNarrowest) return;
    // All of the widest columns come down together, as far as the next one: a text may be very long.
    const auto count = static_cast<std::size_t>(std::count(widths.begin(), widths.end(), widest));
    std::size_t level = widest - std::min(widest, (length - line + count - 1) / count);
    level = std::max(level, kNarrowest);
    for (const std::size_t width : widths) level = width < widest ? std::max(level, width) : level;
    for (std::size_t& width : widths) {
      if (width != widest) continue;
      const std::size_t taken = std::min(widest - level, length - std::min(length, line));
      width -= taken;
      length -= taken;
    }
  }
}

void widen(std::vector<std::size_t>& widths, const std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i) widths[i] = std::max(widths[i], display_width(texts[i]));
}

}  // namespace

void TextTable::head(std::vector<std::string> columns) {
  columns_ = std::move(columns);
  for (std::string& column : columns_) column = printable(column);
}

Status TextTable::row(std::vector<std::string> texts) {
  ++rows_;
  for (std::string& text : texts) text = printable(text);
  if (begun_) return write_row(texts, widths_for(texts));
  for (const std::string& text : texts) window_bytes_ += text.size();
  window_.push_back(std::move(texts));
  if (window_.size() < style_.window_rows && window_bytes_ < style_.window_bytes) return {};
  return write_window();
}

Status TextTable::end(std::string_view note) {
  if (!begun_) QUOTH_CHECK(write_window());
  std::string& out = out_.text();
  out += std::to_string(rows_);
  out += rows_ == 1 ? " row" : " rows";
  if (!note.empty()) out.append("; ").append(note);
  out += '\n';
  return out_.offer();
}

Status TextTable::write_window() {
  begun_ = true;
  widths_.assign(columns_.size(), 0);
  widen(widths_, columns_);
  for (const Texts& texts : window_) widen(widths_, texts);
  if (!columns_.empty()) {
    if (style_.width > 0) fit(widths_, style_.width);
    append_styled(columns_, style_.colour ? kBold : std::string_view());
    Texts rule;
    for (const std::size_t width : widths_) rule.emplace_back(width, '-');
    append_styled(rule, style_.colour ? kDim : std::string_view());
  }
  for (const Texts& texts : window_) QUOTH_CHECK(write_row(texts, widths_));
  window_ = {};
  return {};
}

Status TextTable::write_row(const Texts& texts, const std::vector<std::size_t>& widths) {
  if (columns_.empty()) return {};
  append_line(out_.text(), texts, widths);
  return out_.offer();
}

// Of a row behind the window.
std::vector<std::size_t> TextTable::widths_for(const Texts& texts) const {
  std::vector<std::size_t> widths = widths_;
  if (widths.empty()) return widths;
  if (style_.width > 0 && line_length(widths) >= style_.width) return widths;  // nothing is left to take
  widen(widths, texts);
  if (style_.width > 0) fit(widths, style_.width);
  return widths;
}

// A line of the head in one style, its line feed outside.
void TextTable::append_styled(const Texts& texts, std::string_view style) {
  std::string line;
  append_line(line, texts, widths_);
  if (!style.empty()) {
    line.pop_back();
    line.insert(0, style);
    line.append(kPlain).append("\n");
  }
  out_.text() += line;
}

void TextTable::append_line(std::string& out, const Texts& texts,
                            const std::vector<std::size_t>& widths) const {
  const std::size_t begin = out.size();
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string text = shorten(texts[i], widths[i]);
    out += text;
    if (i + 1 < texts.size()) out.append(widths[i] - display_width(text) + kGap, ' ');
  }
  while (out.size() > begin && out.back() == ' ') out.pop_back();
  out += '\n';
}

}  // namespace quoth
