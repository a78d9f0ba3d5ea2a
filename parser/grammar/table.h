// read_table with a window of a given size: what the tests turn to see that no result depends on it.
#pragma once
#include <cstddef>

#include "parser/grammar/window.h"
#include "parser/read_table.h"

namespace quoth::grammar {

Status read_table_through(Input& input, TableFormat format, TableSink& sink, std::size_t window_size);

}  // namespace quoth::grammar
