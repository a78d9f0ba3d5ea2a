// Logic, and the forms that evaluate their arguments in their own way (SPARQL 17.2, 17.4.1).
#include <array>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

std::optional<bool> boolean_of(Arguments& arguments, std::size_t i) {
  auto operand = arguments[i];
  return operand ? arguments.evaluator().boolean(*operand) : std::nullopt;
}

// ---- Logic: an error stands for "unknown"

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

// ---- Forms

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

// ---- The table

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"!", "!", 1, 1, kLiteral, logical_not},
    Function{"&&", "&&", 1, Function::kAnyNumber, kLiteral, logical_and},
    Function{"bound", "BOUND", 1, 1, kId, bound},
    Function{"coalesce", "COALESCE", 0, Function::kAnyNumber, kId, coalesce},
    Function{"if", "IF", 3, 3, kLiteral, conditional},
    Function{"||", "||", 1, Function::kAnyNumber, kLiteral, logical_or},
};

}  // namespace

std::span<const Function> logic_functions() { return kFunctions; }

}  // namespace quoth
