#include "repl/statement_text.h"

#include <fmt/format.h>

#include <fstream>
#include <iostream>
#include <utility>

#include "repl/load_file.h"
#include "repl/report.h"

namespace quoth::repl {

Error StatementText::placed(Error error) const {
  if (error.location && !document.empty()) error.location->document = document;
  return error;
}

Result<StatementText> read_statement(const std::string& argument, const std::string& file_name,
                                     std::size_t most_bytes) {
  const bool from_input = file_name == "-" || (file_name.empty() && argument == "-");
  if (file_name.empty() && !from_input) return StatementText{argument, {}};
  std::ifstream file;
  if (!from_input) {
    QUOTH_CHECK(check_readable(file_name));
    file.open(file_name, std::ios::binary);
  }
  std::istream& in = from_input ? std::cin : file;
  StatementText statement{std::string(most_bytes + 1, '\0'), from_input ? "standard input" : file_name};
  in.read(statement.text.data(), static_cast<std::streamsize>(statement.text.size()));
  statement.text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) return Error{ErrorCode::kIo, "cannot read " + statement.document, {}, {}};
  if (statement.text.size() > most_bytes) {
    return Error{ErrorCode::kLimit,
                 statement.document + fmt::format(": a statement has at most {} MiB", most_bytes >> 20),
                 {},
                 {}};
  }
  return statement;
}

int report_unread(const Error& error) {
  return report_failure(error, error.code == ErrorCode::kLimit ? Origin::kStatement : Origin::kData);
}

}  // namespace quoth::repl
