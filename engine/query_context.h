// What the operators of one running query share: its snapshot, its terms, and its limits. One thread at a
// time.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "base/result.h"
#include "engine/execute.h"
#include "engine/term_table.h"
#include "rdf/date_time.h"
#include "storage/snapshot.h"

namespace quoth {

class QueryContext {
 public:
  QueryContext(std::shared_ptr<const Snapshot> snapshot, const Limits& limits,
               ServiceClient* services = nullptr)
      : snapshot_(std::move(snapshot)),
        limits_(limits),
        services_(services),
        memory_(limits.memory_bytes),
        terms_(*snapshot_, memory_),
        now_(current_time()) {}
  QueryContext(const QueryContext&) = delete;
  QueryContext& operator=(const QueryContext&) = delete;

  // kCancelled or kTimeout. Cheap enough to be asked once for every thousand rows.
  Status check() const;

  const Snapshot& snapshot() const { return *snapshot_; }
  const Limits& limits() const { return limits_; }
  ServiceClient* services() { return services_; }  // nullptr: none may be asked
  MemoryBudget& memory() { return memory_; }
  TermTable& terms() { return terms_; }

  TimePoint now() const { return now_; }  // the same for the whole query (SPARQL 17.4.5.1), in UTC
  Term fresh_blank();                     // a node that is nowhere else

 private:
  static TimePoint current_time();

  std::shared_ptr<const Snapshot> snapshot_;
  Limits limits_;
  ServiceClient* services_;
  MemoryBudget memory_;
  TermTable terms_;
  TimePoint now_;
  std::uint64_t blanks_ = 0;  // handed out
};

}  // namespace quoth
