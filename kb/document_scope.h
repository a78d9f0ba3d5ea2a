// Blank nodes belong to the document that they stand in. A DocumentScope gives them labels that no other
// document's blank nodes have, and that are the same whenever the same document is read: loading it again
// adds nothing.
//
// A document is known by its IRI, else by a hash of its content. Its node `x` is stored as `d<32 hex
// digits>_x`, which is a valid label in every RDF format, and different for different labels.
#pragma once
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>

#include "rdf/term.h"

namespace quoth {

struct ContentHash {  // XXH3-128
  std::uint64_t high = 0, low = 0;
};

class DocumentScope {
 public:
  static DocumentScope of_iri(std::string_view iri);
  static DocumentScope of_content(ContentHash hash);

  // The quad with its blank nodes, also those inside triple terms, renamed. Valid until the next call, as
  // long as what `quad` looks at.
  QuadView apply(const QuadView& quad);

 private:
  explicit DocumentScope(ContentHash hash);
  TermView apply(const TermView& term);

  std::string prefix_;
  std::deque<std::string> labels_;  // of the current quad; kept for their memory
  std::deque<TripleView> triples_;
  std::size_t labels_used_ = 0, triples_used_ = 0;
};

}  // namespace quoth
