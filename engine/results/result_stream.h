// A ResultStream writes the results of a query piece by piece, for those who want to do something in between.
#pragma once
#include <cstddef>
#include <iosfwd>
#include <memory>
#include <vector>

#include "base/result.h"
#include "engine/query.h"
#include "engine/results/result_format.h"
#include "engine/results/text_table.h"
#include "rdf/term.h"

namespace quoth {

class RdfWriter;
class SolutionWriter;

class ResultStream {
 public:
  // Both outlive the stream. Requires a format that fits the query's form.
  ResultStream(QueryResult& result, QueryFormat format, std::ostream& out, const TableStyle& style = {});
  ResultStream(const ResultStream&) = delete;
  ResultStream& operator=(const ResultStream&) = delete;
  ~ResultStream();

  // Goes on by a few rows or triples. False: that was all, and everything is written; before, the writer may still hold
  // some of it. kIo if the output fails; else what the query gives, and then what was written is not whole. Not to be
  // called again after either.
  Result<bool> write_some();

 private:
  Result<bool> write_rows();
  Result<bool> write_triples();

  QueryResult& result_;
  std::unique_ptr<SolutionWriter> solutions_;  // one of the two
  std::unique_ptr<RdfWriter> graph_;
  bool begun_ = false;
  std::vector<QueryResult::Row> rows_;  // pulled; written as far as `next_`
  std::vector<Triple> triples_;         // likewise
  std::size_t next_ = 0;
  std::vector<const Term*> terms_;  // its memory is used again
};

}  // namespace quoth
