// What the planner knows of the data: how many rows the ranges of the indexes hold, and from that, estimates.
#pragma once
#include <map>
#include <vector>

#include "base/result.h"
#include "engine/plan.h"
#include "storage/snapshot.h"

namespace quoth::plan {

// A way to read an atom's rows from an index.
struct Access {
  Order order;
  double rows_read = 0;    // in the range; for a probe: in the range of one left row
  std::size_t prefix = 0;  // so many leading columns are known
  Vars sorted_by;          // of a scan
};

class Statistics {
 public:
  explicit Statistics(const Snapshot& snapshot) : snapshot_(snapshot) {}

  // At most so many rows match the atom's constants; 0 only if none does.
  Result<double> rows(const Atom& atom);

  // How many different terms a variable of the atom has, as a guess from the number of rows.
  double distinct(const Atom& atom, Var var, double rows) const;

  // The indexes that read fewest rows, one for each variable that the rows can be sorted by first.
  Result<std::vector<Access>> scans(const Atom& atom);

  // The index with the smallest range where the values of some variables are given.
  Result<Access> probe(const Atom& atom, const Vars& given, double rows);

 private:
  Result<double> count(Order order, const std::vector<TermId>& prefix);

  const Snapshot& snapshot_;
  std::map<std::pair<Order, std::vector<TermId>>, double> counts_;
};

}  // namespace quoth::plan
