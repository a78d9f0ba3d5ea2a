#include "tests/conformance/rdf_tests.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

#include "rdf/write_rdf.h"
#include "tests/conformance/entry_documents.h"
#include "tests/support/isomorphism.h"

namespace quoth::conformance {
namespace {

constexpr std::string_view kRdfTest = "http://www.w3.org/ns/rdftest#";

struct Kind {
  RdfFormat format;
  std::string_view what;  // "PositiveSyntax", "NegativeSyntax", "Eval" …
};

// Takes a type's local name apart: TestTurtleNegativeSyntax.
std::optional<Kind> kind_of(std::string_view name) {
  constexpr std::pair<std::string_view, RdfFormat> kFormats[] = {{"TestNTriples", RdfFormat::kNTriples},
                                                                 {"TestNQuads", RdfFormat::kNQuads},
                                                                 {"TestTurtle", RdfFormat::kTurtle},
                                                                 {"TestTrig", RdfFormat::kTriG},
                                                                 {"TestTriG", RdfFormat::kTriG}};
  for (const auto& [prefix, format] : kFormats) {
    if (name.starts_with(prefix)) return Kind{format, name.substr(prefix.size())};
  }
  return std::nullopt;
}

Result<std::vector<Quad>> read(const Document& document, RdfFormat format) {
  return read_quads(document.file, format, document.base);
}

Verdict run_eval(const std::vector<Quad>& actual, const Entry& entry, const Documents& documents) {
  const Result<Document> expected_document = find_document(entry.result, entry, documents);
  if (!expected_document) return failed(expected_document.error().message);
  const std::optional<RdfFormat> format = rdf_format_of_file(expected_document->file.string());
  if (!format) return failed("the format of the result is not known");
  const Result<std::vector<Quad>> expected = read(*expected_document, *format);
  if (!expected) return failed("the expected result cannot be read: " + expected.error().to_string());
  const Result<bool> same = test::isomorphic(*expected, actual);
  if (!same) return failed(same.error().message);
  if (!*same) return failed("the result differs\n" + test::difference(*expected, actual));
  return passed();
}

// The same lines, in any sequence.
Verdict run_canonical(const std::vector<Quad>& quads, const Entry& entry, const Documents& documents) {
  const Result<Document> expected_document = find_document(entry.result, entry, documents);
  if (!expected_document) return failed(expected_document.error().message);
  std::set<std::string> actual;
  for (const Quad& quad : quads) {
    std::string line;
    append_canonical(line, quad.view());
    actual.insert(std::move(line));
  }
  const Result<std::string> text = read_text(*expected_document);
  if (!text) return failed(text.error().to_string());
  std::set<std::string> expected;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    expected.insert(text->substr(begin, end - begin) + '\n');
    begin = end + 1;
  }
  if (actual == expected) return passed();
  std::string reason = "the canonical form differs\n";
  for (const std::string& line : expected) reason += actual.contains(line) ? "" : "- " + line;
  for (const std::string& line : actual) reason += expected.contains(line) ? "" : "+ " + line;
  return failed(reason);
}

}  // namespace

bool is_rdf_test(std::string_view type) {
  return type.starts_with(kRdfTest) && kind_of(type.substr(kRdfTest.size()));
}

Verdict run_rdf_test(const Entry& entry, const Documents& documents) {
  const Kind kind = *kind_of(std::string_view(entry.type).substr(kRdfTest.size()));
  const Result<Document> action = find_document(entry.action, entry, documents);
  if (!action) return failed(action.error().message);
  const Result<std::vector<Quad>> quads = read(*action, kind.format);
  if (kind.what == "NegativeSyntax" || kind.what == "NegativeEval") {
    if (quads) return failed("it was read without an error");
    const ErrorCode code = quads.error().code;
    if (code == ErrorCode::kSyntax || code == ErrorCode::kInvalid) return passed();
    return failed("it was not read, but for another reason than its syntax: " + quads.error().to_string());
  }
  if (!quads) return failed(quads.error().to_string());
  if (kind.what == "PositiveSyntax") return passed();
  if (kind.what == "Eval") return run_eval(*quads, entry, documents);
  if (kind.what == "PositiveC14N") return run_canonical(*quads, entry, documents);
  return failed("unknown type of test <" + entry.type + ">");
}

}  // namespace quoth::conformance
