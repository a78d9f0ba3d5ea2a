// Quads from RDF text and back, in one call.
#pragma once
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rdf/rdf_format.h"
#include "rdf/term.h"

namespace quoth::test {

// All quads of a text, in its order; the document is called "doc". `base` is for relative IRIs.
Result<std::vector<Quad>> read_quads(std::string_view text, RdfFormat format, const std::string& base = "");

// The text that the writer makes of `quads`.
Result<std::string> write_quads(std::span<const Quad> quads, RdfFormat format,
                                const std::map<std::string, std::string>& prefixes = {});

}  // namespace quoth::test
