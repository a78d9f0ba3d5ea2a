// Turtle and TriG (RDF 1.2): the reader that takes the grammar's steps.
#pragma once
#include <cstdint>

#include "base/result.h"
#include "parser/grammar/window.h"
#include "parser/read_rdf.h"

namespace quoth::grammar {

// Reads the window's input to its end. `quads` counts what the sink took.
Status read_turtle(Window& window, const ReadOptions& options, RdfSink& sink, std::uint64_t& quads);

}  // namespace quoth::grammar
