// How far a word is from another: for "did you mean", and for lists that put the nearest first.
#pragma once
#include <cstddef>
#include <string_view>

namespace quoth {

// Optimal string alignment of bytes: insertions, deletions, substitutions, and swaps of neighbours. The work goes with
// the product of the lengths.
std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace quoth
