#include "kb/document.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <span>
#include <system_error>
#include <utility>
#include <vector>

namespace quoth {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 20;

Error io_error(const std::string& what) {
  return {ErrorCode::kIo, fmt::format("{}: {}", what, std::generic_category().message(errno)), {}, {}};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

class Hasher {
 public:
  Hasher() : state_(XXH3_createState(), &XXH3_freeState) {
    if (!state_) throw std::bad_alloc();
    XXH3_128bits_reset(state_.get());
  }
  void add(std::span<const char> bytes) { XXH3_128bits_update(state_.get(), bytes.data(), bytes.size()); }
  ContentHash hash() const {
    const XXH128_hash_t digest = XXH3_128bits_digest(state_.get());
    return {digest.high64, digest.low64};
  }

 private:
  std::unique_ptr<XXH3_state_t, decltype(&XXH3_freeState)> state_;
};

// Reads what is left and calls take(bytes) for each chunk.
template <typename Take>
Status read_through(const Descriptor& from, const DocumentRequest& request, Take take) {
  std::vector<char> buffer(kChunk);
  while (true) {
    if (request.cancelled && *request.cancelled) return Error{ErrorCode::kCancelled, "cancelled", {}, {}};
    const ssize_t got = ::read(from.number(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return io_error(fmt::format("cannot read {}", request.path));
    if (got == 0) return {};
    QUOTH_CHECK(take(std::span<const char>(buffer.data(), static_cast<std::size_t>(got))));
  }
}

Status write_all(const Descriptor& to, std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(to.number(), bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return io_error("cannot write a temporary file");
    bytes = bytes.subspan(static_cast<std::size_t>(written));
  }
  return {};
}

Result<Descriptor> open_to_read(const std::string& path) {
  if (path == "-") return Descriptor(STDIN_FILENO);
  Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number() < 0) return io_error(fmt::format("cannot open {}", path));
  return file;
}

Result<ContentHash> hash_file(const DocumentRequest& request) {
  QUOTH_TRY(const Descriptor file, open_to_read(request.path));
  Hasher hasher;
  QUOTH_CHECK(read_through(file, request, [&](std::span<const char> bytes) -> Status {
    hasher.add(bytes);
    return {};
  }));
  return hasher.hash();
}

// The copy of a pipe. It keeps the pipe's name, for messages.
class SpooledInput : public Input {
 public:
  SpooledInput(std::string name, Descriptor file, std::unique_ptr<Input> input)
      : Input(std::move(name)), file_(std::move(file)), input_(std::move(input)) {}
  Result<std::size_t> read(std::span<char> buffer) override { return input_->read(buffer); }
  std::uint64_t bytes_consumed() const override { return input_->bytes_consumed(); }
  std::optional<std::uint64_t> bytes_total() const override { return input_->bytes_total(); }

 private:
  Descriptor file_;  // has no name; lives as long as it is open
  std::unique_ptr<Input> input_;
};

Result<Document> spool(const DocumentRequest& request) {
  QUOTH_TRY(const Descriptor pipe, open_to_read(request.path));
  std::string name = request.temporary_directory + "/spool-XXXXXX";
  Descriptor file(::mkostemp(name.data(), O_CLOEXEC));
  if (file.number() < 0) return io_error("cannot make a temporary file");
  ::unlink(name.c_str());

  Hasher hasher;
  std::uint64_t copied = 0;
  QUOTH_CHECK(read_through(pipe, request, [&](std::span<const char> bytes) -> Status {
    hasher.add(bytes);
    copied += bytes.size();
    if (request.spooled) request.spooled(copied);
    return write_all(file, bytes);
  }));
  if (::lseek(file.number(), 0, SEEK_SET) < 0) return io_error("cannot read a temporary file");
  QUOTH_TRY(std::unique_ptr<Input> input, open_input(fmt::format("/dev/fd/{}", file.number())));
  return Document{std::make_unique<SpooledInput>(request.path, std::move(file), std::move(input)),
                  DocumentScope::of_content(hasher.hash())};
}

bool can_be_read_only_once(const std::string& path) {
  struct stat status {};
  const int found = path == "-" ? ::fstat(STDIN_FILENO, &status) : ::stat(path.c_str(), &status);
  if (found != 0) return false;  // open_input says what is wrong
  return path == "-" || S_ISFIFO(status.st_mode) || S_ISCHR(status.st_mode) || S_ISSOCK(status.st_mode);
}

}  // namespace

Result<Document> open_document(const DocumentRequest& request) {
  if (request.iri.empty() && can_be_read_only_once(request.path)) return spool(request);
  QUOTH_TRY(std::unique_ptr<Input> input, open_input(request.path));
  if (!request.iri.empty()) return Document{std::move(input), DocumentScope::of_iri(request.iri)};
  QUOTH_TRY(const ContentHash hash, hash_file(request));
  return Document{std::move(input), DocumentScope::of_content(hash)};
}

}  // namespace quoth
