#include "rdf/write_turtle.h"

#include "rdf/prefixes.h"
#include "rdf/term_text.h"
#include "rdf/text_output.h"
#include "rdf/turtle_tokens.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

class TurtleWriter final : public RdfWriter {
 public:
  TurtleWriter(std::ostream& out, bool graphs) : out_(out), graphs_(graphs) {}

  Status prefix(std::string_view label, std::string_view iri) override {
    if (begun_) return {};
    if (!is_prefix_label(label)) {
      return Error{ErrorCode::kInvalid, "no prefix may be called \"" + std::string(label) + "\"", {}, {}};
    }
    if (prefixes_.entries().contains(label) || !prefixes_.add(label, iri)) return {};
    out_.text() += "PREFIX ";
    out_.text() += label;
    out_.text() += ": ";
    append_iri(out_.text(), iri);
    out_.text() += '\n';
    return out_.offer();
  }

  Status quad(const QuadView& quad) override {
    if (quad.graph && !graphs_) return named_graph_error(RdfFormat::kTurtle, *quad.graph);
    begun_ = true;
    if (quad.graph) {
      append(*quad.graph);
      out_.text() += " { ";
    }
    append(quad.triple.subject);
    out_.text() += ' ';
    append(quad.triple.predicate);
    out_.text() += ' ';
    append(quad.triple.object);
    out_.text() += quad.graph ? " }\n" : " .\n";
    return out_.offer();
  }

  Status finish() override { return out_.finish(); }

 private:
  void append(const TermView& term) {
    if (term.kind == TermKind::kIri && prefixes_.append_short(out_.text(), term.text)) return;
    append_term(out_.text(), term, LanguageCase::kAsWritten);
  }

  TextOutput out_;
  PrefixMap prefixes_;
  bool graphs_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<RdfWriter> make_turtle_writer(RdfFormat format, std::ostream& out) {
  return std::make_unique<TurtleWriter>(out, format == RdfFormat::kTriG);
}

}  // namespace quoth
