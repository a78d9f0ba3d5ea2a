// The RDF serializations that quoth reads and writes, by name, by file name and by media type.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace quoth {

enum class RdfFormat : std::uint8_t { kNTriples, kNQuads, kTurtle, kTriG };

// "nt", "nq", "ttl" or "trig", and the long names "ntriples", "nquads", "turtle".
std::optional<RdfFormat> rdf_format_named(std::string_view name);

// By the extension, looking through .gz and .zst: "a/b.nt.gz" is N-Triples.
std::optional<RdfFormat> rdf_format_of_file(std::string_view path);

std::string_view name_of(RdfFormat format);  // "nt", "nq", "ttl", "trig"

// The media types that ask for a format, without parameters; the first is the one to send it as.
std::span<const std::string_view> media_types(RdfFormat format);
std::optional<RdfFormat> rdf_format_of_media_type(std::string_view type);

// The extension that tells a file's format, without its dot and looking through .gz and .zst; empty if there is none.
std::string_view format_extension(std::string_view path);

bool equal_ignoring_case(std::string_view a, std::string_view b);  // of ASCII letters

}  // namespace quoth
