#include "tests/conformance/run_entry.h"

#include <array>
#include <string_view>

#include "tests/conformance/rdf_tests.h"
#include "tests/conformance/sparql_tests.h"

namespace quoth::conformance {
namespace {

// Kinds of tests that are left out, by the end of the type's name.
struct LeftOut {
  std::string_view ending, reason;
};
constexpr std::array kLeftOut = {
    LeftOut{"UpdateEvaluationTest", "updates are not run yet"},
    LeftOut{"GraphStoreProtocolTest", "the graph store protocol is not offered yet"},
    LeftOut{"ProtocolTest", "the protocol is tested by tests of the server"},
    LeftOut{"ServiceDescriptionTest", "descriptions of the service are not offered yet"},
    LeftOut{"EntailmentTest", "entailment between graphs is not offered yet"},
};

// Tests that a later standard made impossible.
struct Outdated {
  std::string_view manifest, test, reason;  // the ends of the manifest's and the test's IRI
};
constexpr std::array kOutdated = {
    Outdated{"/sparql10/sort/extended-manifest.ttl", "#dawg-sort-11",
             "sorts plain literals before xsd:strings, which are the same since RDF 1.1"},
};

}  // namespace

Verdict run_entry(const Entry& entry, const Documents& documents, TestDatabase& database) {
  if (!entry.error.empty()) return failed(entry.error);
  if (entry.type.starts_with("http://www.w3.org/ns/rdftest#TestXML")) return skipped("RDF/XML is not read");
  for (const Outdated& outdated : kOutdated) {
    if (entry.manifest.ends_with(outdated.manifest) && entry.test.ends_with(outdated.test))
      return skipped(std::string(outdated.reason));
  }
  for (const LeftOut& left_out : kLeftOut) {
    if (entry.type.ends_with(left_out.ending)) return skipped(std::string(left_out.reason));
  }
  if (is_rdf_test(entry.type)) return run_rdf_test(entry, documents);
  if (is_sparql_test(entry.type)) return run_sparql_test(entry, documents, database);
  return failed("unknown type of test <" + entry.type + ">");
}

}  // namespace quoth::conformance
