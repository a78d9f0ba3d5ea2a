// read_rdf with a window of a given size: what the tests turn to see that no result depends on it.
#pragma once
#include <cstddef>

#include "parser/grammar/window.h"
#include "parser/read_rdf.h"

namespace quoth::grammar {

Status read_rdf_through(Input& input, const ReadOptions& options, RdfSink& sink, std::size_t window_size);

}  // namespace quoth::grammar
