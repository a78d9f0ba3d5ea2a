// From a running query to its results as text.
#pragma once
#include <iosfwd>

#include "base/result.h"
#include "engine/query.h"
#include "engine/results/result_format.h"
#include "engine/results/text_table.h"

namespace quoth {

bool gives_graph(QueryForm form);                       // CONSTRUCT and DESCRIBE
bool fits(QueryFormat format, QueryForm form);          // whether results of that form can be written so
Status check_fits(QueryFormat format, QueryForm form);  // kInvalid, with the formats that do

// Pulls all results and writes them; memory does not grow with their number. A table and Turtle use the query's
// prefixes. kInvalid, before anything is written, if the format does not fit; kIo if the stream fails; else what the
// query gives, and then what was written is not whole.
Status write_result(std::ostream& out, QueryResult& result, QueryFormat format, const TableStyle& style = {});

}  // namespace quoth
