// Times the statements of a file against a database: ask_bench DATABASE FILE [SECONDS].
//
// A line of the file is a statement, or a name for it, a tab and the statement. Each is asked again and again for some
// time (one second, if nothing else is said), at least three times. Printed are its rows, the median time of asking it
// and making all rows, and how that compares to the first statement's.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

#include "kb/knowledge_base.h"

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

struct Timing {
  std::size_t rows = 0;
  double milliseconds = 0;  // the median
};

quoth::Result<Timing> time_statement(const quoth::KnowledgeBase& kb, const std::string& statement,
                                     double seconds) {
  Timing timing;
  std::vector<double> times;
  const Clock::time_point end =
      Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  while (times.size() < 3 || Clock::now() < end) {
    const Clock::time_point start = Clock::now();
    QUOTH_TRY(const quoth::Answer answer, kb.ask(statement));
    times.push_back(Milliseconds(Clock::now() - start).count());
    timing.rows = answer.rows.size();
  }
  std::nth_element(times.begin(), times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2), times.end());
  timing.milliseconds = times[times.size() / 2];
  return timing;
}

quoth::Status run(const std::string& database, const std::string& path, double seconds) {
  QUOTH_TRY(const quoth::KnowledgeBase kb, quoth::KnowledgeBase::open(database));
  std::ifstream file(path);
  if (!file) return quoth::Error{quoth::ErrorCode::kIo, "cannot read " + path, {}, {}};
  fmt::print("{:<18} {:>9} {:>11} {:>9}\n", "statement", "rows", "median ms", "to first");
  double first = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t tab = line.find('\t');
    const std::string name = tab == std::string::npos ? line : line.substr(0, tab);
    const std::string statement = tab == std::string::npos ? line : line.substr(tab + 1);
    const quoth::Result<Timing> timing = time_statement(kb, statement, seconds);
    if (!timing) return timing.error();
    if (first == 0) first = timing->milliseconds;
    fmt::print("{:<18} {:>9} {:>11.2f} {:>9.1f}\n", name, timing->rows, timing->milliseconds,
               timing->milliseconds / first);
    std::fflush(stdout);
  }
  return {};
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3 || count > 4) {
    fmt::print(stderr, "usage: ask_bench DATABASE FILE [SECONDS]\n");
    return 2;
  }
  const quoth::Status status = run(arguments[1], arguments[2], count > 3 ? std::atof(arguments[3]) : 1.0);
  if (!status) fmt::print(stderr, "{}\n", status.error().to_string());
  return status ? 0 : 3;
}
