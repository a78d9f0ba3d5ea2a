// RDF 1.2 terms, triples and quads (RDF 1.2 Concepts, section 3), as owning values and as views.
//
// Views (TermView, TripleView, QuadView) look at text that somebody else keeps: what a reader hands to its sink is
// valid until the sink returns. A Term owns its text; copying one that is a triple term shares the triple.
#pragma once
#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace quoth {

enum class TermKind : std::uint8_t { kIri, kBlankNode, kLiteral, kTriple };
enum class Direction : std::uint8_t { kNone, kLeftToRight, kRightToLeft };

// Terms that nest deeper than this are refused by every reader, with an error of its own: what walks a term may
// therefore recurse.
inline constexpr int kMaxNesting = 256;

struct TripleView;

struct TermView {
  TermKind kind = TermKind::kIri;
  Direction direction = Direction::kNone;  // of a literal with a language
  std::string_view text;      // an IRI, a blank node's label without "_:", or a literal's lexical form, unescaped
  std::string_view datatype;  // of a literal: its datatype IRI, never empty; else empty
  std::string_view language;  // of a literal: its language tag as written, or empty
  const TripleView* triple = nullptr;  // of a triple term
};

struct TripleView {
  TermView subject, predicate, object;
};

struct QuadView {
  TripleView triple;
  std::optional<TermView> graph;  // nothing: the default graph
};

struct Triple;

class Term {
 public:
  static Term iri(std::string iri);
  static Term blank(std::string label);  // without "_:"
  static Term literal(std::string lexical);  // xsd:string
  static Term typed(std::string lexical, std::string datatype);
  static Term lang(std::string lexical, std::string language, Direction direction = Direction::kNone);
  static Term triple(Term subject, Term predicate, Term object);
  explicit Term(const TermView& view);  // a copy

  TermKind kind() const { return kind_; }
  bool is_iri() const { return kind_ == TermKind::kIri; }
  bool is_blank() const { return kind_ == TermKind::kBlankNode; }
  bool is_literal() const { return kind_ == TermKind::kLiteral; }
  bool is_triple() const { return kind_ == TermKind::kTriple; }

  const std::string& text() const { return text_; }
  const std::string& datatype() const { return datatype_; }
  const std::string& language() const { return language_; }
  Direction direction() const { return direction_; }
  const Triple& as_triple() const;  // requires is_triple()

  // Valid as long as this term is unchanged and not moved.
  TermView view() const;

  // Term equality (RDF 1.2 Concepts 3.3): lexical forms as they are, language tags without regard to case.
  friend bool operator==(const Term& a, const Term& b);
  // A total order for output that is the same in every run: blank nodes, IRIs, literals, triple terms; within a
  // kind by text in code point order.
  friend std::strong_ordering operator<=>(const Term& a, const Term& b);

 private:
  Term() = default;
  TermKind kind_ = TermKind::kIri;
  Direction direction_ = Direction::kNone;
  std::string text_, datatype_, language_;
  struct Nested;  // a triple and its view, so that view() allocates nothing
  std::shared_ptr<const Nested> nested_;
};

struct Triple {
  Triple(Term s, Term p, Term o) : subject(std::move(s)), predicate(std::move(p)), object(std::move(o)) {}
  explicit Triple(const TripleView& view) : subject(view.subject), predicate(view.predicate), object(view.object) {}
  TripleView view() const { return {subject.view(), predicate.view(), object.view()}; }

  Term subject, predicate, object;

  friend bool operator==(const Triple&, const Triple&) = default;
};

struct Term::Nested {
  explicit Nested(Triple t) : triple(std::move(t)), view(triple.view()) {}
  Nested(const Nested&) = delete;
  Nested& operator=(const Nested&) = delete;
  Triple triple;
  TripleView view;  // of `triple`
};

struct Quad {
  Triple triple;
  std::optional<Term> graph;  // nothing: the default graph

  Quad(Triple t, std::optional<Term> g = std::nullopt) : triple(std::move(t)), graph(std::move(g)) {}
  explicit Quad(const QuadView& view);
  QuadView view() const;

  friend bool operator==(const Quad&, const Quad&) = default;
};

bool operator==(const TermView& a, const TermView& b);
std::strong_ordering operator<=>(const TermView& a, const TermView& b);

// Hashes that agree with equality, the same in every run.
std::size_t hash_value(const TermView& term);
inline std::size_t hash_value(const Term& term) { return hash_value(term.view()); }

// The depth of nesting: 0 for a term that is no triple term, else 1 more than its deepest part.
int nesting(const TermView& term);

// N-Triples, for messages and tests: `<http://a>`, `_:b`, `"x"@en`, `<<( <s> <p> <o> )>>`.
std::string to_string(const TermView& term);
inline std::string to_string(const Term& term) { return to_string(term.view()); }
std::string to_string(const QuadView& quad);  // with the closing " ."

}  // namespace quoth

template <>
struct std::hash<quoth::Term> {
  std::size_t operator()(const quoth::Term& term) const { return quoth::hash_value(term); }
};
