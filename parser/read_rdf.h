// Reading RDF text: N-Triples, N-Quads, Turtle and TriG of RDF 1.1 and 1.2, streaming.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "parser/input.h"
#include "rdf/rdf_format.h"
#include "rdf/term.h"

namespace quoth {

// What a reader hands its findings to, in the order of the document. An error that a sink returns ends the reading
// and comes back from read_rdf as it is.
class RdfSink {
 public:
  virtual ~RdfSink() = default;
  // The views are valid until the call returns. Blank node labels are those of the document; a node without a label
  // gets one that the document does not use, the same in every reading of the same document: "genid" and a number.
  // Labels of a Turtle or TriG document that look like that, with or without underscores before the number, get one
  // underscore more, so that all stay different.
  virtual Status quad(const QuadView& quad) = 0;
  virtual Status prefix(std::string_view /*label*/, std::string_view /*iri*/) { return {}; }
  // A line of N-Triples or N-Quads that is no statement. After success the reading goes on with the next line.
  virtual Status bad_line(const Error& error) { return error; }
};

struct ReadOptions {
  RdfFormat format = RdfFormat::kTurtle;
  std::string
      base;  // absolute, for relative IRIs, until the document names another; empty: they are an error
  std::uint64_t* quads = nullptr;  // counts what was handed over, if set
};

// Reads to the end or to the first error: kSyntax with file:line:column, what was expected and the line; kLimit for
// nesting above kMaxNesting, or a line of N-Triples or term of Turtle above 64 MiB; kIo; kInvalid for a base that is
// not absolute. What the sink got before an error is valid. Memory is bounded by the longest line or term, and does
// not grow with the document, nor with a graph block, a collection or the objects of a subject.
Status read_rdf(Input& input, const ReadOptions& options, RdfSink& sink);

}  // namespace quoth
