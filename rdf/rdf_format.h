// The RDF serializations that quoth reads and writes, by name and by file name.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace quoth {

enum class RdfFormat : std::uint8_t { kNTriples, kNQuads, kTurtle, kTriG };

// "nt", "nq", "ttl" or "trig", and the long names "ntriples", "nquads", "turtle".
std::optional<RdfFormat> rdf_format_named(std::string_view name);

// By the extension, looking through .gz and .zst: "a/b.nt.gz" is N-Triples.
std::optional<RdfFormat> rdf_format_of_file(std::string_view path);

std::string_view name_of(RdfFormat format);  // "nt", "nq", "ttl", "trig"

// The extension that tells a file's format, without its dot and looking through .gz and .zst; empty if there is none.
std::string_view format_extension(std::string_view path);

bool equal_ignoring_case(std::string_view a, std::string_view b);  // of ASCII letters

}  // namespace quoth
