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

// Takes quads in any order. N-Triples and N-Quads are written as they come. For Turtle and TriG up to 16,384
// quads wait (fewer if their terms are long: about 16 MiB in all), and are then written grouped by graph and
// subject, a reified triple and its annotations as `s p o ~ r {| … |}`. If finish() comes before that many,
// blank nodes are nested and lose their labels where possible; later it cannot be known where else a blank
// node is mentioned, and all keep their labels. Either way, what is read back are the same quads, up to the
// names of blank nodes.
class RdfWriter {
 public:
  virtual ~RdfWriter() = default;
  // Before the first quad, with a label and an IRI that Turtle can write; else it has no effect.
  virtual Status prefix(std::string_view label, std::string_view iri) = 0;
  virtual Status quad(const QuadView& quad) = 0;  // kUnsupported: a named graph in a format without graphs
  virtual Status finish() = 0;                    // flushes; kIo if the stream has failed
};

std::unique_ptr<RdfWriter> make_rdf_writer(RdfFormat format, std::ostream& out);

// Canonical N-Triples / N-Quads (RDF 1.2 N-Quads, section "A Canonical form of N-Quads"): a statement's line
// with its line feed. Sorting and relabelling are the caller's.
void append_canonical(std::string& out, const QuadView& quad);
void append_canonical(std::string& out, const TermView& term);

}  // namespace quoth
