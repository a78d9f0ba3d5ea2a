// The nearest of some words to one that is not among them, for "did you mean".
#pragma once
#include <span>
#include <string>
#include <string_view>

namespace quoth {

// The word that `typed` most likely stands for: the least edits (a swap of neighbours is one) within a third
// of its length, or the only one that it begins. Empty if none is near.
std::string nearest(std::string_view typed, std::span<const std::string> words);

}  // namespace quoth
