// Fuzzing the readers of RDF: any bytes are a document. What must hold of every document:
// - reading it ends, with quads or an error, and the error has a place in it;
// - the size of the window changes nothing;
// - every quad that comes out is one that N-Quads can say, and reads back as itself.
// QUOTH_FUZZ_FORMAT names the format.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parser/grammar/rdf_reader.h"
#include "parser/read_rdf.h"
#include "rdf/iri.h"
#include "rdf/term.h"

using namespace quoth;

namespace {

[[noreturn]] void fail(const char* what, const std::string& detail) {
  std::fprintf(stderr, "%s:\n%s\n", what, detail.c_str());
  std::abort();
}

void check_term(const TermView& term) {
  if (term.kind == TermKind::kIri && !is_valid_iri(term.text))
    fail("a bad IRI came out", std::string(term.text));
  if (term.kind == TermKind::kLiteral && term.datatype.empty()) fail("no datatype", std::string(term.text));
  if (nesting(term) > kMaxNesting) fail("nested too deep", "");
  if (term.kind != TermKind::kTriple) return;
  check_term(term.triple->subject);
  check_term(term.triple->predicate);
  check_term(term.triple->object);
}

class TextSink final : public RdfSink {
 public:
  Status quad(const QuadView& quad) override {
    check_term(quad.triple.subject);
    check_term(quad.triple.predicate);
    check_term(quad.triple.object);
    quads += to_string(quad) + "\n";
    return {};
  }
  Status prefix(std::string_view label, std::string_view iri) override {
    prefixes += std::string(label) + ": " + std::string(iri) + "\n";
    return {};
  }
  std::string quads, prefixes;
};

struct Outcome {
  std::string quads, prefixes, error;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome read(std::string_view document, RdfFormat format, std::size_t window) {
  const auto input = text_input(document, "doc");
  TextSink sink;
  ReadOptions options;
  options.format = format;
  options.base = "http://base.example/dir/doc";
  const Status status = grammar::read_rdf_through(*input, options, sink, window);
  if (!status && !status.error().location) fail("an error without a place", status.error().to_string());
  return {std::move(sink.quads), std::move(sink.prefixes), status ? "" : status.error().to_string()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view document(reinterpret_cast<const char*>(data), size);
  const RdfFormat format = *rdf_format_named(QUOTH_FUZZ_FORMAT);
  const Outcome whole = read(document, format, grammar::Window::kSize);
  for (const std::size_t window : {std::size_t{1}, 2 + size % 13}) {
    const Outcome pieces = read(document, format, window);
    if (pieces != whole) {
      fail("the window's size matters", whole.quads + whole.error + "\n-- through a window of " +
                                            std::to_string(window) + "\n" + pieces.quads + pieces.error);
    }
  }
  const Outcome again = read(whole.quads, RdfFormat::kNQuads, grammar::Window::kSize);
  if (again.quads != whole.quads || !again.error.empty()) {
    fail("quads do not read back as themselves", whole.quads + "-- but\n" + again.quads + again.error);
  }
  return 0;
}
