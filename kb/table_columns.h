// What the columns of a table of claims are: named by a header line, or by whoever loads the table.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "rdf/prefixes.h"

namespace quoth {

enum class Column : std::uint8_t {
  kSubject,
  kPredicate,
  kObject,
  kText,  // instead of kObject: always a text
  kSource,
  kClaimant,
  kVerb,
  kDate,
  kTo,
  kQuote,
  kPosition,
  kValidFrom,
  kValidUntil,
  kConfidence,
  kPublisher,
};
inline constexpr std::size_t kColumnCount = 15;

std::string_view name_of(Column column);  // "valid_from"

// How a table is to be read.
struct TableOptions {
  // Names of the columns in their order, "-" or nothing for one that is skipped. Empty: the first line has them.
  std::vector<std::string> columns;
  bool header = false;  // with `columns`: the first line is a header all the same, and no row
  // Column and value: what holds in rows that have nothing there.
  std::vector<std::pair<std::string, std::string>> values;
  PrefixMap prefixes;  // for prefixed names in fields; they come before the database's

  bool empty() const { return columns.empty() && !header && values.empty() && prefixes.entries().empty(); }
};

// A column by its name, without regard to case, and with `_`, `-` and blanks alike or left out; nothing for "-" and "".
// kInvalid for an unknown name, with the known ones, nearest first.
Result<std::optional<Column>> column_named(std::string_view name);

class TableColumns {
 public:
  // Adds the next field of each row. kInvalid for an unknown name, or a column that is there already.
  Status add(std::string_view name);
  // kInvalid as add().
  Status set_value(std::string_view name, std::string value);
  // kInvalid where a column that each claim needs is missing, or two columns contradict each other. Whether there is a
  // source is for the caller.
  Status check() const;

  bool has(Column column) const { return field(column) || !value(column).empty(); }
  std::size_t field_count() const { return fields_; }
  std::optional<std::size_t> field(Column column) const { return field_[static_cast<std::size_t>(column)]; }
  const std::string& value(Column column) const { return value_[static_cast<std::size_t>(column)]; }

  // The columns and values that `options` name; kInvalid as above, check() only where they name the columns.
  static Result<TableColumns> of(const TableOptions& options);

 private:
  std::size_t fields_ = 0;
  std::array<std::optional<std::size_t>, kColumnCount> field_;
  std::array<std::string, kColumnCount> value_;
};

}  // namespace quoth
