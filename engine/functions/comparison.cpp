// Equality and order (SPARQL 17.3, 17.4.1.7 to 17.4.1.10).
#include <array>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

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
  // Nothing but a text with a language equals one, whatever a datatype that is not known may stand for.
  if (!a.language.empty() || !b.language.empty()) return false;
  return x && y ? std::optional(false) : std::nullopt;
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

// See kEqualityKey. Numbers are compared after promotion, of which that to xsd:float keeps least. Other values share a key:
// few are compared in bulk.
Optional equality_key(Arguments& arguments) {
  auto operand = arguments[0];
  if (!operand) return std::nullopt;
  Evaluator& evaluator = arguments.evaluator();
  switch (evaluator.kind(*operand)) {
    case TermKind::kIri:
    case TermKind::kBlankNode:
      return operand;
    case TermKind::kTriple:
      return boolean(false);
    case TermKind::kLiteral:
      break;
  }
  const Value* value = evaluator.value(*operand);
  if (value == nullptr || value->as_string()) return operand;
  const auto number = to_float(*value);
  if (!number) return boolean(false);
  return Operand(Value::number(*number == 0 ? 0.0F : *number));  // -0 is equal to 0
}

// ---- The table

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"!=", "!=", 2, 2, kLiteral, differs},
    Function{"<", "<", 2, 2, kLiteral, ordered<Comparison::kLess, Comparison::kLess>},
    Function{"<=", "<=", 2, 2, kLiteral, ordered<Comparison::kLess, Comparison::kEqual>},
    Function{"=", "=", 2, 2, kLiteral, equals},
    Function{kEqualityKey, kEqualityKey, 1, 1, kTerm, equality_key},
    Function{">", ">", 2, 2, kLiteral, ordered<Comparison::kGreater, Comparison::kGreater>},
    Function{">=", ">=", 2, 2, kLiteral, ordered<Comparison::kGreater, Comparison::kEqual>},
    Function{"in", "IN", 1, Function::kAnyNumber, kLiteral, in},
    Function{"not in", "NOT IN", 1, Function::kAnyNumber, kLiteral, not_in},
    Function{"sameterm", "sameTerm", 2, 2, kId, same_term},
};

}  // namespace

std::span<const Function> comparison_functions() { return kFunctions; }

}  // namespace quoth
