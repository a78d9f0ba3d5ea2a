#include <vector>

#include "engine/results/writers.h"
#include "rdf/short_text.h"
#include "rdf/text_output.h"

namespace quoth {
namespace {

class TableWriter final : public SolutionWriter {
 public:
  TableWriter(std::ostream& out, const PrefixMap& prefixes, const TableStyle& style)
      : out_(out), table_(out_, style), prefixes_(prefixes) {}

  Status begin(std::span<const std::string> variables) override {
    table_.head({variables.begin(), variables.end()});
    return {};
  }

  Status row(std::span<const Term* const> terms) override {
    std::vector<std::string> cells(terms.size());
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (terms[i] != nullptr) append_short_term(cells[i], terms[i]->view(), prefixes_);
    }
    return table_.row(std::move(cells));
  }

  Status end() override {
    QUOTH_CHECK(table_.end());
    return out_.finish();
  }

  Status boolean(bool answer) override {
    out_.text() += answer ? "yes\n" : "no\n";
    return out_.finish();
  }

 private:
  TextOutput out_;
  TextTable table_;
  const PrefixMap& prefixes_;
};

}  // namespace

std::unique_ptr<SolutionWriter> make_table_writer(std::ostream& out, const PrefixMap& prefixes,
                                                  const TableStyle& style) {
  return std::make_unique<TableWriter>(out, prefixes, style);
}

}  // namespace quoth
