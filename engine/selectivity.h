// What share of the rows a condition lets through, guessed from its form alone.
#pragma once
#include "engine/algebra.h"

namespace quoth {

double selectivity(const algebra::Expression& condition);  // above 0, and at most 1

}  // namespace quoth
