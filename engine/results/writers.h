// The writers behind make_solution_writer(), one for each format.
#pragma once
#include <iosfwd>
#include <memory>

#include "engine/results/solution_writer.h"

namespace quoth {

std::unique_ptr<SolutionWriter> make_json_writer(std::ostream& out);
std::unique_ptr<SolutionWriter> make_xml_writer(std::ostream& out);
std::unique_ptr<SolutionWriter> make_csv_writer(std::ostream& out);
std::unique_ptr<SolutionWriter> make_tsv_writer(std::ostream& out);
std::unique_ptr<SolutionWriter> make_table_writer(std::ostream& out, const PrefixMap& prefixes,
                                                  const TableStyle& style);

}  // namespace quoth
