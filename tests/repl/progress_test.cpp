#include "repl/progress.h"

#include <doctest/doctest.h>

#include <sstream>
#include <string>

using namespace quoth;
using namespace quoth::repl;

TEST_CASE("progress tells how much is done and how long the rest takes") {
  LoadProgress progress;
  progress.bytes = 30u << 20;
  progress.bytes_total = 120u << 20;
  progress.quads = 600'000;
  CHECK(describe_progress("a.nt", progress, 2) ==
        "a.nt  30 MiB of 120 MiB (25 %)  600,000 quads  300,000 quads/s  6 s left");
  progress.bytes_total.reset();
  CHECK(describe_progress("-", progress, 2) == "-  30 MiB  600,000 quads  300,000 quads/s");
  progress.sorting = true;
  CHECK(describe_progress("-", progress, 4) ==
        "-  30 MiB  600,000 quads  150,000 quads/s  sorting and writing");
}

TEST_CASE("a summary counts what came in") {
  LoadSummary summary;
  summary.quads = 1200;
  summary.added = 1100;
  summary.background = 20;
  summary.seconds = 0.8;
  summary.notes = {"the prefix 'x' keeps its meaning"};
  CHECK(describe_summary("a.nt", summary) ==
        "a.nt: 1,200 quads, 1,100 new, 20 into the background, 0.800 s, 1,500 quads/s\n"
        "  note: the prefix 'x' keeps its meaning\n");
}

TEST_CASE("the line fits the terminal and is gone in the end") {
  std::ostringstream out;
  {
    ProgressLine line(out, 20, "a-file-with-a-name.nt");
    line.update({});
    line.update({});  // too soon to be shown
  }
  CHECK(out.str() == "\ra-file-with-a-name.\x1b[K\r\x1b[K");
  std::ostringstream quiet;
  { ProgressLine line(quiet, 20, "x"); }
  CHECK(quiet.str().empty());
}
