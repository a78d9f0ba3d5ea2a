#include "engine/results/result_format.h"

#include <algorithm>
#include <array>

namespace quoth {
namespace {

constexpr std::array kFormats = {ResultFormat::kTable, ResultFormat::kJson, ResultFormat::kXml,
                                 ResultFormat::kCsv, ResultFormat::kTsv};

constexpr std::array<std::string_view, 1> kTableTypes = {"text/plain"};
constexpr std::array<std::string_view, 2> kJsonTypes = {"application/sparql-results+json",
                                                        "application/json"};
constexpr std::array<std::string_view, 3> kXmlTypes = {"application/sparql-results+xml", "application/xml",
                                                       "text/xml"};
constexpr std::array<std::string_view, 1> kCsvTypes = {"text/csv"};
constexpr std::array<std::string_view, 1> kTsvTypes = {"text/tab-separated-values"};

// One row for each format, in the order of the enumeration.
struct Known {
  std::string_view name, extension;
  std::span<const std::string_view> media_types;
};
constexpr std::array<Known, kFormats.size()> kKnown = {{
    {"table", "", kTableTypes},
    {"json", "srj", kJsonTypes},
    {"xml", "srx", kXmlTypes},
    {"csv", "csv", kCsvTypes},
    {"tsv", "tsv", kTsvTypes},
}};

const Known& known(ResultFormat format) { return kKnown[static_cast<std::size_t>(format)]; }

template <typename Matches>
std::optional<ResultFormat> find_format(Matches matches) {
  const auto found = std::find_if(kFormats.begin(), kFormats.end(),
                                  [&](ResultFormat format) { return matches(known(format)); });
  return found == kFormats.end() ? std::nullopt : std::optional(*found);
}

// The first of two look-ups that finds something.
template <typename Format>
std::optional<QueryFormat> either(std::optional<ResultFormat> result, Format graph) {
  if (result) return QueryFormat(*result);
  if (const std::optional<RdfFormat> format = graph()) return QueryFormat(*format);
  return std::nullopt;
}

}  // namespace

std::span<const ResultFormat> result_formats() { return kFormats; }

std::string_view name_of(ResultFormat format) { return known(format).name; }

std::optional<ResultFormat> result_format_named(std::string_view name) {
  if (name.empty()) return std::nullopt;
  return find_format([&](const Known& format) {
    return equal_ignoring_case(format.name, name) || equal_ignoring_case(format.extension, name);
  });
}

std::optional<ResultFormat> result_format_of_file(std::string_view path) {
  return result_format_named(format_extension(path));
}

std::span<const std::string_view> media_types(ResultFormat format) { return known(format).media_types; }

std::optional<ResultFormat> result_format_of_media_type(std::string_view type) {
  return find_format([&](const Known& format) {
    return std::any_of(format.media_types.begin(), format.media_types.end(),
                       [&](std::string_view listed) { return equal_ignoring_case(listed, type); });
  });
}

std::string_view name_of(QueryFormat format) {
  return std::visit([](auto kind) { return name_of(kind); }, format);
}

std::optional<QueryFormat> query_format_named(std::string_view name) {
  return either(result_format_named(name), [&] { return rdf_format_named(name); });
}

std::optional<QueryFormat> query_format_of_media_type(std::string_view type) {
  return either(result_format_of_media_type(type), [&] { return rdf_format_of_media_type(type); });
}

}  // namespace quoth
