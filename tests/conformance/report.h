// What a run of suites found, and whether that is as expected.
#pragma once
#include <iosfwd>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "tests/conformance/manifest.h"
#include "tests/conformance/verdict.h"

namespace quoth::conformance {

// Failures that are known, each with its reason. A line of the file: `MANIFEST TEST # reason`, the manifest
// as its path below the root, the test as its IRI.
class KnownFailures {
 public:
  static Result<KnownFailures> read(const std::string& file);
  bool contains(const std::string& manifest, const std::string& test) const {
    return entries_.contains({manifest, test});
  }
  const std::set<std::pair<std::string, std::string>>& entries() const { return entries_; }  // manifest, test

 private:
  std::set<std::pair<std::string, std::string>> entries_;
};

class Report {
 public:
  Report(const Documents& documents, const KnownFailures& known) : documents_(documents), known_(known) {}

  void add(const Entry& entry, const Verdict& verdict);

  // Failures with their reasons if `reasons`, reasons for skips with counts, the table by suite, and the
  // closing line `N passed, N failed, N skipped`.
  void write(std::ostream& out, bool reasons) const;
  // No failure but known ones, no known one that passes or is no entry of its manifest any more, and
  // something was run.
  bool as_expected() const;

 private:
  struct Counts {
    int passed = 0, failed = 0, skipped = 0;
  };
  std::vector<std::string> to_leave_list() const;  // messages

  const Documents& documents_;
  const KnownFailures& known_;
  std::map<std::string, Counts> suites_;                       // by the folder of the manifest
  std::map<std::string, int> skips_;                           // by reason
  std::map<std::string, std::map<std::string, Outcome>> run_;  // by manifest and test
  std::vector<std::string> failures_;                          // texts
  Counts total_;
  int unexpected_ = 0;
};

}  // namespace quoth::conformance
