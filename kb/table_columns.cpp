#include "kb/table_columns.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/edit_distance.h"

namespace quoth {
namespace {

constexpr std::array<std::string_view, kColumnCount> kNames = {
    "subject", "predicate", "object",   "text",       "source",      "claimant",   "verb",     "date",
    "to",      "quote",     "position", "valid_from", "valid_until", "confidence", "publisher"};

constexpr std::size_t kLongestName = 64;  // shown and compared of a name that is none of ours

Error invalid(std::string message) { return {ErrorCode::kInvalid, std::move(message), {}, {}}; }

// What a name is compared by: "Valid from", "valid-from" and "ValidFrom" are one.
std::string plain(std::string_view name) {
  std::string text;
  for (const char c : name) {
    if (c == '_' || c == '-' || c == ' ') continue;
    text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

std::string unknown_column(std::string_view name) {
  name = name.substr(0, kLongestName);
  const std::string wanted = plain(name);
  std::vector<std::pair<std::size_t, std::string_view>> known;
  for (const std::string_view each : kNames) known.emplace_back(edit_distance(wanted, plain(each)), each);
  std::stable_sort(known.begin(), known.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string message = fmt::format("unknown column '{}'\nthe columns are ", name);
  for (std::size_t i = 0; i < known.size(); ++i) message.append(i > 0 ? ", " : "").append(known[i].second);
  return message;
}

}  // namespace

std::string_view name_of(Column column) { return kNames[static_cast<std::size_t>(column)]; }

Result<std::optional<Column>> column_named(std::string_view name) {
  const std::string wanted = plain(name);
  if (wanted.empty()) return std::optional<Column>();
  for (std::size_t i = 0; i < kColumnCount; ++i) {
    if (plain(kNames[i]) == wanted) return std::optional(static_cast<Column>(i));
  }
  return invalid(unknown_column(name));
}

Status TableColumns::add(std::string_view name) {
  QUOTH_TRY(const std::optional<Column> column, column_named(name));
  const std::size_t field = fields_++;
  if (!column) return {};
  std::optional<std::size_t>& place = field_[static_cast<std::size_t>(*column)];
  if (place) return invalid(fmt::format("the column '{}' is there twice", name_of(*column)));
  place = field;
  return {};
}

Status TableColumns::set_value(std::string_view name, std::string value) {
  QUOTH_TRY(const std::optional<Column> column, column_named(name));
  if (!column) return invalid("a value needs the name of its column");
  value_[static_cast<std::size_t>(*column)] = std::move(value);
  return {};
}

Status TableColumns::check() const {
  const auto missing = [](std::string_view what) {
    return invalid(
        fmt::format("there is no column '{}'\na header line or --columns names the columns, --set gives "
                    "one value for all rows",
                    what));
  };
  for (const Column column : {Column::kSubject, Column::kPredicate}) {
    if (!has(column)) return missing(name_of(column));
  }
  if (!has(Column::kObject) && !has(Column::kText)) return missing("object");
  if (has(Column::kObject) && has(Column::kText)) {
    return invalid("'text' stands instead of 'object': there cannot be both");
  }
  if (has(Column::kVerb) && !has(Column::kClaimant)) {
    return invalid("'verb' is what the claimant does: there is no column 'claimant'");
  }
  return {};
}

Result<TableColumns> TableColumns::of(const TableOptions& options) {
  TableColumns columns;
  for (const std::string& name : options.columns) QUOTH_CHECK(columns.add(name));
  for (const auto& [name, value] : options.values) QUOTH_CHECK(columns.set_value(name, value));
  if (!options.columns.empty()) QUOTH_CHECK(columns.check());
  return columns;
}

}  // namespace quoth
