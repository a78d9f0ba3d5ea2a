// The Turtle and TriG writer; what make_rdf_writer gives for these formats.
#pragma once
#include <iosfwd>
#include <memory>

#include "rdf/write_rdf.h"

namespace quoth {

std::unique_ptr<RdfWriter> make_turtle_writer(RdfFormat format, std::ostream& out);

// What a format without graphs says of a quad in a named graph.
Error named_graph_error(RdfFormat format, const TermView& graph);

}  // namespace quoth
