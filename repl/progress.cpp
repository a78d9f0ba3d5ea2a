#include "repl/progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <ostream>
#include <utility>

#include "base/utf8.h"
#include "repl/quantity.h"

namespace quoth::repl {

std::string describe_progress(const std::string& file, const LoadProgress& progress, double seconds) {
  std::string line = file + "  " + show_bytes(progress.bytes);
  const std::uint64_t total = progress.bytes_total.value_or(0);
  if (total > 0) {
    line += fmt::format(" of {} ({:.0f} %)", show_bytes(total),
                        100 * static_cast<double>(progress.bytes) / static_cast<double>(total));
  }
  line += "  " + show_count(progress.quads) + " quads  " + show_rate(progress.quads, seconds) + " quads/s";
  if (progress.sorting) {
    line += "  sorting and writing";
  } else if (total > 0 && progress.bytes > 0 && progress.bytes < total) {
    const double left =
        seconds * static_cast<double>(total - progress.bytes) / static_cast<double>(progress.bytes);
    line += "  " + show_seconds(std::max(std::ceil(left), 1.0), 0) + " left";
  }
  return line;
}

std::string describe_summary(const std::string& file, const LoadSummary& summary) {
  std::string text = file + ": ";
  if (summary.rows) text += show_count(*summary.rows) + (*summary.rows == 1 ? " row, " : " rows, ");
  text += fmt::format("{} {}, {} new, {} into the background, ", show_count(summary.quads),
                      summary.quads == 1 ? "quad" : "quads", show_count(summary.added),
                      show_count(summary.background));
  if (summary.removed > 0) text += show_count(summary.removed) + " removed, ";
  text += fmt::format("{}, {} quads/s\n", show_seconds(summary.seconds),
                      show_rate(summary.quads, summary.seconds));
  if (summary.skipped > 0) {
    text += fmt::format(
        "  {} bad {} skipped\n", show_count(summary.skipped),
        summary.rows ? (summary.skipped == 1 ? "row" : "rows") : (summary.skipped == 1 ? "line" : "lines"));
  }
  for (const std::string& note : summary.notes) text += "  note: " + note + "\n";
  return text;
}

ProgressLine::ProgressLine(std::ostream& out, std::size_t width, std::string file)
    : out_(out), width_(width), file_(std::move(file)) {}

ProgressLine::~ProgressLine() {
  if (shown_ != Clock::time_point()) out_ << "\r\x1b[K" << std::flush;
}

void ProgressLine::update(const LoadProgress& progress) {
  const Clock::time_point now = Clock::now();
  if (now - shown_ < std::chrono::milliseconds(100)) return;
  shown_ = now;
  const double seconds = std::chrono::duration<double>(now - start_).count();
  const std::string line = describe_progress(file_, progress, seconds);
  const std::size_t room = width_ > 1 ? width_ - 1 : 79;
  out_ << '\r' << utf8::prefix(line, room) << "\x1b[K" << std::flush;
}

}  // namespace quoth::repl
