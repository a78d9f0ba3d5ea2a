// N-Triples and N-Quads (RDF 1.2), line by line.
#pragma once
#include "base/result.h"
#include "parser/grammar/window.h"
#include "parser/read_rdf.h"

namespace quoth::grammar {

// Reads the window's input to its end. `quads` counts what the sink took.
Status read_lines(Window& window, RdfFormat format, RdfSink& sink, std::uint64_t& quads);

}  // namespace quoth::grammar
