// ShownNames says what a person reads for a term in one answer: the rdfs:label of an IRI, else another name,
// else the prefixed name, else `<IRI>`; English or untagged names before those of other languages. Where two
// IRIs of the answer share a name, the prefixed name follows in brackets: `Obama (ex:BarackObama)`.
//
// Names are looked up in one batch: add() everything that will be shown, resolve() once, then show(). One
// thread.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/result.h"
#include "rdf/prefixes.h"
#include "rdf/term.h"
#include "storage/snapshot.h"

namespace quoth {

class ShownNames {
 public:
  // Prefixed names come from `prefixes` first, then from the database's. The snapshot must outlive this.
  ShownNames(const Snapshot& snapshot, const PrefixMap& prefixes);

  void add(const Term& term);  // with all that is inside a triple term
  Status resolve();

  // The text of a literal, the name of an IRI, `_:label` of a blank node, and a triple term as
  // `(Dockers' Union close Port Ellery)`, where literals stand in double quotes. Requires that the term, or a
  // triple term around it, was added; an IRI that was not shows without its labels.
  std::string show(const Term& term) const;

  // `ex:Obama`, else `<http://example.org/Obama>`.
  std::string prefixed(std::string_view iri) const;

 private:
  const Snapshot& snapshot_;
  PrefixMap prefixes_;                                  // both
  std::unordered_map<std::string, std::string> names_;  // of each IRI, as shown
};

}  // namespace quoth
