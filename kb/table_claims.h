// Claims made from the rows of a table (docs/tables.md): each row is a claim of its source, with a mention where it says
// when, to whom or in which words. Names become IRIs with labels in the background. One thread at a time.
//
// A mention is a blank node whose label is a hash of all that the row says, so that equal rows are one mention, in one
// file or in many, and rows that differ in a date are two.
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
#include "kb/quad_intake.h"
#include "kb/skipped.h"
#include "kb/table_columns.h"
#include "kb/table_names.h"
#include "parser/read_table.h"

namespace quoth {

// Where names belong that are loaded without a base.
inline constexpr std::string_view kDefaultNamesBase = "https://w3id.org/quoth/name#";

inline constexpr std::string_view kNoSource =
    "there is no column 'source'\n--source names the source of all rows";

class TableClaims final : public TableSink {
 public:
  // `columns` as TableColumns::of(options) gives them; all that is referred to must outlive the sink.
  TableClaims(const LoadRequest& request, TableColumns columns, QuadIntake& intake, Skipped& skipped);

  Status row(TableRow& row) override;
  Status bad_row(const Error& error) override {
    return needs_header() ? Status(error) : skipped_.add(error);  // without a header nothing else can be read
  }
  // kInvalid where the table is at its end and no line has named the columns.
  Status check_header() const;

  std::uint64_t rows() const { return rows_; }  // that became claims

 private:
  struct Claim;
  struct Statement {  // of a mention
    std::string_view predicate;
    TermView object;
  };

  bool needs_header() const { return !started_ && request_.table.columns.empty(); }
  Status read_header(TableRow& row);
  bool is_header(const TableRow& row) const;

  // Looks at a whole row before anything of it is handed on; an error is about the row.
  Status read(TableRow& row, Claim& claim);
  Result<TableName*> name(TableRow& row, Column column);
  Result<TermView> object(TableRow& row, Claim& claim);
  Result<std::string_view> source(TableRow& row, Claim& claim);
  Status read_mention(TableRow& row, Claim& claim);
  std::string_view text(const TableRow& row, Column column) const;  // trimmed, or the column's value
  Error error(TableRow& row, Column column, std::string message) const;

  Status write(const Claim& claim);
  Status write_mention(const Claim& claim, const TripleView& stated);
  Status write_background(const Claim& claim);
  Status describe(TableName& name);
  Status add(const TermView& subject, std::string_view predicate, const TermView& object,
             std::optional<TermView> graph);

  const LoadRequest& request_;
  TableColumns columns_;
  QuadIntake& intake_;
  Skipped& skipped_;
  TableNames names_;
  std::string said_;  // the IRI of the verb of claimants that have none of their own
  bool started_ = false;
  std::uint64_t rows_ = 0;
  std::string key_, label_;  // of a mention; kept for their memory
};

}  // namespace quoth
