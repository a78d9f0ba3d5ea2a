// Where the quads of a load go, whatever they were read from: into a BulkLoad, with progress told and the cancel flag
// looked at. One thread at a time.
#pragma once
#include <chrono>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "kb/knowledge_base.h"
#include "parser/input.h"
#include "rdf/prefixes.h"
#include "storage/bulk_load.h"

namespace quoth {

class QuadIntake {
 public:
  // All that is referred to must outlive the intake. `prefixes` are the database's.
  QuadIntake(const LoadRequest& request, const Input& input, PrefixMap prefixes, BulkLoad& load)
      : request_(request), input_(input), prefixes_(std::move(prefixes)), load_(load) {}

  Status add(const QuadView& quad);
  // Kept with the database, unless the label has another meaning there: then it is noted.
  void add_prefix(std::string_view label, std::string_view iri);

  const PrefixMap& prefixes() const { return prefixes_; }  // the database's, and those added
  void report_sorting() const { report(true); }
  std::vector<std::string> notes() const { return {notes_.begin(), notes_.end()}; }

 private:
  using Clock = std::chrono::steady_clock;
  bool report_is_due();
  void report(bool sorting) const;

  const LoadRequest& request_;
  const Input& input_;
  PrefixMap prefixes_;
  BulkLoad& load_;
  std::set<std::string> notes_;
  std::uint64_t quads_ = 0;
  Clock::time_point next_report_ = Clock::now();
};

}  // namespace quoth
