// Fuzzing the readers of tables: any bytes are a table, of CSV and of TSV. What must hold of every table:
// - reading it ends, and an error has a place in it;
// - the size of the window changes nothing, also where bad rows are passed over, and where the sink asks for an error
//   about a field;
// - rows of CSV that are written in quotes read back as themselves.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "parser/grammar/table.h"
#include "parser/read_table.h"

using namespace quoth;

namespace {

[[noreturn]] void fail(const char* what, const std::string& detail) {
  std::fprintf(stderr, "%s:\n%s\n", what, detail.c_str());
  std::abort();
}

class TextSink final : public TableSink {
 public:
  explicit TextSink(bool lenient) : lenient_(lenient) {}

  Status row(TableRow& row) override {
    if (row.fields().empty()) fail("a row without fields", rows);
    for (std::size_t i = 0; i < row.fields().size(); ++i) {
      rows += i > 0 ? ",\"" : "\"";
      for (const char c : row.fields()[i]) rows.append(c == '"' ? 2 : 1, c);
      rows += '"';
    }
    rows += '\n';
    // As one that finds fault with every third row.
    if (lenient_ && ++count_ % 3 == 0) return bad_row(row.error(count_ % 5, "bad"));
    return {};
  }
  Status bad_row(const Error& error) override {
    if (!error.location) fail("an error without a place", error.to_string());
    if (!lenient_) return error;
    errors += error.to_string() + "\n";
    return {};
  }
  std::string rows, errors;

 private:
  bool lenient_;
  std::size_t count_ = 0;
};

struct Outcome {
  std::string rows, errors;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

Outcome read(std::string_view table, TableFormat format, bool lenient, std::size_t window) {
  const auto input = text_input(table, "table");
  TextSink sink(lenient);
  const Status status = grammar::read_table_through(*input, format, sink, window);
  return {std::move(sink.rows), sink.errors + (status ? "" : status.error().to_string())};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view table(reinterpret_cast<const char*>(data), size);
  for (const TableFormat format : {TableFormat::kCsv, TableFormat::kTsv}) {
    for (const bool lenient : {false, true}) {
      const Outcome whole = read(table, format, lenient, grammar::Window::kSize);
      for (const std::size_t window : {std::size_t{1}, 2 + size % 13}) {
        const Outcome pieces = read(table, format, lenient, window);
        if (pieces != whole) {
          fail("the window's size matters", whole.rows + whole.errors + "\n-- through a window of " +
                                                std::to_string(window) + "\n" + pieces.rows + pieces.errors);
        }
      }
      const Outcome again = read(whole.rows, TableFormat::kCsv, false, grammar::Window::kSize);
      if (again.rows != whole.rows || !again.errors.empty())
        fail("rows do not read back as themselves", whole.rows + "-- but\n" + again.rows + again.errors);
    }
  }
  return 0;
}
