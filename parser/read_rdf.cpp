#include "parser/read_rdf.h"

#include "parser/grammar/lines.h"
#include "parser/grammar/rdf_reader.h"
#include "parser/grammar/turtle.h"
#include "parser/grammar/window.h"

namespace quoth {

Status grammar::read_rdf_through(Input& input, const ReadOptions& options, RdfSink& sink,
                                 std::size_t window_size) {
  Window window(input, window_size);
  std::uint64_t uncounted = 0;
  std::uint64_t& quads = options.quads == nullptr ? uncounted : *options.quads;
  switch (options.format) {
    case RdfFormat::kNTriples:
    case RdfFormat::kNQuads:
      return read_lines(window, options.format, sink, quads);
    case RdfFormat::kTurtle:
    case RdfFormat::kTriG:
      return read_turtle(window, options, sink, quads);
  }
  return {};
}

Status read_rdf(Input& input, const ReadOptions& options, RdfSink& sink) {
  return grammar::read_rdf_through(input, options, sink, grammar::Window::kSize);
}

}  // namespace quoth
