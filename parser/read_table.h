// Reading tables: CSV (RFC 4180) and TSV, row by row, streaming. Form only; what the fields mean is for the sink.
//
// CSV: fields are parted by commas; one that is in double quotes may hold commas, line breaks and, doubled, quotes.
// TSV: fields are parted by tabs, and nothing is quoted. In both a line ends with LF, CR LF or CR, a line without
// anything in it is no row, and a byte order mark is skipped.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "parser/input.h"

namespace quoth {

enum class TableFormat : std::uint8_t { kTsv, kCsv };

// "tsv", "tab" or "csv".
std::optional<TableFormat> table_format_named(std::string_view name);
// By the extension, looking through .gz and .zst.
std::optional<TableFormat> table_format_of_file(std::string_view path);

// A row as long as the sink looks at it.
class TableRow {
 public:
  // The fields, unquoted: at least one. Valid until the sink returns or asks for an error.
  std::span<const std::string_view> fields() const { return fields_; }
  // An error of kInvalid at a field, or at the start of the row where there is no such field.
  virtual Error error(std::size_t field, std::string message) = 0;

 protected:
  ~TableRow() = default;
  std::span<const std::string_view> fields_;
};

inline constexpr std::size_t kWholeRow = SIZE_MAX;  // no field: the error is at the start of the row

// An error that a sink returns ends the reading and comes back from read_table as it is.
class TableSink {
 public:
  virtual ~TableSink() = default;
  virtual Status row(TableRow& row) = 0;
  // Text that is no row: a quote that is not closed, for example. After success the reading goes on with the next line;
  // after a quote that is not closed, with the line behind the one where its row began.
  virtual Status bad_row(const Error& error) { return error; }
};

// Fields of one row above this are an error.
inline constexpr std::size_t kMaxFields = 4096;

// Reads to the end or to the first error: kSyntax with file:line:column for bytes that are not UTF-8, kIo, or what the
// sink returns. Memory is bounded by the longest row, and that by 64 MiB.
Status read_table(Input& input, TableFormat format, TableSink& sink);

}  // namespace quoth
