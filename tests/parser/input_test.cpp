#include "parser/input.h"

#include <doctest/doctest.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace quoth;

namespace {

constexpr std::size_t kNoLimit = std::size_t{1} << 30;

// A file that disappears.
class TempFile {
 public:
  explicit TempFile(std::string_view content) {
    char pattern[] = "/tmp/quoth-input-XXXXXX";
    const int descriptor = ::mkstemp(pattern);
    REQUIRE(descriptor >= 0);
    ::close(descriptor);
    path_ = pattern;
    std::ofstream(path_, std::ios::binary) << content;
  }
  TempFile(const TempFile&) = delete;
  TempFile& operator=(const TempFile&) = delete;
  ~TempFile() { std::remove(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string gzip(std::string_view text) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string out(deflateBound(&stream, text.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view text) {
  std::string out(ZSTD_compressBound(text.size()), '\0');
  ZSTD_CCtx* const context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

std::string long_text() {
  std::string text;
  for (int i = 0; text.size() < 3'000'000; ++i) text += "line " + std::to_string(i * 7 % 1009) + "\n";
  return text;
}

std::string content(std::string_view file) {
  const TempFile temp(file);
  auto input = open_input(temp.path());
  REQUIRE(input);
  const auto text = read_all(**input, kNoLimit);
  if (text) return *text;
  std::string message = text.error().to_string();
  CHECK(text.error().code == ErrorCode::kIo);
  CHECK(message.starts_with(temp.path() + ": "));
  return "error: " + message.substr(temp.path().size() + 2);
}

}  // namespace

TEST_CASE("a plain file is read as it is, however short") {
  for (const std::string text : {"", "a", "\x1f", "abc", "abcd", "<a> <b> <c> .\n"})
    CHECK(content(text) == text);
  CHECK(content(long_text()) == long_text());
}

TEST_CASE("gzip is told by its first bytes, and its members are one text") {
  const std::string text = long_text();
  CHECK(content(gzip(text)) == text);
  CHECK(content(gzip("")) == "");
  CHECK(content(gzip("one ") + gzip("") + gzip(text)) == "one " + text);
  CHECK(content(gzip("padded") + std::string(512, '\0')) == "padded");
}

TEST_CASE("zstd is told by its first bytes, and its frames are one text") {
  const std::string text = long_text();
  CHECK(content(zstd(text)) == text);
  CHECK(content(zstd("")) == "");
  CHECK(content(zstd("one ") + zstd(text)) == "one " + text);
  const std::string skippable("\x51\x2a\x4d\x18\x03\x00\x00\x00xyz", 11);
  CHECK(content(skippable + zstd("after a skippable frame")) == "after a skippable frame");
}

TEST_CASE("a compressed file that is cut off is an error, wherever it is cut") {
  const std::string text = "a text that is long enough to have an inside, long enough to have an inside";
  for (const std::string& whole : {gzip(text), zstd(text), gzip("x") + gzip(text), zstd("x") + zstd(text)}) {
    const std::size_t first = whole == gzip(text) || whole == zstd(text) ? 4 : whole.size() - 20;
    for (std::size_t size = first; size < whole.size(); ++size) {
      CAPTURE(size);
      CHECK(content(std::string_view(whole).substr(0, size)) == "error: the compressed data is cut off");
    }
  }
}

TEST_CASE("damaged compressed data is an error") {
  std::string damaged = gzip(long_text());
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  CHECK(content(damaged).starts_with("error: bad gzip data: "));
  damaged = zstd(long_text());
  damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 0x55);
  CHECK(content(damaged).starts_with("error: bad zstd data: "));
  CHECK(content(gzip("x") + "garbage") == "error: there is something else after the compressed data");
  CHECK(content(zstd("x") + "garbage").starts_with("error: bad zstd data: "));
}

TEST_CASE("a missing file is not found, and a folder cannot be read") {
  const auto missing = open_input("/nonexistent/file.nt");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::kNotFound);
  CHECK(missing.error().to_string() == "/nonexistent/file.nt: there is no such file");
  const auto folder = open_input("/tmp");
  REQUIRE_FALSE(folder);
  CHECK(folder.error().code == ErrorCode::kIo);
  CHECK(folder.error().to_string() == "/tmp: is a folder, not a file");
}

TEST_CASE("standard input is read and decompressed like a file") {
  const TempFile temp(gzip("from a pipe"));
  const int saved = ::dup(STDIN_FILENO);
  REQUIRE(std::freopen(temp.path().c_str(), "rb", stdin) != nullptr);
  auto input = open_input("-");
  REQUIRE(input);
  CHECK((*input)->name() == "-");
  CHECK(*read_all(**input, kNoLimit) == "from a pipe");
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
}

TEST_CASE("progress counts the bytes of the file, not of the text") {
  const std::string text = long_text();
  const std::string file = gzip(text);
  const TempFile temp(file);
  auto input = open_input(temp.path());
  REQUIRE(input);
  CHECK((*input)->bytes_total() == file.size());
  REQUIRE(read_all(**input, kNoLimit));
  CHECK((*input)->bytes_consumed() == file.size());
}

TEST_CASE("a text above the limit is refused") {
  CHECK(*read_all(*text_input("12345", "t"), 5) == "12345");
  const auto over = read_all(*text_input("123456", "t"), 5);
  REQUIRE_FALSE(over);
  CHECK(over.error().code == ErrorCode::kLimit);
  CHECK(over.error().to_string() == "t: longer than 5 bytes");
}
