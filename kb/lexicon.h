// A Lexicon knows what words mean in one reading of a statement: it looks names up in the index, each once,
// and keeps those candidates that fit where the words stand. How a name matches ranks first, where it stands
// second; but first of all a verb is something that is used as a predicate, or said to be one, and a node
// rather is not.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "kb/names.h"
#include "parser/claim_ast.h"
#include "rdf/prefixes.h"
#include "storage/snapshot.h"

namespace quoth::reading {

enum class Position : std::uint8_t { kNode, kVerb, kSource };

class Lexicon {
 public:
  // Prefixes are looked up in `prefixes` first, then in the database's. The snapshot must outlive this.
  Lexicon(const Snapshot& snapshot, const PrefixMap& prefixes);

  const Snapshot& snapshot() const { return snapshot_; }

  // Whatever is known under these words, and whether some name goes on with others.
  Result<const NamesFound*> find(const std::string& words);

  // The best candidates at a position: they match alike and stand in like places. None: not known, or not
  // there.
  Result<const std::vector<NameCandidate>*> meanings(const std::string& words, Position position);

  // The verbs that the words may be where `connective` follows: those with just this name, and those whose name has the
  // connective in it ("asked to" for "asked"). Without one, the latter only where there is none of the former.
  Result<std::vector<NameCandidate>> verbs(const std::string& words,
                                           std::optional<claim::Connective> connective);

  Result<std::string> iri(TermId id) const;
  std::optional<std::string> expand(std::string_view prefix, std::string_view local) const;
  // How to write an IRI so that it is understood: `ex:Obama`, else `<http://example.org/Obama>`.
  std::string written(std::string_view iri) const;
  const PrefixMap& prefixes() const { return prefixes_; }

  // Whether the background or some claim uses the IRI as a predicate, or says that it is one.
  Result<bool> is_predicate(TermId id);

 private:
  Result<bool> is_named_graph(TermId id) const;
  Result<bool> fits(TermId id, Position position);
  Result<std::vector<NameCandidate>> choose(const NamesFound& found, Position position);
  Result<bool> is_declared(TermId id) const;

  const Snapshot& snapshot_;
  PrefixMap prefixes_;  // both
  std::unordered_map<std::string, NamesFound> found_;
  std::array<std::unordered_map<std::string, std::vector<NameCandidate>>, 3> meanings_;  // by position
  std::unordered_map<TermId, bool> predicates_;
};

}  // namespace quoth::reading
