// quoth-conformance: runs suites of tests that are described by W3C manifests.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tests/conformance/documents.h"
#include "tests/conformance/manifest.h"
#include "tests/conformance/report.h"
#include "tests/conformance/run_entry.h"
#include "tests/conformance/test_database.h"

namespace fs = std::filesystem;
using namespace quoth;
using namespace quoth::conformance;

namespace {

constexpr const char* kW3cBase = "https://w3c.github.io/rdf-tests/";

// The folder above `path`, or itself, that holds rdf/ and sparql/.
std::optional<fs::path> w3c_root(const fs::path& path) {
  for (fs::path folder = fs::weakly_canonical(path);; folder = folder.parent_path()) {
    if (fs::is_directory(folder / "rdf") && fs::is_directory(folder / "sparql")) return folder;
    if (folder == folder.parent_path()) return std::nullopt;
  }
}

// Where no root is given and the W3C's layout is not found, a document is its file: IRI.
Documents documents_for(const std::string& root, const std::string& base, const fs::path& first) {
  if (!root.empty()) return {root, base};
  if (const std::optional<fs::path> found = w3c_root(first)) return {*found, kW3cBase};
  return {"/", "file:///"};
}

struct Options {
  std::vector<std::string> paths;
  std::string root, base;
  std::string known_file;  // empty: none
  bool verbose = false, list_failures = false;
};

constexpr std::string_view word_for(Outcome outcome) {
  switch (outcome) {
    case Outcome::kPassed:
      return "passed";
    case Outcome::kFailed:
      return "failed";
    case Outcome::kSkipped:
      return "skipped";
  }
  return {};
}

int complain(const std::string& what, int status) {
  std::cerr << "quoth-conformance: " << what << '\n';
  return status;
}

int run(const Options& options) {
  const Result<KnownFailures> known =
      options.known_file.empty() ? KnownFailures() : KnownFailures::read(options.known_file);
  if (!known) return complain(known.error().to_string(), 2);
  const Documents documents = documents_for(options.root, options.base, options.paths.front());
  ManifestReader reader(documents);
  for (const std::string& path : options.paths) {
    if (!fs::exists(path)) return complain(path + ": no such file or folder", 3);
    if (!fs::is_directory(path)) {
      reader.read(path);
      continue;
    }
    const std::vector<fs::path> manifests = find_manifests(path);
    if (manifests.empty()) return complain(path + ": holds no manifest", 3);
    for (const fs::path& manifest : manifests) reader.read(manifest);
  }

  TestDatabase database;
  Report report(documents, *known);
  for (const Entry& entry : reader.entries()) {
    const Verdict verdict = run_entry(entry, documents, database);
    report.add(entry, verdict);
    const std::string title = documents.relative(entry.manifest) + " " + entry.test;
    if (options.verbose) std::cout << word_for(verdict.outcome) << ": " << title << '\n';
    if (options.list_failures && verdict.outcome == Outcome::kFailed) std::cout << title << '\n';
  }
  report.write(std::cout, !options.list_failures);
  return report.as_expected() ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Runs the entries of W3C test manifests: N-Triples, N-Quads, Turtle and TriG of RDF 1.1 and 1.2,\n"
      "and the syntax, evaluation and results of SPARQL 1.0, 1.1 and 1.2.\n"
      "Exit status: 0 all passed or known to fail, 1 some did not, 2 usage, 3 a path cannot be read.\n\n"
      "Examples:\n"
      "  quoth-conformance w3c/rdf\n"
      "  quoth-conformance --root suite --base https://example.org/suite/ suite/manifest.ttl\n");
  Options options;
  if (fs::exists(QUOTH_KNOWN_FAILURES)) options.known_file = QUOTH_KNOWN_FAILURES;
  app.add_option("PATH", options.paths, "a manifest, or a folder: the manifests in it and below")->required();
  CLI::Option* root = app.add_option("--root", options.root, "the folder that stands for --base");
  CLI::Option* base = app.add_option("--base", options.base,
                                     std::string("the IRI of --root (default: ") + kW3cBase +
                                         " for the folder above PATH that holds rdf/ and sparql/)");
  root->needs(base)->check(CLI::ExistingDirectory);
  base->needs(root);
  app.add_option("--known-failures", options.known_file, "lines of 'MANIFEST TEST # reason'")
      ->check(CLI::ExistingFile);
  app.add_flag("--verbose", options.verbose, "a line for each entry");
  app.add_flag("--list-failures", options.list_failures, "failures as 'MANIFEST TEST', without the reasons");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  try {
    return run(options);
  } catch (const fs::filesystem_error& error) {
    return complain(error.what(), 3);
  }
}
