// A SolutionWriter writes the results of a SELECT or ASK query, one solution after the other, in memory that does not
// grow with their number.
#pragma once
#include <iosfwd>
#include <memory>
#include <span>
#include <string>

#include "base/result.h"
#include "engine/results/result_format.h"
#include "engine/results/text_table.h"
#include "rdf/prefixes.h"
#include "rdf/term.h"

namespace quoth {

// Either begin(), row() for each solution and end(), or boolean() alone. Each of them: kIo if the stream has failed.
class SolutionWriter {
 public:
  virtual ~SolutionWriter() = default;
  virtual Status begin(std::span<const std::string> variables) = 0;  // without their marks
  virtual Status row(std::span<const Term* const> terms) = 0;        // for each variable; nullptr: unbound
  virtual Status end() = 0;                                          // flushes
  virtual Status boolean(bool answer) = 0;                           // flushes
};

// - JSON and XML: triple terms and base directions as SPARQL 1.2 has them, what is unbound left out. XML cannot hold
//   control characters: U+FFFD stands for them.
// - CSV: RFC 4180 with CRLF; plain texts of terms, triple terms in the syntax of N-Triples, nothing for what is unbound.
// - TSV: terms in the syntax of N-Triples, nothing for what is unbound.
// - Table: see TextTable; terms as in Turtle, shortened by `prefixes`.
// A boolean is a line `true` or `false` in CSV and TSV, for which the standard has none, and `yes` or `no` in a table.
// `prefixes` must outlive the writer.
std::unique_ptr<SolutionWriter> make_solution_writer(ResultFormat format, std::ostream& out,
                                                     const PrefixMap& prefixes, const TableStyle& style = {});

}  // namespace quoth
