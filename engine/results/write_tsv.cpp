#include "engine/results/writers.h"
#include "rdf/term_text.h"
#include "rdf/text_output.h"

namespace quoth {
namespace {

class TsvWriter final : public SolutionWriter {
 public:
  explicit TsvWriter(std::ostream& out) : out_(out) {}

  Status begin(std::span<const std::string> variables) override {
    for (std::size_t i = 0; i < variables.size(); ++i) {
      out_.text() += i > 0 ? "\t?" : "?";
      out_.text() += variables[i];
    }
    return end_line();
  }

  Status row(std::span<const Term* const> terms) override {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (i > 0) out_.text() += '\t';
      if (terms[i] != nullptr) append_term(out_.text(), terms[i]->view(), LanguageCase::kAsWritten);
    }
    return end_line();
  }

  Status end() override { return out_.finish(); }

  Status boolean(bool answer) override {
    out_.text() += answer ? "true" : "false";
    QUOTH_CHECK(end_line());
    return out_.finish();
  }

 private:
  Status end_line() {
    out_.text() += '\n';
    return out_.offer();
  }

  TextOutput out_;
};

}  // namespace

std::unique_ptr<SolutionWriter> make_tsv_writer(std::ostream& out) {
  return std::make_unique<TsvWriter>(out);
}

}  // namespace quoth
