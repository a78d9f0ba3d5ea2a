#include "kb/data_format.h"

namespace quoth {

std::optional<DataFormat> data_format_named(std::string_view name) {
  if (const auto rdf = rdf_format_named(name)) return *rdf;
  if (const auto table = table_format_named(name)) return *table;
  return std::nullopt;
}

std::optional<DataFormat> data_format_of_file(std::string_view path) {
  return data_format_named(format_extension(path));
}

}  // namespace quoth
