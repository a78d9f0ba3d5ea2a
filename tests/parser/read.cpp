#include "tests/parser/read.h"

#include <doctest/doctest.h>

#include "parser/grammar/rdf_reader.h"
#include "parser/read_rdf.h"
#include "rdf/term.h"

namespace quoth::test {
namespace {

class TextSink final : public RdfSink {
 public:
  Status quad(const QuadView& quad) override {
    text += to_string(quad) + "\n";
    return {};
  }
  std::string text;
};

std::string read_through(std::size_t window, RdfFormat format, std::string_view document,
                         std::string_view base) {
  const auto input = text_input(document, "doc");
  TextSink sink;
  ReadOptions options;
  options.format = format;
  options.base = base;
  const Status status = grammar::read_rdf_through(*input, options, sink, window);
  return sink.text + (status ? "" : status.error().to_string() + "\n");
}

}  // namespace

std::string read(RdfFormat format, std::string_view document, std::string_view base) {
  std::string whole = read_through(grammar::Window::kSize, format, document, base);
  for (const std::size_t window : {1U, 2U, 3U, 7U, 64U}) {
    CAPTURE(window);
    CAPTURE(document);
    CHECK(read_through(window, format, document, base) == whole);
  }
  return whole;
}

}  // namespace quoth::test
