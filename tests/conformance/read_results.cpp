#include "tests/conformance/read_results.h"

#include <string>
#include <utility>

namespace quoth::conformance {

ResultsFormat results_format(const Document& document) {
  const std::string extension = document.file.extension().string();
  if (extension == ".srx") return ResultsFormat::kXml;
  if (extension == ".srj" || extension == ".json") return ResultsFormat::kJson;
  if (extension == ".csv") return ResultsFormat::kCsv;
  if (extension == ".tsv") return ResultsFormat::kTsv;
  return ResultsFormat::kGraph;
}

Result<Results> parse_results(ResultsFormat format, std::string_view text) {
  switch (format) {
    case ResultsFormat::kXml:
      return parse_xml_results(text);
    case ResultsFormat::kJson:
      return parse_json_results(text);
    case ResultsFormat::kCsv:
      return parse_csv_results(text);
    case ResultsFormat::kTsv:
      return parse_tsv_results(text);
    case ResultsFormat::kGraph:
      break;
  }
  return Error{ErrorCode::kInvalid, "a graph is no text of results", {}, {}};
}

Result<Results> read_results(const Document& document) {
  const ResultsFormat format = results_format(document);
  if (format != ResultsFormat::kGraph) {
    QUOTH_TRY(const std::string text, read_text(document));
    return parse_results(format, text);
  }
  QUOTH_TRY(std::vector<Quad> quads, read_graph(document));
  QUOTH_TRY(const std::optional<Results> described, find_result_set(Graph(quads)));
  if (described) return *described;
  return Results(std::move(quads));
}

}  // namespace quoth::conformance
