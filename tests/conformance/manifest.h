// Manifests of W3C test suites (http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#): what they list,
// with what they include, each entry once.
#pragma once
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rdf/term.h"
#include "tests/conformance/documents.h"

namespace quoth::conformance {

// The triples of one manifest, by subject.
class Graph {
 public:
  explicit Graph(std::vector<Quad> quads);
  std::vector<Term> objects(const Term& subject, std::string_view predicate) const;
  std::optional<Term> object(const Term& subject, std::string_view predicate) const;  // the first

  struct List {
    std::vector<Term> items;
    bool broken = false;  // a cell without rdf:first or rdf:rest, or one that was there before
  };
  List list(const Term& head) const;

  // All (subject, object) of a predicate, in the order of the document.
  std::vector<std::pair<Term, Term>> pairs(std::string_view predicate) const;

 private:
  std::vector<Quad> quads_;
  std::multimap<Term, const Triple*> by_subject_;
};

struct Entry {
  std::string manifest;  // its IRI
  std::string test;      // IRI or blank node
  std::string type;      // IRI, or empty
  std::string name;
  std::optional<Term> action, result;
  std::string assumed_base;  // mf:assumedTestBase of its manifest, or empty
  std::string error;         // what is wrong with the manifest itself: the entry fails with it
};

// Reads manifests and what they include, depth first. An entry is known by its manifest and its IRI: one that
// is listed twice, or a manifest that is reached twice, counts once. What cannot be read becomes an entry
// with an error.
class ManifestReader {
 public:
  explicit ManifestReader(const Documents& documents) : documents_(documents) {}
  void read(const std::filesystem::path& manifest);
  const std::vector<Entry>& entries() const { return entries_; }

 private:
  void read_document(const std::string& iri);
  void read_entry(const Graph& graph, const std::string& manifest, const std::string& assumed_base,
                  const Term& test);
  void fail(const std::string& manifest, const std::string& test, std::string error);

  const Documents& documents_;
  std::vector<std::string> read_;              // manifests, by IRI
  std::map<std::string, bool> known_entries_;  // manifest and test
  std::vector<Entry> entries_;
};

// The manifests below a folder, in the order of their paths: RDF files with "manifest" in their names, or, if
// there is none, those that mention the manifest vocabulary.
std::vector<std::filesystem::path> find_manifests(const std::filesystem::path& folder);

}  // namespace quoth::conformance
