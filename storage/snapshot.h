// A Snapshot is one consistent state of the database: its rows, terms, names and prefixes as of one commit. It does
// not change, keeps what it needs alive, and may be used by many threads at once.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rdf/prefixes.h"
#include "rdf/term.h"
#include "storage/permutation.h"
#include "storage/scan.h"
#include "storage/term_id.h"

namespace quoth {

// How many rows a range holds, worked out without decoding: about `rows` where it is long, and then never 0.
struct RangeSize {
  std::uint64_t rows = 0;
  bool exact = false;
};

class Snapshot {
 public:
  virtual ~Snapshot() = default;

  virtual std::uint64_t commit() const = 0;  // the number of the last commit that it holds; 0 for none

  // The id of a term, or TermId() if the database has never seen it: then no stored row can match.
  virtual Result<TermId> find_id(const TermView& term) const = 0;
  // The id of the triple term of three ids, or TermId().
  virtual Result<TermId> find_triple_id(TermId subject, TermId predicate, TermId object) const = 0;
  // kCorruption if no term has this id. Requires an id that a row of this snapshot may hold.
  virtual Result<Term> term(TermId id) const = 0;
  // The terms of many ids in their sequence, looked up in one sorted batch.
  virtual Result<std::vector<Term>> terms(std::span<const TermId> ids) const = 0;

  virtual Result<Scan> scan(const Range& range) const = 0;
  virtual Result<RangeSize> count(const Range& range) const = 0;

  virtual const PrefixMap& prefixes() const = 0;

  // Calls `visit(key, value)` for the entries of the name index whose key starts with `prefix` and is not below `from`,
  // in the order of keys, until it returns false. What lies below `from` is skipped, not read.
  virtual Status visit_names(std::string_view prefix,
                             const std::function<bool(std::string_view, std::string_view)>& visit,
                             std::string_view from = {}) const = 0;
};

}  // namespace quoth
