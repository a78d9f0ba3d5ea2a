// What came of check scripts, and the forms in which that is written (docs/checks.md, "Output").
#pragma once
#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/result.h"
#include "kb/tally.h"
#include "kb/verdict.h"

namespace quoth {

struct CheckReport {
  std::string name;
  std::uint64_t line = 1;  // of the script
  std::optional<VerdictLabel> expected;
  std::variant<Verdict, Error> outcome;

  bool is_error() const { return std::holds_alternative<Error>(outcome); }
  bool differs() const { return !is_error() && expected && *expected != std::get<Verdict>(outcome).label; }
};

// Why a script, or the rest of it, was not run.
struct ScriptFailure {
  Error error;
  bool in_data = false;  // a file that it loads, or the database; else the script itself
};

struct ScriptReport {
  std::string document;
  std::vector<CheckReport> checks;  // those that were run
  std::optional<ScriptFailure> failure;
};

enum class ReportFormat : std::uint8_t { kText, kTap, kJson };

// Writes the reports of one run, each as soon as it is there.
class ReportWriter {
 public:
  ReportWriter(std::ostream& out, ReportFormat format) : out_(out), format_(format) {}

  void begin();
  void add(const ScriptReport& report);
  Status end();  // kIo if something could not be written

 private:
  std::ostream& out_;
  ReportFormat format_;
  std::size_t scripts_ = 0, checks_ = 0, as_expected_ = 0, differ_ = 0, errors_ = 0, failures_ = 0;
  std::size_t points_ = 0;  // of TAP
};

}  // namespace quoth
