#include "tests/conformance/entry_documents.h"

#include "parser/input.h"
#include "rdf/iri.h"

namespace quoth::conformance {

Result<Document> find_document(const std::optional<Term>& term, const Entry& entry,
                               const Documents& documents) {
  if (!term || !term->is_iri()) return Error{ErrorCode::kInvalid, "the entry names no document", {}, {}};
  const std::optional<std::filesystem::path> file = documents.file_of(term->text());
  if (!file) return Error{ErrorCode::kNotFound, "no file stands for <" + term->text() + ">", {}, {}};
  if (!std::filesystem::is_regular_file(*file)) {
    return Error{ErrorCode::kNotFound, "there is no file for <" + term->text() + ">", {}, {}};
  }
  std::string base = term->text();
  const std::string folder = entry.manifest.substr(0, entry.manifest.rfind('/') + 1);
  if (!entry.assumed_base.empty() && base.starts_with(folder)) {
    QUOTH_TRY(base, resolve_iri(entry.assumed_base, base.substr(folder.size())));
  }
  return Document{*file, std::move(base)};
}

Result<std::string> read_text(const Document& document) {
  QUOTH_TRY(const std::unique_ptr<Input> input, open_input(document.file.string()));
  return read_all(*input, std::size_t{64} << 20);
}

Result<std::vector<Quad>> read_graph(const Document& document) {
  const std::string file = document.file.string();
  if (const auto format = rdf_format_of_file(file)) return read_quads(file, *format, document.base);
  if (!equal_ignoring_case(format_extension(file), "rdf"))
    return read_quads(file, RdfFormat::kTurtle, document.base);
  const std::string same = file + ".nt";
  if (!std::filesystem::exists(same)) return Error{ErrorCode::kUnsupported, "RDF/XML is not read", {}, {}};
  return read_quads(same, RdfFormat::kNTriples, document.base);
}

}  // namespace quoth::conformance
