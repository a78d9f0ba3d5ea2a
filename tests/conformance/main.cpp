// quoth-conformance: runs suites of tests that are described by W3C manifests.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "tests/conformance/documents.h"
#include "tests/conformance/manifest.h"
#include "tests/conformance/rdf_tests.h"
#include "tests/conformance/report.h"

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

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Runs the entries of W3C test manifests: N-Triples, N-Quads, Turtle and TriG of RDF 1.1 and 1.2.\n"
      "Exit status: 0 all passed or known to fail, 1 some did not, 2 usage, 3 a path cannot be read.");
  std::vector<std::string> paths;
  std::string root, base, known_file = QUOTH_KNOWN_FAILURES;
  app.add_option("PATH", paths, "a manifest, or a folder: all *manifest*.ttl files below it")->required();
  CLI::Option* root_option = app.add_option("--root", root, "the folder that stands for --base");
  CLI::Option* base_option = app.add_option("--base", base,
                                            std::string("the IRI of --root (default: ") + kW3cBase +
                                                " for the folder above PATH that holds rdf/ and sparql/)");
  root_option->needs(base_option)->check(CLI::ExistingDirectory);
  base_option->needs(root_option);
  app.add_option("--known-failures", known_file, "lines of 'MANIFEST TEST # reason'")
      ->check(CLI::ExistingFile);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }

  const Result<KnownFailures> known = KnownFailures::read(known_file);
  if (!known) {
    std::cerr << "quoth-conformance: " << known.error().to_string() << '\n';
    return 2;
  }
  const Documents documents = documents_for(root, base, paths.front());
  ManifestReader reader(documents);
  for (const std::string& path : paths) {
    if (!fs::exists(path)) {
      std::cerr << "quoth-conformance: " << path << ": no such file or folder\n";
      return 3;
    }
    if (!fs::is_directory(path)) {
      reader.read(path);
      continue;
    }
    const std::vector<fs::path> manifests = find_manifests(path);
    if (manifests.empty()) {
      std::cerr << "quoth-conformance: " << path << ": holds no manifest\n";
      return 3;
    }
    for (const fs::path& manifest : manifests) reader.read(manifest);
  }

  Report report(documents, *known);
  for (const Entry& entry : reader.entries()) report.add(entry, run_entry(entry, documents));
  report.write(std::cout);
  return report.as_expected() ? 0 : 1;
}
