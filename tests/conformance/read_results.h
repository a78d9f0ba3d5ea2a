// Reading results of queries, by code of its own: what quoth writes must be what others read.
#pragma once
#include <string_view>

#include "base/result.h"
#include "tests/conformance/entry_documents.h"
#include "tests/conformance/graph.h"
#include "tests/conformance/results.h"

namespace quoth::conformance {

enum class ResultsFormat : std::uint8_t { kXml, kJson, kCsv, kTsv, kGraph };

ResultsFormat results_format(const Document& document);  // by the file's ending

// kGraph: a table or a boolean where the graph describes one (rs:ResultSet), else the graph. kSyntax; kUnsupported for
// RDF/XML; kIo.
Result<Results> read_results(const Document& document);

// A text in one of the formats but kGraph. kSyntax.
Result<Results> parse_results(ResultsFormat format, std::string_view text);

// SPARQL Query Results XML, JSON, CSV, TSV. CSV tells no literals from IRIs: all is literals, save blank nodes.
Result<Results> parse_xml_results(std::string_view text);
Result<Results> parse_json_results(std::string_view text);
Result<Results> parse_csv_results(std::string_view text);
Result<Results> parse_tsv_results(std::string_view text);

// What http://www.w3.org/2001/sw/DataAccess/tests/result-set# says, or nothing if the graph says nothing of it. The
// rows are ordered if each has its rs:index.
Result<std::optional<Results>> find_result_set(const Graph& graph);

}  // namespace quoth::conformance
