#include "tests/conformance/manifest.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <system_error>

#include "rdf/vocabulary.h"

namespace quoth::conformance {
namespace {

constexpr std::string_view kInclude = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#include";
constexpr std::string_view kEntries = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#entries";
constexpr std::string_view kName = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#name";
constexpr std::string_view kAction = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#action";
constexpr std::string_view kResult = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#result";
constexpr std::string_view kAssumedBase =
    "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#assumedTestBase";

// An IRI in the place of a list: the one item.
bool is_single(const Graph& graph, const Term& head) {
  return head.is_iri() && head.text() != rdf::kNil && !graph.object(head, rdf::kFirst);
}

}  // namespace

void ManifestReader::read(const std::filesystem::path& manifest) {
  read_document(documents_.iri_of(manifest));
}

void ManifestReader::read_document(const std::string& iri) {
  if (std::find(read_.begin(), read_.end(), iri) != read_.end()) return;
  read_.push_back(iri);

  const std::optional<std::filesystem::path> file = documents_.file_of(iri);
  if (!file) return fail(iri, iri, "no file stands for this manifest");
  Result<std::vector<Quad>> quads =
      read_quads(*file, rdf_format_of_file(file->string()).value_or(RdfFormat::kTurtle), iri);
  if (!quads) return fail(iri, iri, quads.error().to_string());

  const auto shared = std::make_shared<const Graph>(*std::move(quads));
  const Graph& graph = *shared;
  std::string assumed_base;
  for (const auto& [manifest, base] : graph.pairs(kAssumedBase)) assumed_base = base.text();
  for (const auto& [manifest, head] : graph.pairs(kInclude)) {
    if (is_single(graph, head)) {
      read_document(head.text());
      continue;
    }
    const Graph::List included = graph.list(head);
    for (const Term& document : included.items) read_document(document.text());
    if (included.broken) fail(iri, iri + "#include", "the list of mf:include is broken");
  }
  for (const auto& [manifest, head] : graph.pairs(kEntries)) {
    if (is_single(graph, head)) {
      read_entry(shared, iri, assumed_base, head);
      continue;
    }
    const Graph::List entries = graph.list(head);
    for (const Term& test : entries.items) read_entry(shared, iri, assumed_base, test);
    if (entries.broken) fail(iri, iri + "#entries", "the list of mf:entries is broken");
  }
}

void ManifestReader::read_entry(const std::shared_ptr<const Graph>& graph, const std::string& manifest,
                                const std::string& assumed_base, const Term& test) {
  if (!known_entries_.emplace(manifest + ' ' + test.text(), true).second) return;
  Entry entry;
  entry.manifest = manifest;
  entry.test = test.text();
  entry.assumed_base = assumed_base;
  if (const auto type = graph->object(test, rdf::kType)) entry.type = type->text();
  if (const auto name = graph->object(test, kName)) entry.name = name->text();
  entry.action = graph->object(test, kAction);
  entry.result = graph->object(test, kResult);
  if (entry.type.empty()) entry.error = "the manifest gives this entry no rdf:type";
  entry.graph = graph;
  entry.node = test;
  entries_.push_back(std::move(entry));
}

void ManifestReader::fail(const std::string& manifest, const std::string& test, std::string error) {
  Entry entry;
  entry.manifest = manifest;
  entry.test = test;
  entry.error = std::move(error);
  entries_.push_back(std::move(entry));
}

std::vector<std::filesystem::path> find_manifests(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  const auto has_manifest_name = [](const fs::path& file) {
    std::string name = file.filename().string();
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::tolower(c); });
    return name.find("manifest") != std::string::npos;
  };
  const auto speaks_of_manifests = [](const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    return text.find("test-manifest#") != std::string::npos;
  };
  std::vector<fs::path> named, others;
  std::error_code error;
  for (fs::recursive_directory_iterator item(folder, error), end; !error && item != end;
       item.increment(error)) {
    if (!item->is_regular_file(error) || !rdf_format_of_file(item->path().string())) continue;
    (has_manifest_name(item->path()) ? named : others).push_back(item->path());
  }
  if (named.empty())
    std::copy_if(others.begin(), others.end(), std::back_inserter(named), speaks_of_manifests);
  std::sort(named.begin(), named.end());
  return named;
}

}  // namespace quoth::conformance
