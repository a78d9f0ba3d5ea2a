// Where in a text something stands.
#pragma once
#include <cstddef>

namespace quoth {

struct Span {  // bytes from the start of the text
  std::size_t begin = 0, end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace quoth
