#include "parser/read_table.h"

#include <array>
#include <utility>

#include "parser/grammar/table.h"
#include "rdf/rdf_format.h"

namespace quoth {

std::optional<TableFormat> table_format_named(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, TableFormat>, 3> kNames = {
      {{"tsv", TableFormat::kTsv}, {"tab", TableFormat::kTsv}, {"csv", TableFormat::kCsv}}};
  for (const auto& [known, format] : kNames) {
    if (equal_ignoring_case(known, name)) return format;
  }
  return std::nullopt;
}

std::optional<TableFormat> table_format_of_file(std::string_view path) {
  return table_format_named(format_extension(path));
}

Status read_table(Input& input, TableFormat format, TableSink& sink) {
  return grammar::read_table_through(input, format, sink, grammar::Window::kSize);
}

}  // namespace quoth
