#include "engine/functions.h"

#include <algorithm>
#include <array>

#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using Optional = std::optional<Operand>;

Operand boolean(bool value) { return Operand(Value::boolean(value)); }
Optional boolean(std::optional<bool> value) { return value ? Optional(boolean(*value)) : std::nullopt; }

std::optional<bool> boolean_of(Arguments& arguments, std::size_t i) {
  auto operand = arguments[i];
  return operand ? arguments.evaluator().boolean(*operand) : std::nullopt;
}

// ---- Logic (17.2): an error stands for "unknown"

Optional logical_and(Arguments& arguments) {
  bool unknown = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto value = boolean_of(arguments, i);
    if (value == false) return boolean(false);
    unknown |= !value;
  }
  return unknown ? std::nullopt : Optional(boolean(true));
}

Optional logical_or(Arguments& arguments) {
  bool unknown = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto value = boolean_of(arguments, i);
    if (value == true) return boolean(true);
    unknown |= !value;
  }
  return unknown ? std::nullopt : Optional(boolean(false));
}

Optional logical_not(Arguments& arguments) {
  const auto value = boolean_of(arguments, 0);
  return value ? Optional(boolean(!*value)) : std::nullopt;
}

// ---- Equality and order (17.3, 17.4.1.7)

// RDFterm-equal, after the values have been looked at: literals that are not the same may still be equal for
// somebody who knows their datatype.
std::optional<bool> equal_terms(const TermView& a, const TermView& b) {
  if (a.kind != b.kind) return false;
  if (a.kind == TermKind::kTriple) {
    bool unknown = false;
    const std::array parts{std::pair(&a.triple->subject, &b.triple->subject),
                           std::pair(&a.triple->predicate, &b.triple->predicate),
                           std::pair(&a.triple->object, &b.triple->object)};
    for (const auto& [x, y] : parts) {
      const auto same = equal_terms(*x, *y);
      if (same == false) return false;
      unknown |= !same;
    }
    return unknown ? std::nullopt : std::optional(true);
  }
  if (a.kind != TermKind::kLiteral) return a == b;
  const auto x = value_of(a), y = value_of(b);
  if (x && y) return equal(*x, *y);
  if (a == b) return true;
  const bool known_a = x || !a.language.empty(), known_b = y || !b.language.empty();
  return known_a && known_b ? std::optional(false) : std::nullopt;
}

// Tags in which equal ids, and no others, are equal values, and the order of ids is that of values.
bool is_plain_value(IdTag tag) {
  return tag == IdTag::kShortString || tag == IdTag::kBoolean || tag == IdTag::kInteger;
}

std::optional<bool> equal_operands(Operand& a, Operand& b, Evaluator& evaluator) {
  const IdTag tag = a.id().tag();
  if (tag == b.id().tag()) {
    if (is_plain_value(tag) || tag == IdTag::kIri || tag == IdTag::kBlankNode) return a.id() == b.id();
  }
  const Value* x = evaluator.value(a);
  const Value* y = evaluator.value(b);
  if (x != nullptr && y != nullptr) return equal(*x, *y);
  if (evaluator.kind(a) != evaluator.kind(b)) return false;
  const Term* s = evaluator.term(a);
  const Term* t = evaluator.term(b);
  if (s == nullptr || t == nullptr) return std::nullopt;
  return equal_terms(s->view(), t->view());
}

std::optional<bool> equal_arguments(Arguments& arguments, std::size_t i, std::size_t j) {
  auto a = arguments[i], b = arguments[j];
  return a && b ? equal_operands(*a, *b, arguments.evaluator()) : std::nullopt;
}

Optional equals(Arguments& arguments) { return boolean(equal_arguments(arguments, 0, 1)); }

Optional differs(Arguments& arguments) {
  const auto same = equal_arguments(arguments, 0, 1);
  return same ? Optional(boolean(!*same)) : std::nullopt;
}

// x in (a, b, …): as x = a || x = b || … (17.4.1.9)
Optional in(Arguments& arguments) {
  auto needle = arguments[0];
  if (!needle && arguments.size() > 1) return std::nullopt;
  bool unknown = false;
  for (std::size_t i = 1; i < arguments.size(); ++i) {
    auto other = arguments[i];
    const auto same = other ? equal_operands(*needle, *other, arguments.evaluator()) : std::nullopt;
    if (same == true) return boolean(true);
    unknown |= !same;
  }
  return unknown ? std::nullopt : Optional(boolean(false));
}

Optional not_in(Arguments& arguments) {
  auto found = in(arguments);
  return found ? Optional(boolean(!*arguments.evaluator().boolean(*found))) : std::nullopt;
}

// Nothing where the two have no order; of numbers, NaN is above and below nothing.
std::optional<Comparison> compare_arguments(Arguments& arguments) {
  auto a = arguments[0], b = arguments[1];
  if (!a || !b) return std::nullopt;
  const IdTag tag = a->id().tag();
  if (tag == b->id().tag() && is_plain_value(tag)) {
    if (a->id() == b->id()) return Comparison::kEqual;
    return a->id() < b->id() ? Comparison::kLess : Comparison::kGreater;
  }
  const Value* x = arguments.evaluator().value(*a);
  const Value* y = arguments.evaluator().value(*b);
  if (x == nullptr || y == nullptr) return std::nullopt;
  const Comparison result = compare(*x, *y);
  if (result == Comparison::kNotComparable) return std::nullopt;
  if (result == Comparison::kUnordered && !x->is_numeric()) return std::nullopt;
  return result;
}

template <Comparison First, Comparison Second>
Optional ordered(Arguments& arguments) {
  const auto result = compare_arguments(arguments);
  return result ? Optional(boolean(*result == First || *result == Second)) : std::nullopt;
}

Optional same_term(Arguments& arguments) {
  auto a = arguments[0], b = arguments[1];
  if (!a || !b) return std::nullopt;
  const TermId x = a->id(), y = b->id();
  const auto final = [](TermId id) { return !id.is_none() && id.tag() != IdTag::kLocal; };
  if (!x.is_none() && x == y) return boolean(true);
  if (final(x) && final(y)) return boolean(false);  // equal terms have equal ids
  const Term* s = arguments.evaluator().term(*a);
  const Term* t = arguments.evaluator().term(*b);
  return s && t ? Optional(boolean(*s == *t)) : std::nullopt;
}

// ---- Arithmetic (17.3)

template <std::optional<Value> (*Operation)(const Value&, const Value&)>
Optional arithmetic(Arguments& arguments) {
  auto a = arguments[0], b = arguments[1];
  if (!a || !b) return std::nullopt;
  const Value* x = arguments.evaluator().value(*a);
  const Value* y = arguments.evaluator().value(*b);
  if (x == nullptr || y == nullptr) return std::nullopt;
  auto result = Operation(*x, *y);
  return result ? Optional(Operand(*std::move(result))) : std::nullopt;
}

template <std::optional<Value> (*Operation)(const Value&)>
Optional numeric(Arguments& arguments) {
  auto a = arguments[0];
  const Value* x = a ? arguments.evaluator().value(*a) : nullptr;
  if (x == nullptr) return std::nullopt;
  auto result = Operation(*x);
  return result ? Optional(Operand(*std::move(result))) : std::nullopt;
}

Optional unary_plus(Arguments& arguments) {
  auto a = arguments[0];
  const Value* x = a ? arguments.evaluator().value(*a) : nullptr;
  return x != nullptr && x->is_numeric() ? a : std::nullopt;
}

// ---- Forms (17.4.1)

Optional bound(Arguments& arguments) { return boolean(arguments[0].has_value()); }

Optional conditional(Arguments& arguments) {
  const auto condition = boolean_of(arguments, 0);
  return condition ? arguments[*condition ? 1 : 2] : std::nullopt;
}

Optional coalesce(Arguments& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (auto operand = arguments[i]) return operand;
  }
  return std::nullopt;
}

// ---- On terms (17.4.2)

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

// The term of the first argument, if it is of one kind; `operand` keeps it.
const Term* term_of_kind(Arguments& arguments, TermKind kind, Optional& operand) {
  operand = arguments[0];
  const Term* term = operand ? arguments.evaluator().term(*operand) : nullptr;
  return term != nullptr && term->kind() == kind ? term : nullptr;
}

Optional str(Arguments& arguments) {
  auto operand = arguments[0];
  const Term* term = operand ? arguments.evaluator().term(*operand) : nullptr;
  if (term == nullptr || !(term->is_iri() || term->is_literal())) return std::nullopt;
  return Operand(Term::literal(term->text()));
}

Optional lang(Arguments& arguments) {
  Optional operand;
  const Term* term = term_of_kind(arguments, TermKind::kLiteral, operand);
  return term ? Optional(Operand(Term::literal(term->language()))) : std::nullopt;
}

Optional datatype(Arguments& arguments) {
  Optional operand;
  const Term* term = term_of_kind(arguments, TermKind::kLiteral, operand);
  return term ? Optional(Operand(Term::iri(term->datatype()))) : std::nullopt;
}

template <Term Triple::*Part>
Optional part(Arguments& arguments) {
  Optional operand;
  const Term* term = term_of_kind(arguments, TermKind::kTriple, operand);
  return term ? Optional(Operand(term->as_triple().*Part)) : std::nullopt;
}

Optional triple(Arguments& arguments) {
  auto s = arguments[0], p = arguments[1], o = arguments[2];
  if (!s || !p || !o) return std::nullopt;
  const Term* subject = arguments.evaluator().term(*s);
  const Term* predicate = arguments.evaluator().term(*p);
  const Term* object = arguments.evaluator().term(*o);
  if (subject == nullptr || predicate == nullptr || object == nullptr) return std::nullopt;
  if (!(subject->is_iri() || subject->is_blank()) || !predicate->is_iri()) return std::nullopt;
  if (nesting(object->view()) + 1 > kMaxNesting) return std::nullopt;
  return Operand(Term::triple(*subject, *predicate, *object));
}

// ---- On strings (17.4.3)

bool is_string(const Term& literal) {
  return !literal.language().empty() || literal.datatype() == xsd::kString;
}

// Argument compatibility (17.4.3.1.2): the second is a simple string, or has the language and direction of the first.
bool are_compatible(const Term& a, const Term& b) {
  if (!is_string(a) || !is_string(b)) return false;
  if (b.language().empty()) return true;
  return Term::lang({}, a.language(), a.direction()) == Term::lang({}, b.language(), b.direction());
}

Optional starts_with(Arguments& arguments) {
  Optional operand;
  const Term* text = term_of_kind(arguments, TermKind::kLiteral, operand);
  if (text == nullptr) return std::nullopt;
  auto second = arguments[1];
  const Term* start = second ? arguments.evaluator().term(*second) : nullptr;
  if (start == nullptr || !start->is_literal() || !are_compatible(*text, *start)) return std::nullopt;
  return boolean(text->text().starts_with(start->text()));
}

// ---- The table, sorted by name

using enum Function::Needs;
constexpr std::size_t kMany = Function::kAnyNumber;

constexpr std::array kFunctions{
    Function{"!", 1, 1, kLiteral, logical_not},
    Function{"!=", 2, 2, kLiteral, differs},
    Function{"&&", 1, kMany, kLiteral, logical_and},
    Function{"*", 2, 2, kLiteral, arithmetic<multiply>},
    Function{"+", 2, 2, kLiteral, arithmetic<add>},
    Function{"-", 2, 2, kLiteral, arithmetic<subtract>},
    Function{"/", 2, 2, kLiteral, arithmetic<divide>},
    Function{"<", 2, 2, kLiteral, ordered<Comparison::kLess, Comparison::kLess>},
    Function{"<=", 2, 2, kLiteral, ordered<Comparison::kLess, Comparison::kEqual>},
    Function{"=", 2, 2, kLiteral, equals},
    Function{">", 2, 2, kLiteral, ordered<Comparison::kGreater, Comparison::kGreater>},
    Function{">=", 2, 2, kLiteral, ordered<Comparison::kGreater, Comparison::kEqual>},
    Function{"abs", 1, 1, kLiteral, numeric<absolute>},
    Function{"bound", 1, 1, kId, bound},
    Function{"ceil", 1, 1, kLiteral, numeric<ceiling>},
    Function{"coalesce", 1, kMany, kId, coalesce},
    Function{"datatype", 1, 1, kLiteral, datatype},
    Function{"floor", 1, 1, kLiteral, numeric<quoth::floor>},
    Function{"if", 3, 3, kLiteral, conditional},
    Function{"in", 1, kMany, kLiteral, in},
    Function{"isblank", 1, 1, kId, is_kind<TermKind::kBlankNode>},
    Function{"isiri", 1, 1, kId, is_kind<TermKind::kIri>},
    Function{"isliteral", 1, 1, kId, is_kind<TermKind::kLiteral>},
    Function{"isnumeric", 1, 1, kLiteral, is_numeric_term},
    Function{"istriple", 1, 1, kId, is_kind<TermKind::kTriple>},
    Function{"isuri", 1, 1, kId, is_kind<TermKind::kIri>},
    Function{"lang", 1, 1, kLiteral, lang},
    Function{"not in", 1, kMany, kLiteral, not_in},
    Function{"object", 1, 1, kTerm, part<&Triple::object>},
    Function{"predicate", 1, 1, kTerm, part<&Triple::predicate>},
    Function{"round", 1, 1, kLiteral, numeric<quoth::round>},
    Function{"sameterm", 2, 2, kId, same_term},
    Function{"str", 1, 1, kTerm, str},
    Function{"strstarts", 2, 2, kLiteral, starts_with},
    Function{"subject", 1, 1, kTerm, part<&Triple::subject>},
    Function{"triple", 3, 3, kTerm, triple},
    Function{"unary+", 1, 1, kLiteral, unary_plus},
    Function{"unary-", 1, 1, kLiteral, numeric<negate>},
    Function{"||", 1, kMany, kLiteral, logical_or},
};

constexpr bool below(const Function& a, const Function& b) { return a.name < b.name; }
static_assert(std::is_sorted(kFunctions.begin(), kFunctions.end(), below));

}  // namespace

const Function* find_function(std::string_view name) {
  const auto found = std::lower_bound(kFunctions.begin(), kFunctions.end(), name,
                                      [](const Function& f, std::string_view n) { return f.name < n; });
  return found != kFunctions.end() && found->name == name ? &*found : nullptr;
}

}  // namespace quoth
