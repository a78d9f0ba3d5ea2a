// Manifests of W3C test suites (http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#): what they list,
// with what they include, each entry once.
#pragma once
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "rdf/term.h"
#include "tests/conformance/documents.h"
#include "tests/conformance/graph.h"

namespace quoth::conformance {

struct Entry {
  std::string manifest;  // its IRI
  std::string test;      // IRI or blank node
  std::string type;      // IRI, or empty
  std::string name;
  std::optional<Term> action, result;
  std::shared_ptr<const Graph> graph;  // of the manifest, for what else it says of the entry and its action
  std::optional<Term> node;            // of the entry in it
  std::string assumed_base;            // mf:assumedTestBase of its manifest, or empty
  std::string error;                   // what is wrong with the manifest itself: the entry fails with it
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
  void read_entry(const std::shared_ptr<const Graph>& graph, const std::string& manifest,
                  const std::string& assumed_base, const Term& test);
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
