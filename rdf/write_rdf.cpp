#include "rdf/write_rdf.h"

#include "rdf/term_text.h"
#include "rdf/text_output.h"
#include "rdf/write_turtle.h"

namespace quoth {
namespace {

void append_statement(std::string& out, const QuadView& quad, LanguageCase letters) {
  append_term(out, quad.triple.subject, letters);
  out += ' ';
  append_term(out, quad.triple.predicate, letters);
  out += ' ';
  append_term(out, quad.triple.object, letters);
  if (quad.graph) {
    out += ' ';
    append_term(out, *quad.graph, letters);
  }
  out += " .\n";
}

// N-Triples and N-Quads.
class LineWriter final : public RdfWriter {
 public:
  LineWriter(std::ostream& out, bool graphs) : out_(out), graphs_(graphs) {}

  Status prefix(std::string_view, std::string_view) override { return {}; }

  Status quad(const QuadView& quad) override {
    if (quad.graph && !graphs_) return named_graph_error(RdfFormat::kNTriples, *quad.graph);
    append_statement(out_.text(), quad, LanguageCase::kAsWritten);
    return out_.offer();
  }

  Status finish() override { return out_.finish(); }

 private:
  TextOutput out_;
  bool graphs_;
};

}  // namespace

Error named_graph_error(RdfFormat format, const TermView& graph) {
  std::string message = format == RdfFormat::kTurtle ? "Turtle" : "N-Triples";
  message += " has no named graphs, and there is one named ";
  append_term(message, graph, LanguageCase::kAsWritten);
  message += format == RdfFormat::kTurtle ? "\n  write TriG instead" : "\n  write N-Quads instead";
  return {ErrorCode::kUnsupported, std::move(message), {}, {}};
}

std::unique_ptr<RdfWriter> make_rdf_writer(RdfFormat format, std::ostream& out) {
  switch (format) {
    case RdfFormat::kNTriples:
      return std::make_unique<LineWriter>(out, false);
    case RdfFormat::kNQuads:
      return std::make_unique<LineWriter>(out, true);
    case RdfFormat::kTurtle:
    case RdfFormat::kTriG:
      break;
  }
  return make_turtle_writer(format, out);
}

void append_canonical(std::string& out, const QuadView& quad) {
  append_statement(out, quad, LanguageCase::kLower);
}

void append_canonical(std::string& out, const TermView& term) {
  append_term(out, term, LanguageCase::kLower);
}

}  // namespace quoth
