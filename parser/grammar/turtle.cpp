#include "parser/grammar/turtle.h"

#include <boost/spirit/home/x3.hpp>
#include <cassert>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parser/grammar/step_reader.h"
#include "parser/grammar/turtle_steps.h"
#include "rdf/iri.h"

namespace quoth::grammar {
namespace {

using Kind = Token::Kind;

TermView iri_term(std::string_view iri) { return {TermKind::kIri, Direction::kNone, iri, {}, {}, nullptr}; }

// What stands open at a place in the document: a production that is partly read. The last frame is the one
// that the next step belongs to.
//
// The arena is used as a stack along with the frames: a frame takes marks behind what it keeps, and what lies
// above a mark is given back when the frame goes on to its next statement, verb, object, reifier or element.
struct Frame {
  enum class Kind : std::uint8_t {
    kStatement,
    kProperties,
    kAnnotation,
    kCollection,
    kReifiedTriple,
    kTripleTerm
  };
  enum class Next : std::uint8_t {
    kSubject,
    kVerb,
    kVerbOrGraph,     // behind the first term of a statement of TriG
    kFirstVerbOrEnd,  // behind a subject that is enough
    kVerbOrEnd,       // behind a ';'
    kObject,
    kAfterObject,
    kElement,
    kReifierOrEnd,
    kEnd,
  };

  Kind kind = Kind::kStatement;
  Next next = Next::kSubject;
  TermView subject, verb, object;
  std::optional<TermView> reifier;  // of the object's triple: the last one, until an annotation takes it
  std::string reifier_text;         // its text: it outlives what lies above `after_object`
  std::uint64_t cell = 0;           // of a collection: the last element's, and the first one's
  std::uint64_t first_cell = 0;
  bool empty = true;  // a collection without elements yet
  Arena::Mark start, after_subject, after_verb, after_object;
};

class TurtleReader final : StepReader<Token> {
 public:
  TurtleReader(Window& window, const ReadOptions& options, RdfSink& sink, std::uint64_t& quads)
      : StepReader(window), sink_(sink), quads_(quads), trig_(options.format == RdfFormat::kTriG) {
    scan_.base = Base(options.base);
    frames_.reserve(kMaxNesting + 1);  // frames don't move: views may point into them
    frames_.emplace_back();
  }

  Status read() {
    while (true) {
      QUOTH_CHECK(skip_blanks());
      const Frame& frame = frames_.back();
      const bool between_statements =
          frames_.size() == 1 && frame.next == Frame::Next::kSubject && !in_graph_;
      if (between_statements && at_end()) return {};
      QUOTH_CHECK(advance());
      finish_step();
    }
  }

 private:
  using Next = Frame::Next;

  // The last object is kept, since an annotation may follow.
  void window_moves() override {
    Frame& frame = frames_.back();
    if (frame.next == Next::kAfterObject) keep_object(frame);
  }

  // ---- Terms

  TermView blank(std::uint64_t number) {
    constexpr std::size_t kDigits = 20;
    char* const label = scan_.arena.allocate(kGeneratedLabel.size() + kDigits);
    char* const digits = label + kGeneratedLabel.copy(label, kGeneratedLabel.size());
    char* const end = std::to_chars(digits, digits + kDigits, number).ptr;
    scan_.arena.shrink(static_cast<std::size_t>(digits + kDigits - end));
    return {TermKind::kBlankNode,
            Direction::kNone,
            {label, static_cast<std::size_t>(end - label)},
            {},
            {},
            nullptr};
  }
  TermView fresh_blank() { return blank(next_blank_++); }

  Status emit(const TermView& subject, const TermView& predicate, const TermView& object) {
    quad_.triple.subject = subject;
    quad_.triple.predicate = predicate;
    quad_.triple.object = object;
    QUOTH_CHECK(sink_.quad(quad_));
    ++quads_;
    return {};
  }

  Status emit_reifies(const TermView& reifier, const Frame& of) {
    const TripleView triple{of.subject, of.verb, of.object};
    return emit(reifier, iri_term(rdf::kReifies), {TermKind::kTriple, Direction::kNone, {}, {}, {}, &triple});
  }

  // ---- The document

  Status advance() {
    Frame& frame = frames_.back();
    switch (frame.next) {
      case Next::kSubject:
        return frame.kind == Frame::Kind::kStatement ? statement(frame) : inner_subject(frame);
      case Next::kVerbOrGraph:
        scan_.arena.rewind(frame.after_subject);
        QUOTH_CHECK(take(steps::verb_or_graph, "a predicate (an IRI or 'a') or '{'"));
        return on_verb(frame);
      case Next::kVerb:
        scan_.arena.rewind(frame.after_subject);
        QUOTH_CHECK(take(steps::verb, "a predicate (an IRI or 'a')"));
        return on_verb(frame);
      case Next::kFirstVerbOrEnd:
        scan_.arena.rewind(frame.after_subject);
        if (in_graph_) {
          QUOTH_CHECK(take(steps::first_verb_in_graph, "a predicate (an IRI or 'a'), '.' or '}'"));
        } else {
          QUOTH_CHECK(take(steps::first_verb_or_stop, "a predicate (an IRI or 'a') or '.'"));
        }
        return on_verb(frame);
      case Next::kVerbOrEnd:
        return verb_or_end(frame);
      case Next::kObject:
        return object(frame);
      case Next::kAfterObject:
        return after_object(frame);
      case Next::kElement:
        return element(frame);
      case Next::kReifierOrEnd:
        QUOTH_CHECK(take(steps::reified_triple_end, "'~' or '>>'"));
        return on_reified_triple_end(frame);
      case Next::kEnd:
        return end(frame);
    }
    return {};
  }

  Status statement(Frame& frame) {
    scan_.arena.rewind(frame.start);
    if (in_graph_) {
      QUOTH_CHECK(take(steps::subject_in_graph, "a subject or '}'"));
    } else if (trig_) {
      QUOTH_CHECK(take(steps::trig_block, "a subject, a graph or a directive"));
    } else {
      QUOTH_CHECK(take(steps::turtle_statement, "a subject or a directive"));
    }
    switch (token_.kind) {
      case Kind::kPrefix:
        scan_.namespaces.set(token_.label, token_.term.text);
        return sink_.prefix(token_.label, token_.term.text);
      case Kind::kBase:
        scan_.base = Base(token_.term.text);
        return {};
      case Kind::kVersion:
        return {};
      case Kind::kGraph:
        return open_graph(frame, std::nullopt);
      case Kind::kNamedGraph:
        return open_graph(frame, token_.term);
      case Kind::kAnonymousGraph:
        return open_graph(frame, fresh_blank());
      case Kind::kCloseGraph:
        return close_graph(frame);
      default:
        return on_term(frame);
    }
  }

  Status open_graph(Frame& frame, std::optional<TermView> name) {
    in_graph_ = true;
    if (name) quad_.graph = keep(*name);
    frame.start = scan_.arena.mark();
    frame.next = Next::kSubject;
    return {};
  }

  Status close_graph(Frame& frame) {
    in_graph_ = false;
    quad_.graph.reset();
    frame.start = {};
    frame.next = Next::kSubject;
    return {};
  }

  // ---- Terms and what opens them

  // A step for a term found one, or the beginning of one.
  Status on_term(Frame& frame) {
    switch (token_.kind) {
      case Kind::kTerm:
        return deliver(frame, token_.term);
      case Kind::kAnonymous:
        return deliver(frame, fresh_blank());
      case Kind::kCollection:
        return open(Frame::Kind::kCollection, Next::kElement);
      case Kind::kProperties: {
        const TermView subject = fresh_blank();
        return open(Frame::Kind::kProperties, Next::kVerb, subject);
      }
      case Kind::kReifiedTriple:
        return open(Frame::Kind::kReifiedTriple, Next::kSubject);
      case Kind::kTripleTerm:
        return open(Frame::Kind::kTripleTerm, Next::kSubject);
      default:
        assert(false);
        return {};
    }
  }

  Status open(Frame::Kind kind, Next next, const TermView& subject = {}) {
    if (frames_.size() > static_cast<std::size_t>(kMaxNesting)) {
      return step_error(ErrorCode::kLimit, kTooDeep);
    }
    Frame& frame = frames_.emplace_back();
    frame.kind = kind;
    frame.next = next;
    frame.subject = subject;
    frame.start = frame.after_subject = scan_.arena.mark();
    return {};
  }

  // Ends the last frame; its term goes to the one below.
  Status close(TermView term) {
    const Frame::Kind kind = frames_.back().kind;
    frames_.pop_back();
    Frame& below = frames_.back();
    const bool was_subject = below.next == Next::kSubject;
    QUOTH_CHECK(deliver(below, term));
    // A property list or a reified triple says enough without a predicate (Turtle 1.2, production `triples`).
    const bool enough = kind == Frame::Kind::kProperties || kind == Frame::Kind::kReifiedTriple;
    if (below.kind == Frame::Kind::kStatement && was_subject)
      below.next = enough ? Next::kFirstVerbOrEnd : Next::kVerb;
    return {};
  }

  // A whole term has been read, for the place where `frame` stands.
  Status deliver(Frame& frame, const TermView& term) {
    switch (frame.next) {
      case Next::kSubject:
        frame.subject = keep(term);
        frame.after_subject = scan_.arena.mark();
        frame.next =
            trig_ && !in_graph_ && frame.kind == Frame::Kind::kStatement ? Next::kVerbOrGraph : Next::kVerb;
        return {};
      case Next::kElement:
        return add_element(frame, term);
      case Next::kObject:
        if (frame.kind == Frame::Kind::kReifiedTriple || frame.kind == Frame::Kind::kTripleTerm) {
          frame.object = keep(term);
          frame.next = frame.kind == Frame::Kind::kReifiedTriple ? Next::kReifierOrEnd : Next::kEnd;
          return {};
        }
        frame.object = term;
        frame.after_object = scan_.arena.mark();
        frame.next = Next::kAfterObject;
        frame.reifier.reset();
        return emit(frame.subject, frame.verb, frame.object);
      default:
        assert(false);
        return {};
    }
  }

  // ---- Predicates and objects

  Status verb_or_end(Frame& frame) {
    scan_.arena.rewind(frame.after_subject);
    switch (frame.kind) {
      case Frame::Kind::kProperties:
        QUOTH_CHECK(take(steps::verb_or_bracket, "a predicate (an IRI or 'a') or ']'"));
        break;
      case Frame::Kind::kAnnotation:
        QUOTH_CHECK(take(steps::verb_in_annotation, "a predicate (an IRI or 'a') or '|}'"));
        break;
      default:
        if (in_graph_) {
          QUOTH_CHECK(take(steps::verb_in_graph, "a predicate (an IRI or 'a'), '.' or '}'"));
        } else {
          QUOTH_CHECK(take(steps::verb_or_stop, "a predicate (an IRI or 'a') or '.'"));
        }
    }
    return on_verb(frame);
  }

  Status on_verb(Frame& frame) {
    switch (token_.kind) {
      case Kind::kSemicolon:
        return {};
      case Kind::kClose:
      case Kind::kCloseGraph:
        return close_list(frame);
      case Kind::kGraph:
        return open_graph(frame, frame.subject);
      default:
        break;
    }
    frame.verb = token_.kind == Kind::kType ? iri_term(rdf::kType) : keep(token_.term);
    frame.after_verb = scan_.arena.mark();
    frame.next = Next::kObject;
    return {};
  }

  Status object(Frame& frame) {
    scan_.arena.rewind(frame.after_verb);
    switch (frame.kind) {
      case Frame::Kind::kReifiedTriple:
        QUOTH_CHECK(take(steps::reified_object,
                         "an object (an IRI, a blank node, a literal, a reified triple or a triple term)"));
        break;
      case Frame::Kind::kTripleTerm:
        QUOTH_CHECK(
            take(steps::triple_term_object, "an object (an IRI, a blank node, a literal or a triple term)"));
        break;
      default:
        QUOTH_CHECK(take(steps::object, "an object"));
    }
    return on_term(frame);
  }

  Status after_object(Frame& frame) {
    scan_.arena.rewind(frame.after_object);
    switch (frame.kind) {
      case Frame::Kind::kProperties:
        QUOTH_CHECK(take(steps::after_object_or_bracket, "']', ';', ',' or an annotation"));
        break;
      case Frame::Kind::kAnnotation:
        QUOTH_CHECK(take(steps::after_object_in_annotation, "'|}', ';', ',' or an annotation"));
        break;
      default:
        if (in_graph_) {
          QUOTH_CHECK(take(steps::after_object_in_graph, "'.', ';', ',', '}' or an annotation"));
        } else {
          QUOTH_CHECK(take(steps::after_object_or_stop, "'.', ';', ',' or an annotation"));
        }
    }
    switch (token_.kind) {
      case Kind::kComma:
        frame.next = Next::kObject;
        return {};
      case Kind::kSemicolon:
        frame.next = Next::kVerbOrEnd;
        return {};
      case Kind::kReifier:
        return reify(frame, token_.term);
      case Kind::kFreshReifier:
        return reify(frame, fresh_blank());
      case Kind::kAnnotation:
        return annotate(frame);
      default:
        return close_list(frame);
    }
  }

  // The end of a predicate-object list.
  Status close_list(Frame& frame) {
    if (frame.kind != Frame::Kind::kStatement) {
      if (frame.kind == Frame::Kind::kProperties) return close(frame.subject);
      frames_.pop_back();  // an annotation is no term
      return {};
    }
    if (token_.kind == Kind::kCloseGraph) return close_graph(frame);
    frame.next = Next::kSubject;
    return {};
  }

  // ---- Reifiers and annotations (Turtle 1.2, section 2.11)

  Status reify(Frame& frame, const TermView& reifier) {
    if (frame.object.kind == TermKind::kTriple && nesting(frame.object) >= kMaxNesting) {
      return step_error(ErrorCode::kLimit, kTooDeep);
    }
    frame.reifier_text = reifier.text;
    frame.reifier = reifier;
    frame.reifier->text = frame.reifier_text;
    return emit_reifies(*frame.reifier, frame);
  }

  void keep_object(Frame& frame) {
    frame.object = keep(frame.object);
    frame.after_object = scan_.arena.mark();
  }

  Status annotate(Frame& frame) {
    keep_object(frame);
    if (!frame.reifier) QUOTH_CHECK(reify(frame, fresh_blank()));
    const TermView reifier = *frame.reifier;
    frame.reifier.reset();
    return open(Frame::Kind::kAnnotation, Next::kVerb, reifier);
  }

  // ---- Reified triples and triple terms

  Status inner_subject(Frame& frame) {
    if (frame.kind == Frame::Kind::kReifiedTriple) {
      QUOTH_CHECK(take(steps::reified_subject, "a subject (an IRI, a blank node or a reified triple)"));
    } else {
      QUOTH_CHECK(take(steps::triple_term_subject, "a subject (an IRI or a blank node)"));
    }
    return on_term(frame);
  }

  Status on_reified_triple_end(Frame& frame) {
    if (token_.kind == Kind::kClose) return close_reified(frame, fresh_blank());
    frame.reifier = token_.kind == Kind::kReifier ? keep(token_.term) : fresh_blank();
    frame.next = Next::kEnd;
    return {};
  }

  Status end(Frame& frame) {
    if (frame.kind == Frame::Kind::kReifiedTriple) {
      QUOTH_CHECK(take(steps::close_reified_triple, "'>>'"));
      return close_reified(frame, *frame.reifier);
    }
    QUOTH_CHECK(take(steps::close_triple_term, "')>>'"));
    const TripleView* const triple = scan_.arena.create(TripleView{frame.subject, frame.verb, frame.object});
    return close({TermKind::kTriple, Direction::kNone, {}, {}, {}, triple});
  }

  Status close_reified(Frame& frame, const TermView& reifier) {
    QUOTH_CHECK(emit_reifies(reifier, frame));
    return close(reifier);
  }

  // ---- Collections

  Status element(Frame& frame) {
    scan_.arena.rewind(frame.start);
    QUOTH_CHECK(take(steps::element, "an object or ')'"));
    if (token_.kind != Kind::kClose) return on_term(frame);
    if (frame.empty) return close(iri_term(rdf::kNil));
    QUOTH_CHECK(emit(blank(frame.cell), iri_term(rdf::kRest), iri_term(rdf::kNil)));
    return close(blank(frame.first_cell));
  }

  Status add_element(Frame& frame, const TermView& term) {
    const std::uint64_t cell = next_blank_++;
    const TermView node = blank(cell);
    if (frame.empty) {
      frame.first_cell = cell;
    } else {
      QUOTH_CHECK(emit(blank(frame.cell), iri_term(rdf::kRest), node));
    }
    frame.empty = false;
    frame.cell = cell;
    return emit(node, iri_term(rdf::kFirst), term);
  }

  RdfSink& sink_;
  std::uint64_t& quads_;
  const bool trig_;
  bool in_graph_ = false;
  std::vector<Frame> frames_;
  QuadView quad_;
  std::uint64_t next_blank_ = 0;
};

}  // namespace

Status read_turtle(Window& window, const ReadOptions& options, RdfSink& sink, std::uint64_t& quads) {
  if (!options.base.empty() && !is_valid_iri(options.base)) {
    return Error{ErrorCode::kInvalid, "the base is no absolute IRI: <" + options.base + ">", {}, {}};
  }
  return TurtleReader(window, options, sink, quads).read();
}

}  // namespace quoth::grammar
