// A TextTable is rows of texts for people: columns aligned by display width under a head and a rule, then the number of
// rows.
//
// It keeps no more than the rows of its window: columns are as wide as the widest text among these. What comes later
// and is wider pushes the rest of its line to the right.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "rdf/text_output.h"

namespace quoth {

struct TableStyle {
  std::size_t width = 0;  // above 0: texts are shortened so that a line fits, where they can
  bool colour = false;    // the head bold, the rule dim
  std::size_t window_rows = 1000;
  std::size_t window_bytes = std::size_t{4} << 20;  // of their texts
};

class TextTable {
 public:
  // `out` must outlive the table.
  TextTable(TextOutput& out, const TableStyle& style) : out_(out), style_(style) {}

  // Texts may hold anything: they are made printable(). The head comes first, and every row has as many texts.
  void head(std::vector<std::string> columns);
  Status row(std::vector<std::string> texts);  // kIo
  // Writes what is left and `3 rows`, with `; note` behind it if there is a note. kIo.
  Status end(std::string_view note = {});

 private:
  using Texts = std::vector<std::string>;

  Status write_window();
  Status write_row(const Texts& texts, const std::vector<std::size_t>& widths);
  std::vector<std::size_t> widths_for(const Texts& texts) const;
  void append_styled(const Texts& texts, std::string_view style);
  void append_line(std::string& out, const Texts& texts, const std::vector<std::size_t>& widths) const;

  TextOutput& out_;
  TableStyle style_;
  Texts columns_;
  std::vector<Texts> window_;  // until it is written
  std::size_t window_bytes_ = 0;
  std::vector<std::size_t> widths_;  // of the columns, from then on
  bool begun_ = false;               // the window is written
  std::uint64_t rows_ = 0;
};

}  // namespace quoth
