#include "tests/conformance/report.h"

#include <fmt/format.h>

#include <fstream>
#include <ostream>

namespace quoth::conformance {
namespace {

// The document that an entry is about: its action, or the query of its action. Empty if there is none.
std::string subject_of(const Entry& entry) {
  if (!entry.action) return {};
  if (entry.action->is_iri()) return entry.action->text();
  constexpr std::string_view kQuery = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#query";
  const std::optional<Term> query = entry.graph->object(*entry.action, kQuery);
  return query ? query->text() : std::string();
}

}  // namespace

Result<KnownFailures> KnownFailures::read(const std::string& file) {
  std::ifstream in(file);
  if (!in) return Error{ErrorCode::kNotFound, fmt::format("{}: cannot be read", file), {}, {}};
  KnownFailures known;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    const std::size_t start = line.find_first_not_of(" \t");
    if (start == std::string::npos || line[start] == '#') continue;
    const std::size_t space = line.find(' ', start);
    const std::size_t reason = line.find(" # ", start);
    if (space == std::string::npos || reason == std::string::npos || reason <= space ||
        line.find_first_not_of(" \t", reason + 3) == std::string::npos) {
      return Error{
          ErrorCode::kSyntax, fmt::format("{}:{}: expected 'MANIFEST TEST # reason'", file, number), {}, {}};
    }
    known.entries_.emplace(line.substr(start, space - start), line.substr(space + 1, reason - space - 1));
  }
  return known;
}

void Report::add(const Entry& entry, const Verdict& verdict) {
  const std::string manifest = documents_.relative(entry.manifest);
  const std::size_t slash = manifest.rfind('/');
  Counts& suite = suites_[slash == std::string::npos ? "." : manifest.substr(0, slash)];
  const bool known = known_.contains(manifest, entry.test);
  run_[manifest][entry.test] = verdict.outcome;
  const std::string title = fmt::format("{} {}", manifest, entry.test);
  const std::string subject = documents_.relative(subject_of(entry));
  switch (verdict.outcome) {
    case Outcome::kPassed:
      ++suite.passed, ++total_.passed;
      break;
    case Outcome::kFailed:
      ++suite.failed, ++total_.failed;
      unexpected_ += known ? 0 : 1;
      failures_.push_back(fmt::format("{}: {}{}\n  {}", known ? "known failure" : "failed", title,
                                      subject.empty() ? "" : "\n  " + subject, verdict.reason));
      break;
    case Outcome::kSkipped:
      ++suite.skipped, ++total_.skipped;
      ++skips_[verdict.reason];
      break;
  }
}

void Report::write(std::ostream& out, bool reasons) const {
  for (const std::string& failure : failures_) {
    if (reasons) out << failure << '\n';
  }
  for (const std::string& message : to_leave_list()) out << message << '\n';
  for (const auto& [reason, count] : skips_) out << fmt::format("skipped {}: {}\n", count, reason);
  std::size_t width = 5;
  for (const auto& [suite, counts] : suites_) width = std::max(width, suite.size());
  out << fmt::format("\n{:<{}}  passed  failed  skipped\n", "suite", width);
  for (const auto& [suite, counts] : suites_) {
    out << fmt::format("{:<{}}  {:>6}  {:>6}  {:>7}\n", suite, width, counts.passed, counts.failed,
                       counts.skipped);
  }
  out << fmt::format("\n{} passed, {} failed, {} skipped\n", total_.passed, total_.failed, total_.skipped);
}

std::vector<std::string> Report::to_leave_list() const {
  std::vector<std::string> messages;
  for (const auto& [manifest, test] : known_.entries()) {
    const auto entries = run_.find(manifest);
    if (entries == run_.end()) continue;  // not part of this run
    const auto outcome = entries->second.find(test);
    const bool missing = outcome == entries->second.end();
    if (!missing && outcome->second == Outcome::kFailed) continue;
    messages.push_back(fmt::format("{}, and must leave the list of known failures: {} {}",
                                   missing                                ? "is not there any more"
                                   : outcome->second == Outcome::kSkipped ? "is skipped"
                                                                          : "passes",
                                   manifest, test));
  }
  return messages;
}

bool Report::as_expected() const {
  return unexpected_ == 0 && to_leave_list().empty() && total_.passed + total_.failed + total_.skipped > 0;
}

}  // namespace quoth::conformance
