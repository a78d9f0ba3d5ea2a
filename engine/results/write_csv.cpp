#include <string_view>

#include "engine/results/writers.h"
#include "rdf/term_text.h"
#include "rdf/text_output.h"

namespace quoth {
namespace {

// RFC 4180: in quotes where the text has a comma, a quote or a line's end.
void append_field(std::string& out, std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

class CsvWriter final : public SolutionWriter {
 public:
  explicit CsvWriter(std::ostream& out) : out_(out) {}

  Status begin(std::span<const std::string> variables) override {
    for (std::size_t i = 0; i < variables.size(); ++i) {
      if (i > 0) out_.text() += ',';
      append_field(out_.text(), variables[i]);
    }
    return end_line();
  }

  Status row(std::span<const Term* const> terms) override {
    for (std::size_t i = 0; i < terms.size(); ++i) {
      if (i > 0) out_.text() += ',';
      if (terms[i] != nullptr) append(*terms[i]);
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
  void append(const Term& term) {
    if (term.is_iri() || term.is_literal()) return append_field(out_.text(), term.text());
    text_.clear();
    append_term(text_, term.view(), LanguageCase::kAsWritten);
    append_field(out_.text(), text_);
  }

  Status end_line() {
    out_.text() += "\r\n";
    return out_.offer();
  }

  TextOutput out_;
  std::string text_;  // its memory is used again
};

}  // namespace

std::unique_ptr<SolutionWriter> make_csv_writer(std::ostream& out) {
  return std::make_unique<CsvWriter>(out);
}

}  // namespace quoth
