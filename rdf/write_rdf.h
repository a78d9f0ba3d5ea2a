// Writing RDF text: N-Triples, N-Quads, Turtle, TriG of RDF 1.2, one quad after the other.
#pragma once
#include <iosfwd>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "rdf/rdf_format.h"
#include "rdf/term.h"

namespace quoth {

// Takes quads in any order and writes them as they come; what stands together in the input (same graph, same
// subject) is grouped in Turtle and TriG. Memory does not grow with the number of quads, save for the quads of one
// subject in one graph, which wait so that a reified triple and its annotations can be written as `s p o ~ r {| … |}`.
class RdfWriter {
 public:
  virtual ~RdfWriter() = default;
  virtual Status prefix(std::string_view label, std::string_view iri) = 0;  // before the first quad; else no effect
  virtual Status quad(const QuadView& quad) = 0;  // kUnsupported: a named graph in a format without graphs
  virtual Status finish() = 0;                    // flushes; kIo if the stream has failed
};

std::unique_ptr<RdfWriter> make_rdf_writer(RdfFormat format, std::ostream& out);

// Canonical N-Triples / N-Quads (RDF 1.2 N-Quads, section "A Canonical form of N-Quads"): a statement's line with
// its line feed. Sorting and relabelling are the caller's.
void append_canonical(std::string& out, const QuadView& quad);
void append_canonical(std::string& out, const TermView& term);

}  // namespace quoth
