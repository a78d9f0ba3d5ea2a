// What the functions of all topics share: how they look at arguments and make results.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/expression.h"
#include "rdf/term.h"
#include "rdf/value.h"
#include "rdf/vocabulary.h"

namespace quoth {

using Optional = std::optional<Operand>;

inline Operand boolean(bool value) { return Operand(Value::boolean(value)); }
inline Optional boolean(std::optional<bool> value) {
  return value ? Optional(boolean(*value)) : std::nullopt;
}
inline Operand plain_string(std::string text) { return Operand(Term::literal(std::move(text))); }

// An argument as a term; false if it has no value.
class TermArgument {
 public:
  TermArgument(Arguments& arguments, std::size_t i)
      : operand_(arguments[i]), term_(operand_ ? arguments.evaluator().term(*operand_) : nullptr) {}
  TermArgument(const TermArgument&) = delete;
  TermArgument& operator=(const TermArgument&) = delete;

  explicit operator bool() const { return term_ != nullptr; }
  const Term& operator*() const { return *term_; }
  const Term* operator->() const { return term_; }

 private:
  std::optional<Operand> operand_;
  const Term* term_;
};

// An argument's value; false if it has none.
class ValueArgument {
 public:
  ValueArgument(Arguments& arguments, std::size_t i)
      : operand_(arguments[i]), value_(operand_ ? arguments.evaluator().value(*operand_) : nullptr) {}
  ValueArgument(const ValueArgument&) = delete;
  ValueArgument& operator=(const ValueArgument&) = delete;

  explicit operator bool() const { return value_ != nullptr; }
  const Value& operator*() const { return *value_; }
  const Value* operator->() const { return value_; }

 private:
  std::optional<Operand> operand_;
  const Value* value_;
};

// xsd:string, or with a language: a "string literal" (SPARQL 17.4.3.1.1).
inline bool is_string(const Term& term) {
  return term.is_literal() && (!term.language().empty() || term.datatype() == xsd::kString);
}
inline bool is_plain_string(const Term& term) {
  return term.is_literal() && term.language().empty() && term.datatype() == xsd::kString;
}

// A string with the language and direction of another one.
inline Operand like(const Term& model, std::string text) {
  if (model.language().empty()) return plain_string(std::move(text));
  return Operand(Term::lang(std::move(text), model.language(), model.direction()));
}

}  // namespace quoth
