#include "parser/input.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace quoth {
namespace {

constexpr std::size_t kFileBuffer = std::size_t{256} << 10;  // of compressed bytes
constexpr std::size_t kMagicSize = 4;

Error io_error(const std::string& name, std::string_view what) {
  return Error{ErrorCode::kIo, name + ": " + std::string(what), {}, {}};
}

// ---- Where bytes come from

class TextInput final : public Input {
 public:
  TextInput(std::string_view text, std::string name) : Input(std::move(name)), text_(text) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    const std::size_t size = std::min(buffer.size(), text_.size() - position_);
    std::copy_n(text_.data() + position_, size, buffer.data());
    position_ += size;
    return size;
  }
  std::uint64_t bytes_consumed() const override { return position_; }
  std::optional<std::uint64_t> bytes_total() const override { return text_.size(); }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

class FileInput final : public Input {
 public:
  FileInput(int descriptor, bool owned, std::optional<std::uint64_t> size, std::string name)
      : Input(std::move(name)), descriptor_(descriptor), owned_(owned), size_(size) {}
  FileInput(const FileInput&) = delete;
  FileInput& operator=(const FileInput&) = delete;
  ~FileInput() override {
    if (owned_) ::close(descriptor_);
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    for (;;) {
      const ssize_t size = ::read(descriptor_, buffer.data(), buffer.size());
      if (size >= 0) {
        consumed_ += static_cast<std::uint64_t>(size);
        return static_cast<std::size_t>(size);
      }
      if (errno != EINTR) return io_error(name(), std::strerror(errno));
    }
  }
  std::uint64_t bytes_consumed() const override { return consumed_; }
  std::optional<std::uint64_t> bytes_total() const override { return size_; }

 private:
  int descriptor_;
  bool owned_;
  std::optional<std::uint64_t> size_;
  std::uint64_t consumed_ = 0;
};

// ---- Compressed bytes

// An Input whose first bytes were read already, to look at them.
class PeekedInput final : public Input {
 public:
  PeekedInput(std::unique_ptr<Input> rest, std::string_view peeked)
      : Input(rest->name()), rest_(std::move(rest)), peeked_(peeked) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (position_ == peeked_.size()) return rest_->read(buffer);
    const std::size_t size = std::min(buffer.size(), peeked_.size() - position_);
    std::copy_n(peeked_.data() + position_, size, buffer.data());
    position_ += size;
    return size;
  }
  std::uint64_t bytes_consumed() const override {
    return rest_->bytes_consumed() - (peeked_.size() - position_);
  }
  std::optional<std::uint64_t> bytes_total() const override { return rest_->bytes_total(); }

 private:
  std::unique_ptr<Input> rest_;
  std::string peeked_;
  std::size_t position_ = 0;
};

// The compressed side of a decompressor: a buffer over another input.
class CompressedInput : public Input {
 public:
  std::uint64_t bytes_consumed() const override { return source_->bytes_consumed(); }
  std::optional<std::uint64_t> bytes_total() const override { return source_->bytes_total(); }

 protected:
  explicit CompressedInput(std::unique_ptr<Input> source)
      : Input(source->name()), source_(std::move(source)), buffer_(kFileBuffer) {}

  // Makes unread bytes available where there are none; false at the end of the file.
  Result<bool> fill() {
    if (!unread_.empty()) return true;
    QUOTH_TRY(const std::size_t size, source_->read(buffer_));
    unread_ = {buffer_.data(), size};
    return size > 0;
  }
  Error cut_off() const { return io_error(name(), "the compressed data is cut off"); }

  std::span<char> unread_;

 private:
  std::unique_ptr<Input> source_;
  std::vector<char> buffer_;
};

// Gzip (RFC 1952): members one after another; zero bytes may pad the end.
class GzipInput final : public CompressedInput {
 public:
  explicit GzipInput(std::unique_ptr<Input> source) : CompressedInput(std::move(source)) {}
  GzipInput(const GzipInput&) = delete;
  GzipInput& operator=(const GzipInput&) = delete;
  ~GzipInput() override {
    if (opened_) inflateEnd(&stream_);
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!opened_) {
      if (inflateInit2(&stream_, kGzipOnly) != Z_OK) return io_error(name(), "zlib could not be set up");
      opened_ = true;
    }
    while (true) {
      QUOTH_TRY(const bool more, fill());
      if (!in_member_) {
        QUOTH_TRY(const bool another, next_member(more));
        if (!another) return std::size_t{0};
      } else if (!more) {
        return cut_off();
      }
      QUOTH_TRY(const std::size_t size, inflate_into(buffer));
      if (size > 0) return size;
    }
  }

 private:
  static constexpr int kGzipOnly = 15 + 16;  // the window bits' way to say "with a gzip header"

  // Between members: whether another one starts here.
  Result<bool> next_member(bool more) {
    while (more && members_ > 0 && unread_.front() == '\0') {
      unread_ = unread_.subspan(1);
      padding_ = true;
      QUOTH_TRY(more, fill());
    }
    if (!more) return false;
    if (padding_ || (members_ > 0 && static_cast<unsigned char>(unread_.front()) != 0x1f)) {
      return io_error(name(), "there is something else after the compressed data");
    }
    inflateReset(&stream_);
    in_member_ = true;
    return true;
  }

  Result<std::size_t> inflate_into(std::span<char> buffer) {
    // zlib counts in unsigned int; a buffer beyond that is filled in part.
    const auto capacity = static_cast<uInt>(std::min<std::size_t>(buffer.size(), 1U << 30));
    stream_.next_in = reinterpret_cast<Bytef*>(unread_.data());
    stream_.avail_in = static_cast<uInt>(unread_.size());
    stream_.next_out = reinterpret_cast<Bytef*>(buffer.data());
    stream_.avail_out = capacity;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    unread_ = unread_.subspan(unread_.size() - stream_.avail_in);
    if (status == Z_STREAM_END) {
      in_member_ = false;
      ++members_;
    } else if (status != Z_OK && status != Z_BUF_ERROR) {
      return io_error(name(),
                      std::string("bad gzip data: ") + (stream_.msg ? stream_.msg : "it cannot be read"));
    }
    return std::size_t{capacity - stream_.avail_out};
  }

  z_stream stream_{};
  bool opened_ = false, in_member_ = false, padding_ = false;
  std::uint64_t members_ = 0;
};

// Zstandard (RFC 8878): frames one after another, skippable ones among them.
class ZstdInput final : public CompressedInput {
 public:
  explicit ZstdInput(std::unique_ptr<Input> source)
      : CompressedInput(std::move(source)), stream_(ZSTD_createDStream(), ZSTD_freeDStream) {}

  Result<std::size_t> read(std::span<char> buffer) override {
    if (!stream_) return Error{ErrorCode::kMemory, name() + ": no memory to decompress", {}, {}};
    while (true) {
      QUOTH_TRY(const bool more, fill());
      if (!more && !flushing_) {
        if (in_frame_) return cut_off();
        return std::size_t{0};
      }
      ZSTD_inBuffer in{unread_.data(), unread_.size(), 0};
      ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
      const std::size_t status = ZSTD_decompressStream(stream_.get(), &out, &in);
      if (ZSTD_isError(status)) {
        return io_error(name(), std::string("bad zstd data: ") + ZSTD_getErrorName(status));
      }
      unread_ = unread_.subspan(in.pos);
      in_frame_ = status != 0;
      flushing_ = in_frame_ && out.pos == out.size;  // the decoder may hold more than fitted
      if (out.pos > 0) return out.pos;
    }
  }

 private:
  std::unique_ptr<ZSTD_DStream, decltype(&ZSTD_freeDStream)> stream_;
  bool in_frame_ = false, flushing_ = false;
};

bool is_gzip(std::string_view magic) { return magic.starts_with("\x1f\x8b"); }

bool is_zstd(std::string_view magic) {
  if (magic.size() < kMagicSize) return false;
  const bool skippable =
      (static_cast<unsigned char>(magic[0]) & 0xf0) == 0x50 && magic.substr(1) == "\x2a\x4d\x18";
  return skippable || magic == "\x28\xb5\x2f\xfd";
}

// `file`, decompressed where its first bytes say that it is compressed.
Result<std::unique_ptr<Input>> decompressed(std::unique_ptr<Input> file) {
  std::array<char, kMagicSize> magic{};
  std::size_t size = 0;
  while (size < magic.size()) {
    QUOTH_TRY(const std::size_t more, file->read(std::span(magic).subspan(size)));
    if (more == 0) break;
    size += more;
  }
  const std::string_view start(magic.data(), size);
  std::unique_ptr<Input> whole = std::make_unique<PeekedInput>(std::move(file), start);
  if (is_gzip(start)) return std::unique_ptr<Input>(std::make_unique<GzipInput>(std::move(whole)));
  if (is_zstd(start)) return std::unique_ptr<Input>(std::make_unique<ZstdInput>(std::move(whole)));
  return whole;
}

}  // namespace

Result<std::unique_ptr<Input>> open_input(const std::string& path) {
  const bool is_stdin = path == "-";
  const int descriptor = is_stdin ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) {
    if (errno == ENOENT || errno == ENOTDIR) {
      return Error{ErrorCode::kNotFound, path + ": there is no such file", {}, {}};
    }
    return io_error(path, std::strerror(errno));
  }
  struct stat status {};
  const bool known = ::fstat(descriptor, &status) == 0;
  const bool regular = known && S_ISREG(status.st_mode);
  auto file = std::make_unique<FileInput>(
      descriptor, !is_stdin,
      regular ? std::optional(static_cast<std::uint64_t>(status.st_size)) : std::nullopt, path);
  if (known && S_ISDIR(status.st_mode)) return io_error(path, "is a folder, not a file");
  return decompressed(std::move(file));
}

std::unique_ptr<Input> text_input(std::string_view text, std::string name) {
  return std::make_unique<TextInput>(text, std::move(name));
}

Result<std::string> read_all(Input& input, std::size_t limit) {
  std::string text;
  std::vector<char> buffer(kFileBuffer);
  while (true) {
    QUOTH_TRY(const std::size_t size, input.read(buffer));
    if (size == 0) return text;
    if (size > limit - text.size()) {
      return Error{
          ErrorCode::kLimit, input.name() + ": longer than " + std::to_string(limit) + " bytes", {}, {}};
    }
    text.append(buffer.data(), size);
  }
}

}  // namespace quoth
