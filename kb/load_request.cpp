// What a load request asks for, before a file is opened.
#include <fmt/format.h>

#include <utility>

#include "kb/load.h"
#include "kb/table_claims.h"
#include "rdf/iri.h"

namespace quoth {
namespace {

Error invalid(std::string message) { return {ErrorCode::kInvalid, std::move(message), {}, {}}; }

Result<DataFormat> format_of(const LoadRequest& request) {
  if (request.format) return *request.format;
  if (const auto format = data_format_of_file(request.path)) return *format;
  if (request.path == "-") return invalid(fmt::format("standard input needs a format: {}", kDataFormats));
  return invalid(fmt::format("the name of {} does not tell its format: {}", request.path, kDataFormats));
}

Status check_iri(std::string_view what, const std::string& iri) {
  if (iri.empty() || is_valid_iri(iri)) return {};
  return invalid(fmt::format("the {} is not an absolute IRI: {}", what, iri));
}

// What a format of RDF does not go together with.
Status check_rdf(const LoadRequest& request, RdfFormat format) {
  if (!request.table.empty()) {
    return invalid(fmt::format("{} is read as {}, and has no columns: those are for tables (tsv, csv)",
                               request.path, name_of(format)));
  }
  if (request.lenient && format != RdfFormat::kNTriples && format != RdfFormat::kNQuads) {
    return invalid(
        fmt::format("{} is read as {}, which cannot go on behind a mistake; lenient loads are for tables "
                    "(tsv, csv) and lines (nt, nq)",
                    request.path, name_of(format)));
  }
  return {};
}

Status check_table(const LoadRequest& request) {
  QUOTH_TRY(const TableColumns columns, TableColumns::of(request.table));
  if (request.table.columns.empty() || columns.has(Column::kSource) || !request.source.empty()) return {};
  return invalid(std::string(kNoSource));
}

}  // namespace

Result<DataFormat> check_load_request(const LoadRequest& request) {
  QUOTH_TRY(const DataFormat format, format_of(request));
  QUOTH_CHECK(check_iri("base", request.base));
  QUOTH_CHECK(check_iri("source", request.source));
  if (request.replace && request.source.empty())
    return invalid("to replace a source, it takes the source's IRI");
  if (const auto* const rdf = std::get_if<RdfFormat>(&format)) {
    QUOTH_CHECK(check_rdf(request, *rdf));
  } else {
    QUOTH_CHECK(check_table(request));
  }
  return format;
}

}  // namespace quoth
