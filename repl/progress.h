// How far a load has come: one line on a terminal that is rewritten in place.
#pragma once
#include <chrono>
#include <iosfwd>
#include <string>

#include "kb/knowledge_base.h"

namespace quoth::repl {

// "claims.nt  45 MiB of 120 MiB (37 %)  1,200,000 quads  310,000 quads/s  21 s left"
std::string describe_progress(const std::string& file, const LoadProgress& progress, double seconds);

// "claims.nt: 1,200 quads, 1,100 new, 20 into the background, 0.8 s, 1,500 quads/s", and a line for each
// note.
std::string describe_summary(const std::string& file, const LoadSummary& summary);

// Writes at most ten times a second and no wider than `width`. The line is gone when the object is.
class ProgressLine {
 public:
  ProgressLine(std::ostream& out, std::size_t width, std::string file);
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;
  ~ProgressLine();

  void update(const LoadProgress& progress);

 private:
  using Clock = std::chrono::steady_clock;
  std::ostream& out_;
  std::size_t width_;
  std::string file_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point shown_;  // of the last line; its epoch if none
};

}  // namespace quoth::repl
