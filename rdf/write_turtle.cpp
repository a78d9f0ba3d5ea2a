#include "rdf/write_turtle.h"

#include "rdf/iri.h"
#include "rdf/prefixes.h"
#include "rdf/quad_table.h"
#include "rdf/short_text.h"
#include "rdf/term_text.h"
#include "rdf/text_output.h"
#include "rdf/turtle_layout.h"
#include "rdf/turtle_tokens.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

// Writes the quads of one table, laid out.
class TableWriter {
 public:
  TableWriter(const QuadTable& table, const TurtleLayout& layout, const PrefixMap& prefixes, TextOutput& out)
      : table_(table), layout_(layout), prefixes_(prefixes), output_(out), out_(out.text()) {}

  Status write() {
    for (std::uint32_t b = 0; b < layout_.blocks().size(); ++b) {
      const Block& block = layout_.blocks()[b];
      if (block.place != Place::kTop || !block.shown) continue;
      enter(block.graph);
      append_top(block);
      QUOTH_CHECK(output_.offer());
    }
    enter(kNoTerm);
    return output_.offer();
  }

 private:
  using Block = TurtleLayout::Block;
  using Place = TurtleLayout::Place;
  static constexpr std::uint32_t kNone = TurtleLayout::kNone;
  static constexpr std::size_t kLineLength = 100;

  // Closes the graph that is open and opens `graph`.
  void enter(TermNumber graph) {
    if (graph == graph_) return;
    if (graph_ != kNoTerm) out_ += "}\n";
    graph_ = graph;
    if (graph_ == kNoTerm) return;
    append_short_term(out_, table_.term(graph_), prefixes_);
    out_ += " {\n";
  }

  std::string_view indent() const { return graph_ == kNoTerm ? "" : "  "; }

  // A block on its own. If its subject reifies a triple that is not asserted here, that is said first: << s p
  // o ~ r >>.
  void append_top(const Block& block) {
    line_ = out_.size();
    out_ += indent();
    const std::uint32_t reified = find_reified(block);
    if (reified == kNone) {
      append_node(block.subject);
    } else {
      append_reified(block, reified);
    }
    append_properties(block, reified, true);
    out_ += " .\n";
  }

  std::uint32_t find_reified(const Block& block) const {
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      const NumberedQuad& q = layout_.quads()[i];
      if (layout_.is_hidden(i) || table_.term(q.object).kind != TermKind::kTriple ||
          table_.term(q.predicate).text != rdf::kReifies) {
        continue;
      }
      const TermKind subject = table_.term(table_.parts(q.object).subject).kind;
      if (subject == TermKind::kIri || subject == TermKind::kBlankNode) return i;
    }
    return kNone;
  }

  void append_reified(const Block& block, std::uint32_t quad) {
    out_ += "<< ";
    append_short_triple(out_, *table_.term(layout_.quads()[quad].object).triple, prefixes_);
    if (!layout_.is_anonymous(block.subject)) {
      out_ += " ~ ";
      append_node(block.subject);
    }
    out_ += " >>";
  }

  // ` p o, o ; p o`: what is not hidden, nor `left_out`. On several `lines`, a predicate each, and an object
  // each where they are long.
  void append_properties(const Block& block, std::uint32_t left_out, bool lines) {
    std::uint32_t before = kNone;
    for (std::uint32_t i = block.begin; i < block.end; ++i) {
      if (layout_.is_hidden(i) || i == left_out) continue;
      const NumberedQuad& q = layout_.quads()[i];
      if (before != kNone && layout_.quads()[before].predicate == q.predicate) {
        out_ += ',';
        const bool full = out_.size() - line_ > kLineLength;
        if (lines && (full || is_long(before) || is_long(i))) break_line("       ");
      } else {
        if (before != kNone) out_ += " ;";
        if (before != kNone && lines) break_line("   ");
        out_ += ' ';
        append_short_verb(out_, table_.term(q.predicate), prefixes_);
      }
      out_ += ' ';
      append_object(i);
      append_annotations(i);
      before = i;
    }
  }

  void break_line(std::string_view further) {
    out_ += '\n';
    line_ = out_.size();
    out_ += indent();
    out_ += further;
  }

  bool is_long(std::uint32_t quad) const {
    return !layout_.reifiers(quad).empty() ||
           table_.term(layout_.quads()[quad].object).kind == TermKind::kTriple;
  }

  void append_object(std::uint32_t quad) {
    const NumberedQuad& q = layout_.quads()[quad];
    if (!layout_.is_anonymous(q.object)) {
      const TermView& object = table_.term(q.object);
      if (object.kind == TermKind::kIri && object.text == rdf::kNil) {
        out_ += "()";
      } else {
        append_short_term(out_, object, prefixes_);
      }
      return;
    }
    const std::uint32_t block = layout_.find_block(q.graph, q.object);
    if (block == kNone) {
      out_ += "[]";
    } else if (layout_.blocks()[block].place == Place::kList) {
      out_ += "( ";
      for (const std::uint32_t element : layout_.elements(block)) {
        append_object(element);
        out_ += ' ';
      }
      out_ += ')';
    } else {
      out_ += '[';
      append_properties(layout_.blocks()[block], kNone, false);
      out_ += " ]";
    }
  }

  // An annotation block belongs to the "~" in front of it, if there is one. So blocks without a reifier come
  // first, and reifiers without a block last.
  void append_annotations(std::uint32_t quad) {
    const auto reifiers = layout_.reifiers(quad);
    if (reifiers.empty()) return;
    const auto has_block = [&](const TurtleLayout::Reifier& r) {
      return r.block != kNone && layout_.blocks()[r.block].place == Place::kAnnotation &&
             layout_.blocks()[r.block].shown;
    };
    for (const bool anonymous : {true, false}) {
      for (const TurtleLayout::Reifier& r : reifiers) {
        if (!has_block(r) || layout_.is_anonymous(r.term) != anonymous) continue;
        if (!anonymous) append_reifier(r.term);
        out_ += " {|";
        append_properties(layout_.blocks()[r.block], kNone, false);
        out_ += " |}";
      }
    }
    for (const TurtleLayout::Reifier& r : reifiers) {
      if (!has_block(r)) append_reifier(r.term);
    }
  }

  void append_reifier(TermNumber term) {
    out_ += " ~";
    if (layout_.is_anonymous(term)) return;
    out_ += ' ';
    append_node(term);
  }

  void append_node(TermNumber term) {
    if (layout_.is_anonymous(term)) {
      out_ += "[]";
    } else {
      append_short_term(out_, table_.term(term), prefixes_);
    }
  }

  const QuadTable& table_;
  const TurtleLayout& layout_;
  const PrefixMap& prefixes_;
  TextOutput& output_;
  std::string& out_;
  TermNumber graph_ = kNoTerm;  // the one that is open
  std::size_t line_ = 0;        // where in out_ the last line begins
};

class TurtleWriter final : public RdfWriter {
 public:
  TurtleWriter(std::ostream& out, bool graphs) : out_(out), graphs_(graphs) {}

  Status prefix(std::string_view label, std::string_view iri) override {
    if (begun_ || !is_prefix_label(label) || !is_valid_iri(iri) || prefixes_.entries().contains(label))
      return {};
    prefixes_.add(label, iri);
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
    table_.add(quad);
    if (table_.quads().size() < kMaxQuads && table_.text_bytes() < kMaxBytes) return {};
    QUOTH_CHECK(write_table(false));
    streaming_ = true;
    return {};
  }

  Status finish() override {
    QUOTH_CHECK(write_table(!streaming_));
    return out_.finish();
  }

 private:
  // What waits at most: about 16 MiB in all.
  static constexpr std::size_t kMaxQuads = std::size_t{1} << 14;
  static constexpr std::size_t kMaxBytes = std::size_t{4} << 20;

  Status write_table(bool whole) {
    if (table_.quads().empty()) return {};
    if (!streaming_ && !prefixes_.entries().empty()) out_.text() += '\n';
    const TurtleLayout layout(table_, whole);
    QUOTH_CHECK(TableWriter(table_, layout, prefixes_, out_).write());
    table_.clear();
    return {};
  }

  TextOutput out_;
  PrefixMap prefixes_;
  QuadTable table_;
  bool graphs_;
  bool begun_ = false;
  bool streaming_ = false;  // some quads are written already
};

}  // namespace

std::unique_ptr<RdfWriter> make_turtle_writer(RdfFormat format, std::ostream& out) {
  return std::make_unique<TurtleWriter>(out, format == RdfFormat::kTriG);
}

}  // namespace quoth
