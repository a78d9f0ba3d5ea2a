#include "rdf/rdf_format.h"

#include <algorithm>
#include <array>

namespace quoth {
namespace {

struct Name {
  std::string_view name;
  RdfFormat format;
};

constexpr std::array kNames = {
    Name{"nt", RdfFormat::kNTriples},       Name{"nq", RdfFormat::kNQuads},
    Name{"ttl", RdfFormat::kTurtle},        Name{"trig", RdfFormat::kTriG},
    Name{"ntriples", RdfFormat::kNTriples}, Name{"nquads", RdfFormat::kNQuads},
    Name{"turtle", RdfFormat::kTurtle},
};

constexpr std::array kFormats = {RdfFormat::kNTriples, RdfFormat::kNQuads, RdfFormat::kTurtle,
                                 RdfFormat::kTriG};
constexpr std::array<std::string_view, 1> kNTriplesTypes = {"application/n-triples"};
constexpr std::array<std::string_view, 1> kNQuadsTypes = {"application/n-quads"};
constexpr std::array<std::string_view, 2> kTurtleTypes = {"text/turtle", "application/x-turtle"};
constexpr std::array<std::string_view, 1> kTriGTypes = {"application/trig"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Cuts the last extension off `path` and returns it, without its dot; empty if the file name has none.
std::string_view take_extension(std::string_view& path) {
  const std::size_t dot = path.find_last_of("./");
  if (dot == std::string_view::npos || path[dot] == '/') return {};
  const std::string_view extension = path.substr(dot + 1);
  path = path.substr(0, dot);
  return extension;
}

}  // namespace

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view format_extension(std::string_view path) {
  std::string_view extension = take_extension(path);
  if (equal_ignoring_case(extension, "gz") || equal_ignoring_case(extension, "zst"))
    extension = take_extension(path);
  return extension;
}

std::optional<RdfFormat> rdf_format_named(std::string_view name) {
  for (const Name& known : kNames) {
    if (equal_ignoring_case(known.name, name)) return known.format;
  }
  return std::nullopt;
}

std::optional<RdfFormat> rdf_format_of_file(std::string_view path) {
  return rdf_format_named(format_extension(path));
}

std::string_view name_of(RdfFormat format) {
  switch (format) {
    case RdfFormat::kNTriples:
      return "nt";
    case RdfFormat::kNQuads:
      return "nq";
    case RdfFormat::kTurtle:
      return "ttl";
    case RdfFormat::kTriG:
      return "trig";
  }
  return {};
}

std::span<const std::string_view> media_types(RdfFormat format) {
  switch (format) {
    case RdfFormat::kNTriples:
      return kNTriplesTypes;
    case RdfFormat::kNQuads:
      return kNQuadsTypes;
    case RdfFormat::kTurtle:
      return kTurtleTypes;
    case RdfFormat::kTriG:
      return kTriGTypes;
  }
  return {};
}

std::optional<RdfFormat> rdf_format_of_media_type(std::string_view type) {
  for (const RdfFormat format : kFormats) {
    const auto types = media_types(format);
    if (std::any_of(types.begin(), types.end(),
                    [&](std::string_view listed) { return equal_ignoring_case(listed, type); })) {
      return format;
    }
  }
  return std::nullopt;
}

}  // namespace quoth
