// What a reader promises whatever the size of the document: bounded memory, bounded nesting, errors from the
// sink and the input handed on.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <functional>
#include <string>

#include "parser/read_rdf.h"
#include "tests/parser/read.h"

using namespace quoth;

namespace {

// A document that is made while it is read: `before`, `part` over and over, `after`.
class RepeatedInput final : public Input {
 public:
  RepeatedInput(std::string before, std::string part, std::size_t count, std::string after)
      : Input("doc"),
        now_(std::move(before)),
        part_(std::move(part)),
        after_(std::move(after)),
        left_(count) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    std::size_t size = 0;
    while (size < buffer.size()) {
      if (position_ == now_.size() && !next()) break;
      const std::size_t piece = now_.copy(buffer.data() + size, buffer.size() - size, position_);
      position_ += piece;
      size += piece;
    }
    consumed_ += size;
    return size;
  }
  std::uint64_t bytes_consumed() const override { return consumed_; }
  std::optional<std::uint64_t> bytes_total() const override { return std::nullopt; }

 private:
  bool next() {
    position_ = 0;
    if (left_ > 0) {
      --left_;
      now_ = part_;
      return true;
    }
    now_ = std::exchange(after_, {});
    return !now_.empty();
  }

  std::string now_, part_, after_;
  std::size_t left_, position_ = 0;
  std::uint64_t consumed_ = 0;
};

struct CountingSink final : RdfSink {
  Status quad(const QuadView& quad) override {
    ++quads;
    longest = std::max(longest, quad.triple.object.text.size());
    return {};
  }
  std::size_t quads = 0, longest = 0;
};

ReadOptions in(RdfFormat format) {
  ReadOptions options;
  options.format = format;
  options.base = "http://base.example/";
  return options;
}

std::size_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::size_t pages = 0;
  file >> pages >> pages;
  return pages * 4096;
}

// Reads the document, and gives how much more memory was in use at its end than at its beginning.
std::size_t memory_for(RdfFormat format, const std::string& before, const std::string& part,
                       const std::string& after, std::size_t count, std::size_t quads_each) {
  struct Sink final : RdfSink {
    Status quad(const QuadView&) override {
      if (++quads == at) most = resident_bytes();
      return {};
    }
    std::size_t quads = 0, at = 0, most = 0;
  } sink;
  sink.at = count * quads_each;
  RepeatedInput input(before, part, count, after);
  const std::size_t start = resident_bytes();
  const Status status = read_rdf(input, in(format), sink);
  CHECK_MESSAGE(status, (status ? "" : status.error().to_string()));
  CHECK(sink.quads >= count * quads_each);
  return sink.most > start ? sink.most - start : 0;
}

std::string read_error(RdfFormat format, const std::string& before, const std::string& part,
                       std::size_t count, const std::string& after) {
  RepeatedInput input(before, part, count, after);
  CountingSink sink;
  const Status status = read_rdf(input, in(format), sink);
  if (status) return "";
  return (status.error().code == ErrorCode::kLimit ? "limit: " : "") + status.error().message;
}

std::string repeat(std::string_view text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

#ifdef __SANITIZE_ADDRESS__
constexpr bool kMeasurable = false;  // it holds freed memory back
#else
constexpr bool kMeasurable = true;
#endif

TEST_CASE("memory does not grow with a document, nor with any part that may have any length" *
          doctest::skip(!kMeasurable)) {
  constexpr std::size_t kCount = 40'000;
  constexpr std::size_t kEnough = 6 << 20;  // the quads alone would take 10 MiB
  const std::string text(200, 'x');
  CHECK(memory_for(RdfFormat::kNQuads, "", "<x:s> <x:p> \"" + text + "\" <x:g> .\n", "", kCount, 1) <
        kEnough);
  CHECK(memory_for(RdfFormat::kTurtle, "<s> <p> <o>", ", '" + text + "'", ".", kCount, 1) < kEnough);
  CHECK(memory_for(RdfFormat::kTurtle, "<s> <p> <o>", "; <p> '" + text + "\\n'", ".", kCount, 1) < kEnough);
  CHECK(memory_for(RdfFormat::kTurtle, "<s> <p> (", "'" + text + "'\n", ").", kCount, 2) < kEnough);
  CHECK(memory_for(RdfFormat::kTurtle, "[ <p> <o>", "; <" + text + "> 1", "] .", kCount, 1) < kEnough);
  CHECK(memory_for(RdfFormat::kTurtle, "<s> <p> <o> {| <p> <o>", "; <q> '" + text + "'", "|}.", kCount, 1) <
        kEnough);
  CHECK(memory_for(RdfFormat::kTurtle, "<s> <p> <" + text + ">", "~<" + text + ">", ".", kCount, 1) <
        kEnough);
  CHECK(memory_for(RdfFormat::kTurtle, "<s> <p> '" + text + "'", "{|<p> '" + text + "'|}", ".", kCount, 2) <
        kEnough);
  CHECK(memory_for(RdfFormat::kTriG, "<g> { <s> <p> <o>", ". [] <p> (<" + text + ">)", "}", kCount, 3) <
        kEnough);
}

TEST_CASE("a comment may have any length" * doctest::skip(!kMeasurable)) {
  const std::string text(1 << 20, 'x');
  CHECK(memory_for(RdfFormat::kTurtle, "<s> <p> #", text, "\n 1 .", 100, 0) < (8 << 20));
}

TEST_CASE("a string of many MiB is read, and one above 64 MiB is too long") {
  const std::string text(1 << 20, 'x');
  RepeatedInput input("<s> <p> '''", text, 63, "''' .");
  CountingSink sink;
  CHECK(read_rdf(input, in(RdfFormat::kTurtle), sink));
  CHECK(sink.longest == 63 << 20);

  const std::string expected = "limit: a single statement or term is longer than 64 MiB";
  CHECK(read_error(RdfFormat::kTurtle, "<s> <p> '''", text, 64, "''' .") == expected);
  CHECK(read_error(RdfFormat::kNTriples, "<x:s> <x:p> \"", text, 64, "\" .") == expected);
}

TEST_CASE("whatever nests has the same limit, and an error of its own") {
  const struct {
    std::string before, open, inside, close, after;
  } kinds[] = {
      {"<s> <p> ", "[ <p> ", "1", "]", "."},         {"<s> <p> ", "( ", "1", ")", "."},
      {"<s> <p> ", "<<( <s> <p> ", "1", ")>>", "."}, {"<s> <p> ", "<< <s> <p> ", "1", ">>", "."},
      {"", "<< ", "<s>", " <p> <o> >>", "."},        {"<s> <p> <o>", "{| <p> <o>", "", "|}", "."},
      {"<s> <p> ", "([ <p> ", "1", "])", "."},
  };
  for (const auto& kind : kinds) {
    CAPTURE(kind.open);
    const int each = kind.open.starts_with("([") ? 2 : 1;
    const int most = kMaxNesting / each;
    const std::string fits =
        kind.before + repeat(kind.open, most) + kind.inside + repeat(kind.close, most) + kind.after;
    CHECK(read_error(RdfFormat::kTurtle, fits, "", 0, "") == "");
    CHECK(read_error(RdfFormat::kTriG, "<g> {" + fits, "", 0, "}") == "");
    const std::string deeper =
        kind.before + repeat(kind.open, most + 1) + kind.inside + repeat(kind.close, most + 1) + kind.after;
    CHECK(read_error(RdfFormat::kTurtle, deeper, "", 0, "") == "limit: nested deeper than 256 levels");
    CHECK(read_error(RdfFormat::kTurtle, kind.before, kind.open, 1'000'000, "") ==
          "limit: nested deeper than 256 levels");
  }
}

TEST_CASE("an annotation counts as a level around the triple term that it is about") {
  const std::string object = repeat("<<( <s> <p> ", kMaxNesting) + "1" + repeat(" )>>", kMaxNesting);
  CHECK(read_error(RdfFormat::kTurtle, "<s> <p> " + object + " .", "", 0, "") == "");
  CHECK(read_error(RdfFormat::kTurtle, "<s> <p> " + object + " ~ .", "", 0, "") ==
        "limit: nested deeper than 256 levels");
  CHECK(test::read(RdfFormat::kTurtle, "<s> <p> <o>" + repeat("{|<p> <o>", 257))
            .find("doc:1:2316: nested deeper") != std::string::npos);
}

TEST_CASE("an error of the sink ends the reading and comes back as it is") {
  struct Sink final : RdfSink {
    Status quad(const QuadView&) override {
      if (++quads == 3) return Error{ErrorCode::kCancelled, "enough", {}, {}};
      return {};
    }
    int quads = 0;
  };
  for (const RdfFormat format : {RdfFormat::kNTriples, RdfFormat::kTriG}) {
    Sink sink;
    std::uint64_t counted = 0;
    ReadOptions options = in(format);
    options.quads = &counted;
    RepeatedInput input("", "<x:s> <x:p> <x:o> .\n", 10, "");
    const Status status = read_rdf(input, options, sink);
    REQUIRE_FALSE(status);
    CHECK(status.error().code == ErrorCode::kCancelled);
    CHECK(status.error().to_string() == "enough");
    CHECK(sink.quads == 3);
    CHECK(counted == 2);
  }
}

TEST_CASE("an error of the input comes back as it is, after what was read before it") {
  struct Failing final : Input {
    Failing() : Input("doc") {}
    Result<std::size_t> read(std::span<char> buffer) override {
      constexpr std::string_view kText = "<x:s> <x:p> <x:o> .\n<x:s> <x:p> <x:";
      if (std::exchange(failing, true)) return Error{ErrorCode::kIo, "doc: the disk is gone", {}, {}};
      return kText.copy(buffer.data(), buffer.size());
    }
    std::uint64_t bytes_consumed() const override { return 0; }
    std::optional<std::uint64_t> bytes_total() const override { return std::nullopt; }
    bool failing = false;
  };
  for (const RdfFormat format : {RdfFormat::kNQuads, RdfFormat::kTurtle}) {
    Failing input;
    CountingSink sink;
    const Status status = read_rdf(input, in(format), sink);
    REQUIRE_FALSE(status);
    CHECK(status.error().to_string() == "doc: the disk is gone");
    CHECK(sink.quads == 1);
  }
}

TEST_CASE("the sink learns the prefixes of the document, resolved") {
  struct Sink final : RdfSink {
    Status quad(const QuadView&) override { return {}; }
    Status prefix(std::string_view label, std::string_view iri) override {
      text += std::string(label) + ": " + std::string(iri) + "\n";
      return {};
    }
    std::string text;
  } sink;
  const auto input = text_input("@prefix : <a#>. PREFIX ex: <http://e/> BASE <http://b/> PREFIX : <>", "doc");
  CHECK(read_rdf(*input, in(RdfFormat::kTurtle), sink));
  CHECK(sink.text == ": http://base.example/a#\nex: http://e/\n: http://b/\n");
}
