#include "rdf/term.h"

#include <algorithm>

#include "rdf/vocabulary.h"
#include "rdf/write_rdf.h"

namespace quoth {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::strong_ordering compare_language(std::string_view a, std::string_view b) {
  return std::lexicographical_compare_three_way(a.begin(), a.end(), b.begin(), b.end(),
                                                [](char x, char y) { return lower(x) <=> lower(y); });
}

// FNV-1a, continued from `hash`.
std::size_t mix(std::size_t hash, std::string_view text, bool fold_case = false) {
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(fold_case ? lower(c) : c)) * std::size_t{0x100000001b3};
  }
  return (hash ^ 0xff) * std::size_t{0x100000001b3};  // closes the part, so that "ab","c" is not "a","bc"
}

// Where each kind stands in the order of terms.
int rank(TermKind kind) {
  switch (kind) {
    case TermKind::kBlankNode: return 0;
    case TermKind::kIri: return 1;
    case TermKind::kLiteral: return 2;
    case TermKind::kTriple: return 3;
  }
  return 4;
}

}  // namespace

// ---- Views

std::strong_ordering operator<=>(const TermView& a, const TermView& b) {
  if (a.kind != b.kind) return rank(a.kind) <=> rank(b.kind);
  if (a.kind == TermKind::kTriple) {
    if (const auto c = a.triple->subject <=> b.triple->subject; c != 0) return c;
    if (const auto c = a.triple->predicate <=> b.triple->predicate; c != 0) return c;
    return a.triple->object <=> b.triple->object;
  }
  // char_traits<char> compares bytes as unsigned, which is code point order in UTF-8.
  if (const auto c = a.text <=> b.text; c != 0) return c;
  if (const auto c = a.datatype <=> b.datatype; c != 0) return c;
  if (const auto c = compare_language(a.language, b.language); c != 0) return c;
  return a.direction <=> b.direction;
}

bool operator==(const TermView& a, const TermView& b) { return (a <=> b) == 0; }

std::size_t hash_value(const TermView& term) {
  std::size_t hash = 0xcbf29ce484222325 + static_cast<std::size_t>(term.kind);
  if (term.kind == TermKind::kTriple) {
    for (const TermView* part : {&term.triple->subject, &term.triple->predicate, &term.triple->object}) {
      hash = (hash ^ hash_value(*part)) * std::size_t{0x100000001b3};
    }
    return hash;
  }
  hash = mix(hash, term.text);
  if (term.kind != TermKind::kLiteral) return hash;
  hash = mix(mix(hash, term.datatype), term.language, true);
  return hash + static_cast<std::size_t>(term.direction);
}

int nesting(const TermView& term) {
  if (term.kind != TermKind::kTriple) return 0;
  return 1 + std::max({nesting(term.triple->subject), nesting(term.triple->predicate), nesting(term.triple->object)});
}

std::string to_string(const TermView& term) {
  std::string out;
  append_canonical(out, term);
  return out;
}

std::string to_string(const QuadView& quad) {
  std::string out;
  append_canonical(out, quad);
  out.pop_back();  // the line feed
  return out;
}

// ---- Term

Term Term::iri(std::string iri) {
  Term term;
  term.text_ = std::move(iri);
  return term;
}

Term Term::blank(std::string label) {
  Term term;
  term.kind_ = TermKind::kBlankNode;
  term.text_ = std::move(label);
  return term;
}

Term Term::literal(std::string lexical) { return typed(std::move(lexical), std::string(xsd::kString)); }

Term Term::typed(std::string lexical, std::string datatype) {
  Term term;
  term.kind_ = TermKind::kLiteral;
  term.text_ = std::move(lexical);
  term.datatype_ = std::move(datatype);
  return term;
}

Term Term::lang(std::string lexical, std::string language, Direction direction) {
  Term term = typed(std::move(lexical),
                    std::string(direction == Direction::kNone ? rdf::kLangString : rdf::kDirLangString));
  term.language_ = std::move(language);
  term.direction_ = direction;
  return term;
}

Term Term::triple(Term subject, Term predicate, Term object) {
  Term term;
  term.kind_ = TermKind::kTriple;
  term.nested_ = std::make_shared<const Nested>(
      Triple(std::move(subject), std::move(predicate), std::move(object)));
  return term;
}

Term::Term(const TermView& view)
    : kind_(view.kind),
      direction_(view.direction),
      text_(view.text),
      datatype_(view.datatype),
      language_(view.language) {
  if (view.kind == TermKind::kTriple) {
    nested_ = std::make_shared<const Nested>(Triple(*view.triple));
  }
}

const Triple& Term::as_triple() const { return nested_->triple; }

TermView Term::view() const {
  return {kind_, direction_, text_, datatype_, language_, nested_ ? &nested_->view : nullptr};
}

bool operator==(const Term& a, const Term& b) { return a.view() == b.view(); }
std::strong_ordering operator<=>(const Term& a, const Term& b) { return a.view() <=> b.view(); }

// ---- Quad

Quad::Quad(const QuadView& view) : triple(view.triple) {
  if (view.graph) graph.emplace(*view.graph);
}

QuadView Quad::view() const {
  return {triple.view(), graph ? std::optional(graph->view()) : std::nullopt};
}

}  // namespace quoth
