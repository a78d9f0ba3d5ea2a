// All variables of a tree, in scope or not.
#pragma once
#include <map>
#include <set>

#include "engine/algebra.h"

namespace quoth::translation {

// Every variable that is written anywhere in it, also in expressions and the patterns of EXISTS.
std::set<algebra::Variable> all_variables(const algebra::Node& node);
std::set<algebra::Variable> all_variables(const algebra::Expression& expression);

// Replaces variables by others, everywhere.
using Renaming = std::map<algebra::Variable, algebra::Variable>;
void rename(algebra::Node& node, const Renaming& renaming);

}  // namespace quoth::translation
