// A NameIndexer says which entries of the name index a term or a label gives. Storage keeps the entries as bytes and
// writes them in the same batch as the commit or load that brings the name; what they mean is kb's.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "rdf/term.h"
#include "storage/term_id.h"

namespace quoth {

struct NameEntry {
  std::string key;
  std::string value;
};

class NameIndexer {  // const calls from many threads
 public:
  virtual ~NameIndexer() = default;
  // Entries of an IRI that comes into the dictionary (its local name).
  virtual void add_iri(std::string_view iri, TermId id, std::vector<NameEntry>& out) const = 0;
  // Whether the objects of this predicate are names of its subjects.
  virtual bool is_name_predicate(std::string_view iri) const = 0;
  // Entries of a quad with such a predicate. The subject is an IRI.
  virtual void add_name(TermId subject, std::string_view predicate, const TermView& object,
                        std::vector<NameEntry>& out) const = 0;
};

}  // namespace quoth
