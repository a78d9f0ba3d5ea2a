// The functions and operators of expressions, as a table. To add one: write it in functions.cpp and list it
// there.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "engine/expression.h"

namespace quoth {

struct Function {
  // What it needs to know of an argument that is given by its id.
  enum class Needs : std::uint8_t { kId, kLiteral, kTerm };
  static constexpr std::size_t kAnyNumber = ~std::size_t{0};

  std::string_view name;
  std::size_t least = 0, most = 0;  // numbers of arguments
  Needs needs = Needs::kTerm;
  std::optional<Operand> (*call)(Arguments& arguments);
};

const Function* find_function(std::string_view name);  // nullptr if there is none

}  // namespace quoth
