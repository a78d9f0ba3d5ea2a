// The rows of a graph that a load replaces: which of them the load does not bring again, and with them the names that
// nothing else gives. Bounded memory; private to storage/. One thread at a time.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "storage/external_sort.h"
#include "storage/load_context.h"
#include "storage/pair_sort.h"
#include "storage/tuple_orders.h"

namespace quoth {

class ReplacedRows {
 public:
  // Of no graph: there is nothing to do.
  explicit ReplacedRows(const LoadContext& context);
  // Sorts the rows of the graph of this IRI, if the database has it. `memory_bytes` is for that.
  Status open(const std::string& graph, std::size_t memory_bytes);

  std::uint64_t size() const { return size_; }  // rows of the graph, before the load

  // The rows that the load brings, new or not, ascending in the order of kSpo; then finish().
  Status pass(const Row& brought) { return wanted_ ? remove_below(&brought) : Status(); }
  Status finish();

  std::uint64_t removed() const { return removed_.size(); }
  // Keys of the name index that go, in their order; may hold one twice. Once, after finish().
  Result<PairStream> names() { return names_.finish(); }
  // The removed rows in every order of quads.
  Status write(LoadOutput& output);

 private:
  Status remove_below(const Row* brought);  // null: all that is left
  Status remove(const Row& row);
  Result<const std::string*> name_predicate(TermId predicate);  // its IRI; null if its objects are no names
  Status end_subject();

  const LoadContext& context_;
  const NameIndexer* indexer_;
  bool wanted_ = false;
  std::optional<SortedStream<Row>> rows_;  // of the graph, in the order of kSpo
  std::uint64_t size_ = 0;
  TupleFile removed_;
  PairSorter names_;
  std::unordered_map<TermId, std::optional<std::string>> predicates_;
  std::optional<Scan> subject_scan_;  // of one subject after the other
  std::vector<Row> named_;            // removed rows of the subject at hand that give names
};

}  // namespace quoth
