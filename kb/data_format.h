// The formats that a load reads: those of RDF, and tables.
#pragma once
#include <optional>
#include <string_view>
#include <variant>

#include "parser/read_table.h"
#include "rdf/rdf_format.h"

namespace quoth {

using DataFormat = std::variant<RdfFormat, TableFormat>;

inline constexpr std::string_view kDataFormats = "nt, nq, ttl, trig, tsv or csv";  // for messages

std::optional<DataFormat> data_format_named(std::string_view name);
std::optional<DataFormat> data_format_of_file(std::string_view path);  // by the extension

}  // namespace quoth
