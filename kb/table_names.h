// The names in a table's fields, and the IRIs that stand for them. What was looked at lately is kept, since fields
// repeat each other; memory stays small whatever the table holds. One thread at a time.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "rdf/prefixes.h"

namespace quoth {

struct TableName {
  std::string iri;
  std::string label;       // of an IRI that was made for a name; empty: the field was the IRI itself
  bool described = false;  // for the caller: that it has told of the label
};

class TableNames {
 public:
  // IRIs for names begin with `base`, to which names_base() has been applied.
  TableNames(std::string base, PrefixMap prefixes) : base_(std::move(base)), prefixes_(std::move(prefixes)) {}

  // What a trimmed, non-empty field stands for: <IRI>, an http or https IRI, prefix:local with a known prefix, else a
  // name. kInvalid for an IRI that is none, and for a name above kMaxNameBytes. Valid until forget().
  Result<TableName*> find(std::string_view field);

  // Forgets what takes too much memory. Names that come again are then `described` again, which does no harm.
  void forget();

 private:
  Result<TableName> make(std::string_view field) const;

  std::string base_;
  PrefixMap prefixes_;
  std::unordered_map<std::string, TableName> known_;  // by the field's text
  std::string wanted_;                                // of find(), kept for its memory
  std::size_t bytes_ = 0;
};

}  // namespace quoth
