// An Answer is what a statement of the claim language gives: a table of terms with the names to show for
// them.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "engine/results/result_format.h"
#include "rdf/term.h"

namespace quoth {

using AnswerFormat = ResultFormat;

struct Cell {
  std::optional<Term> term;  // nothing: unbound
  std::string shown;         // what a person reads: a name, a literal's text, `(Russia pull back troops)`
};

struct Answer {
  std::vector<std::string> columns;  // variables as written, then "source" and "said"
  std::vector<std::vector<Cell>> rows;
  std::string
      explanation;  // of a statement that begins with `explain`: this text is all the answer; else empty
  // Of a check: the verdict for people, which the table form shows instead of the rows; else empty.
  std::string verdict = {};
  // What a reader of the table must know, such as that it is not all: one line, or empty.
  std::string note = {};

  // The table is aligned by display width and shows names; the other formats give terms (SPARQL 1.2 results:
  // JSON, XML, CSV, TSV). `width` above 0 shortens the table's cells so that lines fit, where they can; `colour` makes
  // its head bold and its rule dim. kIo.
  Status write(std::ostream& out, AnswerFormat format, std::size_t width = 0, bool colour = false) const;
};

}  // namespace quoth
