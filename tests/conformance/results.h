// What a query gives, or what a suite says that it should give.
#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "rdf/term.h"

namespace quoth::conformance {

using Row = std::vector<std::optional<Term>>;  // for each variable; nothing: unbound

struct Table {
  std::vector<std::string> variables;
  std::vector<Row> rows;
  bool ordered = false;  // the sequence of the rows counts
};

using Results = std::variant<Table, bool, std::vector<Quad>>;  // of SELECT, of ASK, of CONSTRUCT and DESCRIBE

}  // namespace quoth::conformance
