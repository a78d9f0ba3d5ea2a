// Reading a document in a test: what came out, as one text.
#pragma once
#include <string>
#include <string_view>

#include "rdf/rdf_format.h"

namespace quoth::test {

inline constexpr std::string_view kBase = "http://base.example/dir/doc";

// The quads as N-Quads lines, in order, and the error, if there was one. The document, called "doc", is read
// through windows of many sizes, and the test fails if they do not agree.
std::string read(RdfFormat format, std::string_view document, std::string_view base = kBase);

// One document and what it reads as.
struct Example {
  std::string_view document;
  std::string_view result;
};

}  // namespace quoth::test
