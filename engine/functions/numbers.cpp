// Arithmetic and functions on numbers (SPARQL 17.3, 17.4.4).
#include <array>
#include <random>

#include "engine/functions/support.h"
#include "engine/functions/tables.h"

namespace quoth {
namespace {

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

Optional random_number(Arguments&) {
  thread_local std::mt19937_64 generator{std::random_device()()};
  return Operand(Value::number(std::uniform_real_distribution<double>(0, 1)(generator)));
}

// ---- The table

using enum Function::Needs;

constexpr std::array kFunctions{
    Function{"*", "*", 2, 2, kLiteral, arithmetic<multiply>},
    Function{"+", "+", 2, 2, kLiteral, arithmetic<add>},
    Function{"-", "-", 2, 2, kLiteral, arithmetic<subtract>},
    Function{"/", "/", 2, 2, kLiteral, arithmetic<divide>},
    Function{"abs", "ABS", 1, 1, kLiteral, numeric<absolute>},
    Function{"ceil", "CEIL", 1, 1, kLiteral, numeric<ceiling>},
    Function{"floor", "FLOOR", 1, 1, kLiteral, numeric<quoth::floor>},
    Function{"rand", "RAND", 0, 0, kId, random_number, Function::kVaries},
    Function{"round", "ROUND", 1, 1, kLiteral, numeric<quoth::round>},
    Function{"unary+", "+", 1, 1, kLiteral, unary_plus},
    Function{"unary-", "-", 1, 1, kLiteral, numeric<negate>},
};

}  // namespace

std::span<const Function> number_functions() { return kFunctions; }

}  // namespace quoth
