// Looks at the indexes for what describes a database: the different values of a column, by hopping from one to
// the next, and the first rows of a range. Each costs by what it hands out, not by what the range holds.
#pragma once
#include <algorithm>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

// The id of an IRI; none if the database has never seen it.
inline Result<TermId> find_iri(const Snapshot& snapshot, std::string_view iri) {
  TermView view;
  view.text = iri;
  return snapshot.find_id(view);
}

// Rows that start with the ids, exactly; none where one of them is no term.
Result<std::uint64_t> count_rows(const Snapshot& snapshot, Order order, std::span<const TermId> prefix);

// The different values behind `prefix`, in the order of ids, until `visit` returns false.
Status each_value(const Snapshot& snapshot, Order order, std::span<const TermId> prefix,
                  const std::function<bool(TermId)>& visit);

// The first `most` rows that start with `prefix`, in the columns of the order.
Result<std::vector<Row>> first_rows(const Snapshot& snapshot, Order order, std::span<const TermId> prefix,
                                    std::size_t most);

}  // namespace quoth
