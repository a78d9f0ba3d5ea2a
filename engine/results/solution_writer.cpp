#include "engine/results/solution_writer.h"

#include "engine/results/writers.h"

namespace quoth {

std::unique_ptr<SolutionWriter> make_solution_writer(ResultFormat format, std::ostream& out,
                                                     const PrefixMap& prefixes, const TableStyle& style) {
  switch (format) {
    case ResultFormat::kTable:
      break;
    case ResultFormat::kJson:
      return make_json_writer(out);
    case ResultFormat::kXml:
      return make_xml_writer(out);
    case ResultFormat::kCsv:
      return make_csv_writer(out);
    case ResultFormat::kTsv:
      return make_tsv_writer(out);
  }
  return make_table_writer(out, prefixes, style);
}

}  // namespace quoth
