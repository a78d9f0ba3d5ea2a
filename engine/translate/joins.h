// Patterns that are joined, in any sequence.
#pragma once
#include <vector>

#include "engine/algebra.h"

namespace quoth::translation {

// Basic graph patterns of one graph become one, and the tree is as flat as it can be. Requires at least one part.
algebra::Node join_all(std::vector<algebra::Node> parts);

}  // namespace quoth::translation
