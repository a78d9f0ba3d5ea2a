// The formats that results of queries are written in: by name, by file name, and by media type. Those of solutions and
// booleans are here; those of graphs are RdfFormat's.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

#include "rdf/rdf_format.h"

namespace quoth {

// kTable is for people; the others are SPARQL 1.2 Query Results in JSON, XML, CSV and TSV.
enum class ResultFormat : std::uint8_t { kTable, kJson, kXml, kCsv, kTsv };

std::span<const ResultFormat> result_formats();  // all, the one for people first

std::string_view name_of(ResultFormat format);  // "table", "json", "xml", "csv", "tsv"

// The same names, and the extensions "srj" and "srx".
std::optional<ResultFormat> result_format_named(std::string_view name);
// By the extension, looking through .gz and .zst.
std::optional<ResultFormat> result_format_of_file(std::string_view path);

// The media types that ask for a format, without parameters; the first is the one to send it as.
std::span<const std::string_view> media_types(ResultFormat format);
std::optional<ResultFormat> result_format_of_media_type(std::string_view type);

// Of whichever kind a query's form needs: ResultFormat for SELECT and ASK, RdfFormat for CONSTRUCT and DESCRIBE.
using QueryFormat = std::variant<ResultFormat, RdfFormat>;

std::string_view name_of(QueryFormat format);
std::optional<QueryFormat> query_format_named(std::string_view name);
std::optional<QueryFormat> query_format_of_media_type(std::string_view type);

}  // namespace quoth
