// parser/read_table.h: rows and fields, whatever the size of the window that they are read through.
#include "parser/read_table.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "parser/grammar/table.h"

using namespace quoth;

namespace {

// Writes rows as [field|field], a bad row as its message, and finds fault with fields that are "?".
class TextSink final : public TableSink {
 public:
  explicit TextSink(bool lenient) : lenient_(lenient) {}

  Status row(TableRow& row) override {
    const std::vector<std::string> fields(row.fields().begin(), row.fields().end());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (fields[i] == "?") return bad_row(row.error(i, "nobody knows"));
    }
    if (fields.size() == 1 && fields[0] == "!") return bad_row(row.error(kWholeRow, "nobody cares"));
    text += '[';
    for (std::size_t i = 0; i < fields.size(); ++i) text += (i > 0 ? "|" : "") + fields[i];
    text += "]\n";
    return {};
  }
  Status bad_row(const Error& error) override {
    if (!lenient_) return error;
    text += error.to_string() + "\n";
    return {};
  }
  std::string text;

 private:
  bool lenient_;
};

std::string read_through(std::size_t window, TableFormat format, std::string_view document, bool lenient) {
  const auto input = text_input(document, "doc");
  TextSink sink(lenient);
  const Status status = grammar::read_table_through(*input, format, sink, window);
  return sink.text + (status ? "" : status.error().to_string() + "\n");
}

std::string read(TableFormat format, std::string_view document, bool lenient = false) {
  std::string whole = read_through(grammar::Window::kSize, format, document, lenient);
  for (const std::size_t window : {1U, 2U, 3U, 5U, 64U}) {
    CAPTURE(window);
    CAPTURE(document);
    CHECK(read_through(window, format, document, lenient) == whole);
  }
  return whole;
}

struct Example {
  std::string_view document;
  std::string_view rows;
};

}  // namespace

TEST_CASE("a CSV table is cut as RFC 4180 says") {
  for (const Example& example : std::vector<Example>{
           {"", ""},
           {"a", "[a]\n"},
           {"a,b\n", "[a|b]\n"},
           {"a,b\r\nc,d", "[a|b]\n[c|d]\n"},
           {"a,b\rc,d\r", "[a|b]\n[c|d]\n"},
           {",\n,,\n", "[|]\n[||]\n"},
           {"a,\n", "[a|]\n"},
           {"\n\r\n\na\n\n", "[a]\n"},
           {"\"a\",\"b\"\n", "[a|b]\n"},
           {"\"a,b\",\"c\r\nd\"\r\ne", "[a,b|c\r\nd]\n[e]\n"},
           {"\"say \"\"no\"\"\",\"\"\"\"\n", "[say \"no\"|\"]\n"},
           {"\"\",\"\"\n", "[|]\n"},
           {"\"a\"", "[a]\n"},
           {"a\tb, c \n", "[a\tb| c ]\n"},
           {"\xef\xbb\xbf\"a\",b\n", "[a|b]\n"},
           {"\xc3\xa9,\"\xe2\x82\xac\"\n", "[\xc3\xa9|\xe2\x82\xac]\n"},
       }) {
    CHECK(read(TableFormat::kCsv, example.document) == example.rows);
  }
}

TEST_CASE("a TSV table is cut at tabs and line breaks, and knows no quotes") {
  for (const Example& example : std::vector<Example>{
           {"a\tb\nc\td\n", "[a|b]\n[c|d]\n"},
           {"\"a\tb\"\r\n", "[\"a|b\"]\n"},
           {"\t\t\n", "[||]\n"},
           {"say \"no\", he said\tx", "[say \"no\", he said|x]\n"},
           {"\xef\xbb\xbf"
            "a\tb",
            "[a|b]\n"},
       }) {
    CHECK(read(TableFormat::kTsv, example.document) == example.rows);
  }
}

TEST_CASE("what is no row is an error at its place") {
  CHECK(read(TableFormat::kCsv, "a,b\nc,d\"e\n") ==
        "[a|b]\n"
        "doc:2:4: a quote within a field: the field must be in quotes, and this one doubled\n"
        "  c,d\"e\n"
        "     ^\n");
  CHECK(read(TableFormat::kCsv, "\"a\"b,c\n") ==
        "doc:1:4: expected a comma or the end of the line after the closing quote\n"
        "  \"a\"b,c\n"
        "     ^\n");
  CHECK(read(TableFormat::kCsv, "a\nb,\"c\nd\n") ==
        "[a]\n"
        "doc:2:3: this quote is not closed\n"
        "  b,\"c\n"
        "    ^\n");
  CHECK(read(TableFormat::kTsv, "a\nb\t\xff\n") == "[a]\ndoc:2:3: this is not valid UTF-8\n  b \n    ^\n");
}

TEST_CASE("a sink finds fault with a field, or with a row, at its place") {
  CHECK(read(TableFormat::kCsv, "a,b\n\"x\ny\",?,z\n") ==
        "[a|b]\n"
        "doc:3:4: nobody knows\n"
        "  y\",?,z\n"
        "     ^\n");
  CHECK(read(TableFormat::kTsv, "a\n!\n") == "[a]\ndoc:2:1: nobody cares\n  !\n  ^\n");
}

TEST_CASE("the reading goes on behind a bad row, if the sink wants it") {
  CHECK(read(TableFormat::kCsv, "a\nb\"c\nd\n\"e\"f\ng,?\nh\n", true) ==
        "[a]\n"
        "doc:2:2: a quote within a field: the field must be in quotes, and this one doubled\n"
        "  b\"c\n"
        "   ^\n"
        "[d]\n"
        "doc:4:4: expected a comma or the end of the line after the closing quote\n"
        "  \"e\"f\n"
        "     ^\n"
        "doc:5:3: nobody knows\n"
        "  g,?\n"
        "    ^\n"
        "[h]\n");
  // A quote that is not closed has run over all that follows: only its line is lost.
  CHECK(read(TableFormat::kCsv, "a,\"b\r\nc,d\r\ne,f\r\n", true) ==
        "doc:1:3: this quote is not closed\n"
        "  a,\"b\n"
        "    ^\n"
        "[c|d]\n"
        "[e|f]\n");
  CHECK(read(TableFormat::kCsv, "\"", true) == "doc:1:1: this quote is not closed\n  \"\n  ^\n");
}

TEST_CASE("a row has a limited number of fields") {
  const std::string many(kMaxFields - 1, ',');
  CHECK(read_through(grammar::Window::kSize, TableFormat::kCsv, many, false).size() == kMaxFields + 2);
  const std::string result = read_through(grammar::Window::kSize, TableFormat::kCsv, many + ",", false);
  CHECK(result.starts_with("doc:1:4097: this row has more than 4096 fields\n"));
}

TEST_CASE("a table is told by the name of its file") {
  CHECK(table_format_of_file("a/b.tsv") == TableFormat::kTsv);
  CHECK(table_format_of_file("b.TAB.gz") == TableFormat::kTsv);
  CHECK(table_format_of_file("b.csv.zst") == TableFormat::kCsv);
  CHECK_FALSE(table_format_of_file("b.csv.bz2"));
  CHECK_FALSE(table_format_of_file("csv"));
  CHECK(table_format_named("CSV") == TableFormat::kCsv);
}
