#include "engine/write_expression.h"

#include <cassert>
#include <utility>
#include <variant>

#include "engine/functions.h"
#include "rdf/term_text.h"
#include "rdf/turtle_tokens.h"
#include "rdf/vocabulary.h"

namespace quoth {
namespace {

using algebra::Call;
using algebra::Expression;

// How tightly the operators bind, from the loosest on.
enum Level { kOr, kAnd, kRelation, kSum, kProduct, kUnary, kPrimary };

// What a call is written as, and what its operands must bind as tightly as to need no brackets.
struct Form {
  enum class Kind { kRow, kBinary, kPrefix, kMembership, kCall };
  Kind kind = Kind::kCall;
  Level level = kPrimary;
  Level left = kPrimary, right = kPrimary;
};

Form form_of(std::string_view function) {
  using enum Form::Kind;
  if (function == "||") return {kRow, kOr, kAnd, kAnd};
  if (function == "&&") return {kRow, kAnd, kRelation, kRelation};
  if (function == "+" || function == "-") return {kBinary, kSum, kSum, kProduct};
  if (function == "*" || function == "/") return {kBinary, kProduct, kProduct, kUnary};
  if (function == "!") return {kPrefix, kUnary, kUnary, kUnary};
  if (function == "unary+" || function == "unary-") return {kPrefix, kUnary, kPrimary, kPrimary};
  if (function == "in" || function == "not in") return {kMembership, kRelation, kSum, kOr};
  for (const std::string_view comparison : {"=", "!=", "<", "<=", ">", ">="}) {
    if (function == comparison) return {kBinary, kRelation, kSum, kSum};
  }
  return {};
}

class Writer {
 public:
  explicit Writer(const IriWriter& iri) : iri_(iri) {}

  // In brackets if it binds less tightly than `least`.
  std::string write(const Expression& expression, Level least) const {
    if (const auto* variable = std::get_if<algebra::Variable>(&expression.value)) return "?" + variable->name;
    if (const auto* term = std::get_if<Term>(&expression.value)) return write(*term);
    const Call& call = std::get<Call>(expression.value);
    const Form form = form_of(call.function);
    std::string text = write(call, form);
    return form.level < least ? "(" + text + ")" : text;
  }

  std::string write(const Term& term) const {
    switch (term.kind()) {
      case TermKind::kIri:
        return iri_(term.text());
      case TermKind::kBlankNode:
        return "_:" + term.text();
      case TermKind::kTriple: {
        const Triple& triple = term.as_triple();
        return "<<( " + write(triple.subject) + " " + write(triple.predicate) + " " + write(triple.object) +
               " )>>";
      }
      case TermKind::kLiteral:
        break;
    }
    if (is_bare_literal(term.text(), term.datatype())) return term.text();
    std::string out = "\"";
    append_escaped_string(out, term.text());
    out += '"';
    if (!term.language().empty()) {
      append_language(out, term.view(), LanguageCase::kAsWritten);
    } else if (term.datatype() != xsd::kString) {
      out += "^^" + iri_(term.datatype());
    }
    return out;
  }

 private:
  std::string write(const Call& call, const Form& form) const {
    const Function* function = find_function(call.function);
    assert(function != nullptr);
    const std::string name(function->spelling);
    switch (form.kind) {
      case Form::Kind::kRow:
        return row(call, form, " " + name + " ");
      case Form::Kind::kBinary:
        return write(call.arguments[0], form.left) + " " + name + " " + write(call.arguments[1], form.right);
      case Form::Kind::kPrefix:
        return name + prefixed(call.arguments[0], form.right);
      case Form::Kind::kMembership:
        return write(call.arguments[0], form.left) + " " + name + " " + list(call, 1, call.arguments.size());
      case Form::Kind::kCall:
        break;
    }
    const bool by_iri = function->name.find(':') != function->name.npos;
    // The base that resolves it is the last argument; the text has one of its own.
    const bool based = function->name == "iri-in" || function->name == "uri-in";
    return (by_iri ? iri_(function->name) : name) + list(call, 0, call.arguments.size() - (based ? 1 : 0));
  }

  // "a && b && c"; of a single one its effective boolean value.
  std::string row(const Call& call, const Form& form, const std::string& between) const {
    std::string out = write(call.arguments[0], form.left);
    for (std::size_t i = 1; i < call.arguments.size(); ++i)
      out += between + write(call.arguments[i], form.right);
    if (call.arguments.size() == 1) out += between + (call.function == "&&" ? "true" : "false");
    return out;
  }

  // A sign right before a number would be part of it.
  std::string prefixed(const Expression& operand, Level least) const {
    std::string text = write(operand, least);
    const bool literal = std::holds_alternative<Term>(operand.value);
    return literal && least == kPrimary ? "(" + text + ")" : text;
  }

  std::string list(const Call& call, std::size_t begin, std::size_t end) const {
    std::string out = "(";
    for (std::size_t i = begin; i < end; ++i) out += (i > begin ? ", " : "") + write(call.arguments[i], kOr);
    return out + ")";
  }

  const IriWriter& iri_;
};

}  // namespace

std::string write_expression(const Expression& expression, const IriWriter& iri) {
  return Writer(iri).write(expression, kOr);
}

std::string write_term(const Term& term, const IriWriter& iri) { return Writer(iri).write(term); }

}  // namespace quoth
