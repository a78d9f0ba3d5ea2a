// The documents that an entry names: which file, read by which IRI.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "rdf/term.h"
#include "tests/conformance/documents.h"
#include "tests/conformance/manifest.h"

namespace quoth::conformance {

struct Document {
  std::filesystem::path file;
  std::string base;
};

// kInvalid if there is no IRI, kNotFound if no file stands for it.
Result<Document> find_document(const std::optional<Term>& term, const Entry& entry,
                               const Documents& documents);

Result<std::string> read_text(const Document& document);

// By the file's ending, Turtle where that says nothing. RDF/XML is not read, but where `X.rdf.nt` lies beside `X.rdf`,
// that is the same graph; else kUnsupported.
Result<std::vector<Quad>> read_graph(const Document& document);

}  // namespace quoth::conformance
