#include "parser/grammar/lines.h"

#include <boost/spirit/home/x3.hpp>
#include <string>
#include <utility>

#include "parser/grammar/actions.h"
#include "parser/grammar/literals.h"
#include "parser/grammar/terminals.h"
#include "rdf/iri.h"

namespace quoth::grammar {
namespace {

struct LineScan : Scan {
  int depth = 0;           // of triple terms
  bool statement = false;  // the line held one

  static const char* skip_blanks(const char* p, const char*) {
    while (is(*p, kBlank)) ++p;
    return p;
  }
  bool accept_iri(std::string_view& iri, const char* where) {
    if (iri.starts_with("http://") || has_scheme(iri)) return true;
    return fail(where, "invalid IRI: it must be absolute in this format");
  }
  static void accept_label(std::string_view&) {}
};

// ---- The grammar (N-Triples 1.2, section 5; N-Quads 1.2 adds the graph)

// Blanks, a comment, and the line break, or the end of the text.
struct EndOfLine : Terminal<EndOfLine, x3::unused_type> {
  static std::string name() { return "the end of the line"; }

  template <typename Context, typename RuleContext, typename Target>
  bool parse(const char*& first, const char* const& last, const Context&, RuleContext&, Target&) const {
    const char* p = LineScan::skip_blanks(first, last);
    if (p != last && *p == '#') {
      while (p != last && *p != '\n' && *p != '\r') ++p;
    }
    if (p != last && *p != '\n' && *p != '\r') return false;
    while (p != last && is(*p, kWhite)) ++p;
    first = p;
    return true;
  }
};
constexpr EndOfLine end_of_line;

constexpr auto descend = [](auto& context) {
  LineScan& scan = scan_of(context);
  if (++scan.depth <= kMaxNesting) return;
  scan.fail(scan.token, kTooDeep, ErrorCode::kLimit);
  x3::_pass(context) = false;
};
constexpr auto ascend = [](auto& context) { --scan_of(context).depth; };
constexpr auto nest = [](auto& context) {
  x3::_val(context) =
      TermView{TermKind::kTriple, {}, {}, {}, {}, scan_of(context).arena.create(x3::_attr(context))};
};
constexpr auto found = [](auto& context) { scan_of(context).statement = true; };

constexpr x3::rule<struct TripleTermTag, TermView> triple_term = "a triple term";

constexpr auto subject = x3::rule<struct SubjectTag, TermView>("a subject (an IRI or a blank node)") =
    iri_ref | blank_node_label;
constexpr auto predicate = x3::rule<struct PredicateTag, TermView>("a predicate (an IRI)") = iri_ref;
constexpr auto object =
    x3::rule<struct ObjectTag, TermView>("an object (an IRI, a blank node, a literal or a triple term)") =
        iri_ref | blank_node_label | literal(quoted_string, iri_ref) | triple_term;
constexpr auto triple = x3::rule<struct TripleTag, TripleView>("a subject (an IRI or a blank node)") =
    subject[to(&TripleView::subject)] > predicate[to(&TripleView::predicate)] >
    object[to(&TripleView::object)];

constexpr auto triple_term_def = mark("<<(")[descend] > triple[nest] > mark(")>>")[ascend];
BOOST_SPIRIT_DEFINE(triple_term)

constexpr auto version = mark("VERSION") > quoted_string;

constexpr auto ntriples_line = x3::rule<struct NTriplesTag, QuadView>("a statement") =
    end_of_line | (triple[to(&QuadView::triple)] > mark(".")[found] > end_of_line) | (version > end_of_line);

constexpr auto graph = x3::rule<struct GraphTag, TermView>("a graph") = iri_ref | blank_node_label;
constexpr auto nquads_line = x3::rule<struct NQuadsTag, QuadView>("a statement") =
    end_of_line |
    (triple[to(&QuadView::triple)] >
     named("a graph name or '.'")[mark(".") | (graph[to(&QuadView::graph)] > mark("."))][found] >
     end_of_line) |
    (version > end_of_line);

// ---- The reader

class LineReader {
 public:
  LineReader(Window& window, RdfSink& sink, std::uint64_t& quads)
      : window_(window), sink_(sink), quads_(quads) {}

  template <typename Line>
  Status read(const Line& line) {
    while (true) {
      const char* const stop = window_.is_last() ? window_.end() : end_of_last_line();
      moved_ = false;
      while (!moved_ && window_.begin() != stop) QUOTH_CHECK(read_line(line, stop));
      if (moved_) continue;
      if (window_.is_last()) return {};
      QUOTH_CHECK(window_.extend());
    }
  }

 private:
  // Behind the last line break of the window; its start, if there is none.
  const char* end_of_last_line() const {
    const std::string_view text(window_.begin(), static_cast<std::size_t>(window_.end() - window_.begin()));
    const std::size_t found_at = text.find_last_of("\n\r");
    return found_at == std::string_view::npos ? window_.begin() : window_.begin() + found_at + 1;
  }

  template <typename Line>
  Status read_line(const Line& line, const char* stop) {
    scan_.depth = 0;
    scan_.statement = false;
    quad_.graph.reset();
    const char* first = window_.begin();
    bool accepted = false;
    try {
      accepted = x3::parse(first, stop, x3::with<ScanTag>(scan_)[line], quad_);
    } catch (const x3::expectation_failure<const char*>& failure) {
      return bad_line(failure.where(), failure.which());
    }
    if (!accepted || scan_.failure) return bad_line(first, "a subject (an IRI or a blank node)");
    window_.consume(first);
    if (!scan_.statement) return {};
    QUOTH_CHECK(sink_.quad(quad_));
    ++quads_;
    scan_.arena.rewind({});
    return {};
  }

  // Reports the line at the start of the window, and passes over it if the sink does. The window moves.
  Status bad_line(const char* where, const std::string& expected) {
    QUOTH_CHECK(sink_.bad_line(syntax_error(where, expected)));
    moved_ = true;
    scan_.failure.reset();
    scan_.arena.rewind({});
    while (true) {
      const char* p = window_.begin();
      while (p != window_.end() && *p != '\n' && *p != '\r') ++p;
      window_.consume(p);
      if (p != window_.end() || window_.is_last())
        return {};  // what is left of the line break is an empty line
      QUOTH_CHECK(window_.extend());
    }
  }

  Error syntax_error(const char* where, const std::string& expected) {
    if (scan_.failure)
      return window_.error(scan_.failure->where, scan_.failure->code, scan_.failure->message);
    return window_.error(LineScan::skip_blanks(where, window_.end()), ErrorCode::kSyntax,
                         "expected " + expected);
  }

  Window& window_;
  RdfSink& sink_;
  std::uint64_t& quads_;
  LineScan scan_;
  QuadView quad_;
  bool moved_ = false;  // the window, since the last line
};

}  // namespace

Status read_lines(Window& window, RdfFormat format, RdfSink& sink, std::uint64_t& quads) {
  LineReader reader(window, sink, quads);
  return format == RdfFormat::kNTriples ? reader.read(ntriples_line) : reader.read(nquads_line);
}

}  // namespace quoth::grammar
