// The functions of each topic; engine/functions.cpp joins them.
#pragma once
#include <span>

#include "engine/functions.h"

namespace quoth {

std::span<const Function> logic_functions();
std::span<const Function> comparison_functions();
std::span<const Function> number_functions();
std::span<const Function> term_functions();
std::span<const Function> string_functions();
std::span<const Function> regex_functions();
std::span<const Function> time_functions();
std::span<const Function> hash_functions();
std::span<const Function> identifier_functions();
std::span<const Function> cast_functions();

}  // namespace quoth
