// Functions on terms of any kind (SPARQL 1.2, 17.4.2 and 17.4.6).
#include <array>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"
#include "rdf/iri.h"

namespace quoth {
namespace {

template <TermKind Kind>
Optional is_kind(Arguments& arguments) {
  auto operand = arguments[0];
  return operand ? Optional(boolean(arguments.evaluator().kind(*operand) == Kind)) : std::nullopt;
}

Optional is_numeric_term(Arguments& arguments) {
  auto operand = arguments[0];
  if (!operand) return std::nullopt;
  const Value* value = arguments.evaluator().value(*operand);
  return boolean(value != nullptr && value->is_numeric());
}

Optional str(Arguments& arguments) {
  const TermArgument term(arguments, 0);
  if (!term || !(term->is_iri() || term->is_literal())) return std::nullopt;
  return plain_string(term->text());
}

// ---- Languages and datatypes

Optional lang(Arguments& arguments) {
  const TermArgument term(arguments, 0);
  return term && term->is_literal() ? Optional(plain_string(term->language())) : std::nullopt;
}

std::string_view direction_text(Direction direction) {
  return direction == Direction::kLeftToRight ? "ltr" : direction == Direction::kRightToLeft ? "rtl" : "";
}

Optional lang_direction(Arguments& arguments) {
  const TermArgument term(arguments, 0);
  if (!term || !term->is_literal()) return std::nullopt;
  return plain_string(std::string(direction_text(term->direction())));
}

Optional has_language(Arguments& arguments) {
  const TermArgument term(arguments, 0);
  return term ? Optional(boolean(!term->language().empty())) : std::nullopt;
}

Optional has_direction(Arguments& arguments) {
  const TermArgument term(arguments, 0);
  return term ? Optional(boolean(term->direction() != Direction::kNone)) : std::nullopt;
}

Optional datatype(Arguments& arguments) {
  const TermArgument term(arguments, 0);
  return term && term->is_literal() ? Optional(Operand(Term::iri(term->datatype()))) : std::nullopt;
}

Optional with_datatype(Arguments& arguments) {
  const TermArgument text(arguments, 0), type(arguments, 1);
  if (!text || !is_plain_string(*text) || !type || !type->is_iri()) return std::nullopt;
  if (type->text() == rdf::kLangString || type->text() == rdf::kDirLangString) return std::nullopt;
  return Operand(Term::typed(text->text(), type->text()));
}

// [a-zA-Z]+ ('-' [a-zA-Z0-9]+)*, as literals can be written with.
bool is_language_tag(std::string_view tag) {
  bool first = true;
  std::size_t length = 0;  // of the part so far
  for (const char c : tag) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (!first && c >= '0' && c <= '9')) {
      ++length;
    } else if (c == '-' && length > 0) {
      first = false;
      length = 0;
    } else {
      return false;
    }
  }
  return length > 0;
}

Optional with_language(Arguments& arguments) {
  const TermArgument text(arguments, 0), tag(arguments, 1);
  if (!text || !is_plain_string(*text) || !tag || !is_plain_string(*tag)) return std::nullopt;
  if (!is_language_tag(tag->text())) return std::nullopt;
  return Operand(Term::lang(text->text(), tag->text()));
}

Optional with_direction(Arguments& arguments) {
  const TermArgument text(arguments, 0), tag(arguments, 1), direction(arguments, 2);
  if (!text || !is_plain_string(*text) || !tag || !is_plain_string(*tag)) return std::nullopt;
  if (!direction || !is_plain_string(*direction) || !is_language_tag(tag->text())) return std::nullopt;
  for (const Direction each : {Direction::kLeftToRight, Direction::kRightToLeft}) {
    if (direction->text() == direction_text(each))
      return Operand(Term::lang(text->text(), tag->text(), each));
  }
  return std::nullopt;
}

// ---- IRIs

// Against the base, a second argument that translation adds where the query has one.
Optional iri(Arguments& arguments) {
  const TermArgument reference(arguments, 0);
  if (!reference) return std::nullopt;
  if (reference->is_iri()) return Operand(*reference);
  if (!is_plain_string(*reference)) return std::nullopt;
  std::string base;
  if (arguments.size() == 2) {
    const TermArgument given(arguments, 1);
    if (!given) return std::nullopt;
    base = given->text();
  }
  auto resolved = resolve_iri(base, reference->text());
  return resolved ? Optional(Operand(Term::iri(*std::move(resolved)))) : std::nullopt;
}

// ---- Triple terms

template <Term Triple::*Part>
Optional part(Arguments& arguments) {
  const TermArgument term(arguments, 0);
  return term && term->is_triple() ? Optional(Operand(term->as_triple().*Part)) : std::nullopt;
}

Optional triple(Arguments& arguments) {
  const TermArgument subject(arguments, 0), predicate(arguments, 1), object(arguments, 2);
  if (!subject || !predicate || !object) return std::nullopt;
  if (!(subject->is_iri() || subject->is_blank()) || !predicate->is_iri()) return std::nullopt;
  if (nesting(object->view()) + 1 > kMaxNesting) return std::nullopt;
  return Operand(Term::triple(*subject, *predicate, *object));
}

// ---- The table

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"datatype", "DATATYPE", 1, 1, kLiteral, datatype},
    Function{"haslang", "hasLANG", 1, 1, kTerm, has_language},
    Function{"haslangdir", "hasLANGDIR", 1, 1, kTerm, has_direction},
    Function{"iri", "IRI", 1, 1, kTerm, iri},
    Function{"iri-in", "IRI", 2, 2, kTerm, iri},
    Function{"isblank", "isBLANK", 1, 1, kId, is_kind<TermKind::kBlankNode>},
    Function{"isiri", "isIRI", 1, 1, kId, is_kind<TermKind::kIri>},
    Function{"isliteral", "isLITERAL", 1, 1, kId, is_kind<TermKind::kLiteral>},
    Function{"isnumeric", "isNUMERIC", 1, 1, kLiteral, is_numeric_term},
    Function{"istriple", "isTRIPLE", 1, 1, kId, is_kind<TermKind::kTriple>},
    Function{"isuri", "isURI", 1, 1, kId, is_kind<TermKind::kIri>},
    Function{"lang", "LANG", 1, 1, kLiteral, lang},
    Function{"langdir", "LANGDIR", 1, 1, kLiteral, lang_direction},
    Function{"object", "OBJECT", 1, 1, kTerm, part<&Triple::object>},
    Function{"predicate", "PREDICATE", 1, 1, kTerm, part<&Triple::predicate>},
    Function{"str", "STR", 1, 1, kTerm, str},
    Function{"strdt", "STRDT", 2, 2, kTerm, with_datatype},
    Function{"strlang", "STRLANG", 2, 2, kLiteral, with_language},
    Function{"strlangdir", "STRLANGDIR", 3, 3, kLiteral, with_direction},
    Function{"subject", "SUBJECT", 1, 1, kTerm, part<&Triple::subject>},
    Function{"triple", "TRIPLE", 3, 3, kTerm, triple},
    Function{"uri", "URI", 1, 1, kTerm, iri},
    Function{"uri-in", "URI", 2, 2, kTerm, iri},
};

}  // namespace

std::span<const Function> term_functions() { return kFunctions; }

}  // namespace quoth
